package dev.decorum.conduct.listening;

import dev.decorum.conduct.Signal;
import dev.decorum.conduct.Signal.Kind;
import dev.decorum.conduct.listening.Heard.State;
import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.text.Reading;
import dev.decorum.conduct.wording.Patterns;
import dev.decorum.conduct.wording.Patterns.Hit;
import dev.decorum.conduct.wording.Worded;
import dev.decorum.conduct.wording.Wording;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Hears signals and states in a client's message.
///
/// The words that show them are patterns of the language folder, `listening/signals.txt`. Words of
/// the group `quiet` are polite formulas, denials or mean something else: no signal overlaps with
/// them. A signal whose words are negated is none, except in groups whose name ends in `!`.
public final class Listening {

  private static final String FILE = "listening/signals.txt";
  private static final int NEGATION_REACH = 3;

  /// By kind, those that take its words over where they meet.
  private static final Map<Kind, Set<Kind>> STRONGER =
      Map.of(
          Kind.URGENCY, Set.of(Kind.UNREALISTIC_DEMAND),
          Kind.BOUNDARY, Set.of(Kind.ABUSE),
          Kind.FRUSTRATION, Set.of(Kind.ABUSE),
          Kind.COMPLAINT, Set.of(Kind.ABUSE, Kind.THANKS),
          Kind.THANKS, Set.of(Kind.FRUSTRATION));

  /// Kinds that do so in their whole sentence.
  private static final Set<Kind> WIDELY = Set.of(Kind.UNREALISTIC_DEMAND);

  private final Wording wording;
  private final Patterns patterns;
  private final int quiet;
  private final long negators;
  private final Meaning[] meanings;

  /// What a group of patterns tells.
  private sealed interface Meaning {
    record Signals(Kind kind, boolean negatable) implements Meaning {}

    record Says(State state) implements Meaning {}

    record Nothing() implements Meaning {}
  }

  private Listening(Language language) {
    wording = Wording.of(language);
    patterns = wording.patterns(FILE);
    quiet = patterns.group("quiet");
    negators = wording.wordsOf("negator");
    meanings = patterns.groups().stream().map(Listening::meaning).toArray(Meaning[]::new);
  }

  private static Meaning meaning(String group) {
    var name = group.substring(group.indexOf('.') + 1).toUpperCase(Locale.ROOT);
    if (group.startsWith("signal.")) {
      return name.endsWith("!")
          ? new Meaning.Signals(Kind.valueOf(name.substring(0, name.length() - 1)), false)
          : new Meaning.Signals(Kind.valueOf(name), true);
    }
    return group.startsWith("state.")
        ? new Meaning.Says(State.valueOf(name))
        : new Meaning.Nothing();
  }

  public static Listening english() {
    return of(Language.english());
  }

  public static Listening of(Language language) {
    return new Listening(language);
  }

  public Heard hear(Reading message) {
    return hear(wording.read(message));
  }

  public Heard hear(Worded message) {
    var hits = patterns.in(message);
    var states = EnumSet.noneOf(State.class);
    var heard = new ArrayList<Hit>();
    for (var hit : hits) {
      switch (meanings[hit.group()]) {
        case Meaning.Signals(var kind, var negatable) -> {
          if (!quieted(hit, hits) && !(negatable && negated(message, hit.from()))) {
            heard.add(hit);
          }
        }
        case Meaning.Says(var state) -> {
          if (!quieted(hit, hits) && !negated(message, hit.from())) {
            states.add(state);
          }
        }
        case Meaning.Nothing _ -> {}
      }
    }
    return new Heard(signals(message, heard), states);
  }

  private List<Signal> signals(Worded message, List<Hit> heard) {
    var signals = new ArrayList<Signal>();
    var ends = new int[Kind.values().length];
    for (var hit : heard) {
      var kind = kind(hit);
      if (hit.from() >= ends[kind.ordinal()] && !partOfAnother(message, hit, heard)) {
        ends[kind.ordinal()] = hit.to();
        signals.add(signal(kind, message, hit));
      }
    }
    return signals;
  }

  private Kind kind(Hit hit) {
    return ((Meaning.Signals) meanings[hit.group()]).kind();
  }

  /// Whether words only belong to a stronger signal: the time limit of an excessive demand is no
  /// urgency, an insult is not frustration too, and thanks for nothing are none.
  private boolean partOfAnother(Worded message, Hit hit, List<Hit> heard) {
    for (var other : heard) {
      var near =
          WIDELY.contains(kind(other))
              ? message.sentence(other.from()) == message.sentence(hit.from())
              : other.from() < hit.to() && hit.from() < other.to();
      if (near && STRONGER.getOrDefault(kind(hit), Set.of()).contains(kind(other))) {
        return true;
      }
    }
    return false;
  }

  private static Signal signal(Kind kind, Worded message, Hit hit) {
    var start = message.start(hit.from());
    var end = message.end(hit.to() - 1);
    return new Signal(kind, start, end, message.reading().text().substring(start, end));
  }

  private boolean quieted(Hit hit, List<Hit> hits) {
    for (var other : hits) {
      if (other.from() >= hit.to()) {
        return false;
      }
      if (other.group() == quiet && other.to() > hit.from()) {
        return true;
      }
    }
    return false;
  }

  private boolean negated(Worded message, int word) {
    for (var i = word - 1; i >= 0 && i >= word - NEGATION_REACH; i--) {
      if (message.startsClause(i + 1)) {
        return false;
      }
      if (message.is(i, negators)) {
        return true;
      }
    }
    return false;
  }
}
