package dev.decorum.coach;

import dev.decorum.coach.Guidelines.Wish;
import dev.decorum.conduct.Conduct;
import dev.decorum.conduct.Context;
import dev.decorum.conduct.Where;
import dev.decorum.conduct.rules.Additions;
import dev.decorum.conduct.rules.Outline.Form;
import dev.decorum.conduct.rules.PackProblem;
import dev.decorum.conduct.rules.Rule;
import dev.decorum.conduct.rules.ValeStyle.Unused;
import dev.decorum.conduct.text.Language;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Whether a pack may be published.
///
/// Each language it is for is loaded with all that is published, whomever that is for: so no two
/// packs exclude each other wherever they meet. Its rules are tried on their own examples, and on
/// the examples of all guidelines of the product, which are no texts for them: a rule that finds
/// something in nearly all of these says nothing.
///
/// @param faults why not
/// @param shares of the texts in which a rule that finds too often to be of use does, by its id
/// @param unused rules of a style that cannot be used here
/// @param slow within what time 95 of 100 of the texts are read
public record Proof(
    List<Fault> faults, Map<String, Double> shares, List<Unused> unused, Duration slow) {

  /// What a message may take to read.
  public static final Duration SLOWEST = Duration.ofMillis(20);

  /// A rule of words or figures that finds something in more of the texts than this finds
  /// everything.
  static final double EVERYTHING = 0.8;

  /// One that does in more than this is worth a look.
  static final double OFTEN = 0.2;

  /// @param rule its id; empty where the fault is not of one rule
  public record Fault(String file, int line, String rule, String key, String reason) {

    static Fault of(PackProblem problem) {
      return new Fault(
          problem.file(),
          problem.line(),
          problem.rule().orElse(""),
          problem.key(),
          problem.reason());
    }
  }

  public Proof {
    faults = List.copyOf(faults);
    shares = Map.copyOf(shares);
    unused = List.copyOf(unused);
  }

  public boolean passed() {
    return faults.isEmpty();
  }

  /// @param pack as it would be published
  /// @param others all that are
  static Proof of(PackInForce pack, List<PackInForce> others, Map<String, Wish> wishes) {
    try {
      return new Proving(pack, others, wishes).proof();
    } catch (StackOverflowError deep) {
      return refused(new Fault(pack.name(), 1, "", "", "expressions are nested too deeply"));
    }
  }

  private static Proof refused(Fault fault) {
    return new Proof(List.of(fault), Map.of(), List.of(), Duration.ZERO);
  }

  /// The time within which 95 of 100 are done.
  static Duration nineteenOfTwenty(long[] nanos) {
    if (nanos.length == 0) return Duration.ZERO;
    var sorted = nanos.clone();
    Arrays.sort(sorted);
    return Duration.ofNanos(sorted[(int) Math.ceil(sorted.length * 0.95) - 1]);
  }

  private static final class Proving {

    private static final ZonedDateTime FRIDAY = ZonedDateTime.parse("2026-11-20T10:15:00Z");

    /// As many as tell how often a rule finds something.
    private static final int TEXTS = 400;

    private final PackInForce pack;
    private final List<PackInForce> others;
    private final Map<String, Wish> wishes;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Double> shares = new TreeMap<>();
    private Duration slow = Duration.ZERO;

    Proving(PackInForce pack, List<PackInForce> others, Map<String, Wish> wishes) {
      this.pack = pack;
      this.others =
          others.stream()
              .filter(other -> other.no() != pack.no())
              .sorted(Comparator.comparingInt(PackInForce::no))
              .toList();
      this.wishes = wishes;
    }

    Proof proof() {
      List<Unused> unused = List.of();
      try {
        var own = Additions.of(pack.files());
        unused = own.styles().stream().flatMap(style -> style.unused().stream()).toList();
        refuseTakenName();
        if (faults.isEmpty()) load(own);
      } catch (PackProblem problem) {
        faults.add(Fault.of(problem));
      }
      return new Proof(faults, shares, unused, slow);
    }

    /// Findings, switches and pages name a guideline by it.
    private void refuseTakenName() {
      var form = pack.outline().map(says -> says.form()).orElse(Form.LAYER);
      if (form == Form.LAYER) return;
      var name = pack.guideline();
      boolean taken =
          others.stream().anyMatch(other -> other.guideline().equals(name))
              || Guidelines.LANGUAGES.stream()
                  .flatMap(language -> Loaded.shipped(language).rules().stream())
                  .anyMatch(rule -> rule.pack().equals(name));
      if (taken) fault("", "guideline", "another guideline has the name " + name);
    }

    private void load(Additions own) {
      var spoken = Guidelines.LANGUAGES.stream().filter(pack::speaks).toList();
      if (spoken.isEmpty()) fault("", "language", "only en and de are read");
      var known = new HashSet<String>();
      for (var language : spoken) {
        var loaded =
            Loaded.of(language, Stream.concat(others.stream(), Stream.of(pack)).toList(), wishes);
        var unusable = loaded.leftOut().get(pack);
        if (unusable != null) {
          explain(language, unusable);
          return;
        }
        var conduct = loaded.conduct();
        // What is switched off may be switched on.
        conduct.rules().forEach(rule -> known.addAll(names(rule)));
        Loaded.shipped(language).rules().forEach(rule -> known.addAll(names(rule)));
        for (var rule : Loaded.undueStops(conduct)) {
          fault(
              rule.id(),
              "level",
              "only what is confidential keeps a message back: its category begins with leak.");
        }
        tryOut(language, conduct, loaded.own(pack));
      }
      for (var layer : own.layers()) {
        for (var name : layer.switches().keySet()) {
          if (!known.contains(name)) {
            fault("", "switch." + name, "there is no such rule, category or pack");
          }
        }
      }
      if (slow.compareTo(SLOWEST) > 0) {
        fault("", "", "a message takes %d ms to read".formatted(slow.toMillis()));
      }
    }

    private static Set<String> names(Rule rule) {
      return new HashSet<>(List.of(rule.id(), rule.category(), rule.pack()));
    }

    /// All that is wrong at once, where it can be read at all.
    private void explain(Language language, PackProblem first) {
      try {
        var all = Conduct.unproven(language, Additions.of(pack.files()).withoutLayers()).proveOwn();
        all.forEach(problem -> faults.add(Fault.of(problem)));
      } catch (PackProblem unreadable) {
        faults.add(Fault.of(unreadable));
      }
      if (faults.isEmpty()) faults.add(Fault.of(first));
    }

    private void tryOut(Language language, Conduct conduct, List<Rule> rules) {
      var all =
          Loaded.shipped(language).rules().stream()
              .flatMap(rule -> Stream.concat(rule.matching().stream(), rule.missing().stream()))
              .distinct()
              .toList();
      int step = Math.max(1, all.size() / TEXTS);
      var texts = IntStream.range(0, all.size() / step).mapToObj(i -> all.get(i * step)).toList();
      var context = Context.sentAt(FRIDAY).in(Locale.forLanguageTag(language.tag()));
      var found = new HashMap<String, Integer>();
      var nanos = new long[texts.size()];
      for (int i = 0; i < nanos.length; i++) {
        long start = System.nanoTime();
        var review = conduct.review(texts.get(i), context);
        nanos[i] = System.nanoTime() - start;
        review.findings().stream()
            .filter(finding -> finding.where() != Where.CLIENT_MESSAGE)
            .map(finding -> finding.rule())
            .distinct()
            .forEach(rule -> found.merge(rule, 1, Integer::sum));
      }
      slow = nineteenOfTwenty(nanos);
      for (var rule : rules) {
        double share = found.getOrDefault(rule.id(), 0) / (double) texts.size();
        if (share > OFTEN) shares.put(rule.id(), share);
        // Something that should be there is missing in most texts that were not meant for it.
        if (share > EVERYTHING && !rule.kind().equals("absence")) {
          fault(
              rule.id(),
              "",
              ("finds something in %d of 100 texts that are not meant for it: what finds everything"
                      + " tells nobody anything, so it is not published; make it narrower")
                  .formatted(Math.round(share * 100)));
        }
      }
    }

    private void fault(String rule, String key, String reason) {
      faults.add(new Fault(pack.files().getFirst().file(), 1, rule, key, reason));
    }
  }
}
