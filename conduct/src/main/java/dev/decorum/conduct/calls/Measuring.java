package dev.decorum.conduct.calls;

import dev.decorum.conduct.CallMeasures;
import dev.decorum.conduct.Side;
import dev.decorum.conduct.Transcript;
import dev.decorum.conduct.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One reading of a transcript. All times are whole microseconds.
public final class Measuring {

  private static final long CUT_SHORT = 500_000;
  private static final long BREATH = 1_000_000;
  private static final double MICROS = 1_000_000;

  private record Span(Side speaker, long start, long end) {

    static Span of(Turn turn) {
      return new Span(turn.speaker(), micros(turn.start()), micros(turn.end()));
    }

    long length() {
      return end - start;
    }
  }

  private final List<Turn> turns;

  /// The turns that say something, by their beginning.
  private final List<Span> spoken;

  public Measuring(Transcript transcript, Backchannels backchannels) {
    turns = transcript.turns();
    spoken = turns.stream().filter(turn -> !backchannels.contains(turn)).map(Span::of).toList();
  }

  public CallMeasures measures() {
    var agent = speech(Side.AGENT);
    var client = speech(Side.CLIENT);
    var agentMicros = total(agent);
    var clientMicros = total(client);
    var byAgent = interruptions(Side.AGENT, Side.CLIENT);
    return new CallMeasures(
        agentMicros + clientMicros == 0
            ? null
            : Double.valueOf((double) agentMicros / (agentMicros + clientMicros)),
        agentMicros / MICROS,
        clientMicros / MICROS,
        byAgent,
        interruptions(Side.CLIENT, Side.AGENT),
        overlap(agent, client) / MICROS,
        longestMonologue(Side.AGENT) / MICROS,
        longestMonologue(Side.CLIENT) / MICROS,
        latency(),
        questions(Side.AGENT),
        questions(Side.CLIENT),
        patience(byAgent));
  }

  /// When one side speaks: apart from each other and in order.
  private List<Span> speech(Side side) {
    List<Span> merged = new ArrayList<>();
    for (var turn : turns) {
      if (turn.speaker() != side) {
        continue;
      }
      var span = Span.of(turn);
      if (!merged.isEmpty() && span.start <= merged.getLast().end) {
        var last = merged.removeLast();
        span = new Span(side, last.start, Math.max(last.end, span.end));
      }
      merged.add(span);
    }
    return merged;
  }

  /// Whole microseconds, so that 6.2 - 5.7 is half a second and not a hair less.
  static long micros(double seconds) {
    return Math.round(seconds * MICROS);
  }

  private static long total(List<Span> spans) {
    return spans.stream().mapToLong(Span::length).sum();
  }

  private static long overlap(List<Span> some, List<Span> others) {
    var both = 0L;
    var i = 0;
    var j = 0;
    while (i < some.size() && j < others.size()) {
      var a = some.get(i);
      var b = others.get(j);
      both += Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
      if (a.end < b.end) {
        i++;
      } else {
        j++;
      }
    }
    return both;
  }

  /// Turns of one side that begin while a turn of the other has at least half a second to go, and
  /// that outlast it.
  private int interruptions(Side by, Side of) {
    var others = spoken.stream().filter(span -> span.speaker == of).iterator();
    var ends = new TreeSet<Long>();
    @Nullable Span next = others.hasNext() ? others.next() : null;
    var count = 0;
    for (var span : spoken) {
      if (span.speaker != by) {
        continue;
      }
      while (next != null && next.start < span.start) {
        ends.add(next.end);
        next = others.hasNext() ? others.next() : null;
      }
      var cut = ends.ceiling(span.start + CUT_SHORT);
      if (cut != null && cut < span.end) {
        count++;
      }
    }
    return count;
  }

  /// Turns of one side make one monologue while the pauses are no longer than a breath and the
  /// other side says nothing of substance.
  private long longestMonologue(Side side) {
    var longest = 0L;
    @Nullable Span monologue = null;
    for (var span : spoken) {
      if (span.speaker != side) {
        monologue = null;
        continue;
      }
      monologue =
          monologue != null && span.start - monologue.end <= BREATH
              ? new Span(side, monologue.start, Math.max(monologue.end, span.end))
              : span;
      longest = Math.max(longest, monologue.length());
    }
    return longest;
  }

  private @Nullable Double latency() {
    var waited = 0L;
    var answers = 0;
    @Nullable Span asked = null;
    for (var span : spoken) {
      if (span.speaker == Side.CLIENT) {
        asked = span;
      } else if (asked != null) {
        waited += Math.max(0, span.start - asked.end);
        answers++;
        asked = null;
      }
    }
    return answers == 0 ? null : Double.valueOf(waited / MICROS / answers);
  }

  private @Nullable Double patience(int interruptions) {
    var heard = spoken.stream().filter(span -> span.speaker == Side.CLIENT).count();
    return heard == 0 ? null : Double.valueOf(Math.max(0, heard - interruptions) / (double) heard);
  }

  private int questions(Side side) {
    var count = 0;
    for (var turn : turns) {
      if (turn.speaker() == side) {
        count += questions(turn.text());
      }
    }
    return count;
  }

  /// Question marks that end a sentence, runs of marks counted once: not those of an address such
  /// as `shop.example/?page=2`.
  private static int questions(String text) {
    var count = 0;
    for (var i = text.indexOf('?'); i >= 0; i = text.indexOf('?', i + 1)) {
      var next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
      if (next != '?' && next != '!' && !Character.isLetterOrDigit(next) && next != '=') {
        count++;
      }
    }
    return count;
  }
}
