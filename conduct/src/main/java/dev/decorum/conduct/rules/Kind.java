package dev.decorum.conduct.rules;

import dev.decorum.conduct.Question;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/// How a rule looks for what it objects to.
sealed interface Kind
    permits Kind.Phrase,
        Kind.Substitution,
        Kind.Metric,
        Kind.Absence,
        Kind.Dialogue,
        Kind.Code,
        Expression,
        ValeKinds.Occurrence,
        ValeKinds.Repetition,
        ValeKinds.Consistency,
        ValeKinds.Conditional,
        ValeKinds.Capitalization {

  /// As `rules list` shows it.
  String name();

  void look(Work work);

  /// Whether there is nothing to look at, which is so for most rules and most texts.
  default boolean silent(Scan reply) {
    return false;
  }

  /// A rule at work on one exchange.
  record Work(Exchange exchange, Limits limits, Scan reply, Scan client, Report report) {

    /// Reports words with the rule's message, in which `%s` stands for them and, first, for the
    /// better wording where there is one.
    void say(int start, int end, @Nullable String wording) {
      var reading = exchange.reply();
      if (!reading.ownAt(start) || !limits.counts(exchange, reply, start, end)) {
        return;
      }
      var words = reading.text().substring(start, end);
      report.say(start, end, wording, wording == null ? List.of(words) : List.of(wording, words));
    }

    /// Reports a hit unless something excuses it.
    void hit(int start, int end, @Nullable String suggestion) {
      if (limits.counts(exchange, reply, start, end)) {
        if (suggestion == null) {
          report.mark(start, end);
        } else {
          report.mark(start, end, suggestion);
        }
      }
    }
  }

  /// Words that should not be there, next to each other or with gaps between.
  ///
  /// @param name `phrase`, or `pattern` where there are gaps
  /// @param exact spellings, where case matters; empty where it does not
  record Phrase(String name, int set, Set<String> exact) implements Kind {

    @Override
    public boolean silent(Scan reply) {
      return !reply.any(set);
    }

    @Override
    public void look(Work work) {
      var scan = work.reply();
      var text = scan.reading().text();
      var to = scan.to(set);
      for (var hit = scan.from(set); hit < to; hit++) {
        if (longestHere(scan, hit, to)
            && (exact.isEmpty()
                || exact.contains(text.substring(scan.start(hit), scan.end(hit))))) {
          work.hit(scan.start(hit), scan.end(hit), null);
        }
      }
    }

    /// Whether no later hit of the set contains this one.
    private static boolean longestHere(Scan scan, int hit, int to) {
      return hit + 1 == to
          || scan.start(hit + 1) > scan.start(hit)
          || scan.end(hit + 1) == scan.end(hit);
    }
  }

  /// Words with a better wording for each.
  ///
  /// @param first the set of the first wording; the others follow
  record Substitution(int first, List<String> wordings) implements Kind {

    public Substitution {
      wordings = List.copyOf(wordings);
    }

    @Override
    public String name() {
      return "substitution";
    }

    @Override
    public boolean silent(Scan reply) {
      return reply.from(first) == reply.from(first + wordings.size());
    }

    @Override
    public void look(Work work) {
      var scan = work.reply();
      for (var i = 0; i < wordings.size(); i++) {
        for (var hit = scan.from(first + i); hit < scan.to(first + i); hit++) {
          work.hit(scan.start(hit), scan.end(hit), wordings.get(i));
        }
      }
    }
  }

  /// A figure of the text that is out of bounds.
  ///
  /// @param bySentence whether each sentence is measured, or the whole reply
  record Metric(Formula formula, boolean bySentence, DoublePredicate wrong) implements Kind {

    /// Out of bounds that are themselves all right.
    record Bounds(double least, double most) implements DoublePredicate {
      @Override
      public boolean test(double value) {
        return value > most || value < least;
      }
    }

    @Override
    public String name() {
      return "metric";
    }

    @Override
    public void look(Work work) {
      var reading = work.exchange().reply();
      var counts = work.reply().counts();
      if (!bySentence) {
        if (wrong.test(formula.of(counts::total))) {
          work.report().missing();
        }
        return;
      }
      for (var s = 0; s < reading.sentences(); s++) {
        var sentence = s;
        if (wrong.test(formula.of(kind -> counts.inSentence(sentence, kind)))) {
          work.hit(reading.sentenceStart(s), reading.sentenceEnd(s), null);
        }
      }
    }
  }

  /// Words of which some should be there.
  record Absence(int set) implements Kind {

    @Override
    public String name() {
      return "absence";
    }

    @Override
    public void look(Work work) {
      var scan = work.reply();
      for (var hit = scan.from(set); hit < scan.to(set); hit++) {
        if (work.limits().counts(work.exchange(), scan, scan.start(hit), scan.end(hit))) {
          return;
        }
      }
      work.report().missing();
    }
  }

  /// Questions of the client that the reply leaves in a state.
  record Dialogue(Question.State state) implements Kind {

    @Override
    public String name() {
      return "dialogue";
    }

    @Override
    public void look(Work work) {
      for (var question : work.exchange().questions()) {
        if (question.state() == state) {
          work.report().markClient(question.sure(), question.start(), question.end());
        } else if (state == Question.State.OPEN && !question.sure()) {
          work.report().markClient(false, question.start(), question.end());
        }
      }
    }
  }

  /// A check in Java.
  record Code(String name, Check check, Map<String, Integer> lists) implements Kind {

    public Code {
      lists = Map.copyOf(lists);
    }

    @Override
    public void look(Work work) {
      check.look(work.exchange(), new Lists(lists, work.reply(), work.client()), work.report());
    }
  }
}
