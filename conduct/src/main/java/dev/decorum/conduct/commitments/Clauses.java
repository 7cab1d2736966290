package dev.decorum.conduct.commitments;

import dev.decorum.conduct.Commitment;
import dev.decorum.conduct.Commitment.Due;
import dev.decorum.conduct.grammar.Tokens;
import dev.decorum.conduct.text.Span;
import dev.decorum.conduct.text.Zone;
import dev.decorum.conduct.time.Mention;
import dev.decorum.conduct.time.Mention.Lead;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Goes through a text once, clause by clause, and notes the promises.
final class Clauses {

  /// How far before a promise a time may stand that begins the sentence.
  private static final int FRONT = 8;

  private final Passage passage;
  private final Tokens tokens;
  private final ClauseWords words;
  private final Doubts doubts;
  private final List<Commitment> commitments = new ArrayList<>();

  Clauses(Passage passage) {
    this.passage = passage;
    tokens = passage.tokens;
    words = passage.words;
    doubts = new Doubts(passage);
  }

  List<Commitment> commitments() {
    for (var from = 0; from < tokens.count(); from = passage.sentenceEnd) {
      passage.enter(from);
      var zone = tokens.reading().zoneAt(tokens.start(from));
      if (zone == Zone.BODY || zone == Zone.POSTSCRIPT) {
        for (var at = from; at < passage.sentenceEnd; ) {
          at = read(at);
        }
      }
    }
    return commitments;
  }

  /// Reads what begins at a token, and says where to read on.
  private int read(int at) {
    if (!tokens.reading().ownAt(tokens.start(at)) || doubts.links(at)) {
      return at + 1;
    }
    var kind = passage.head(at);
    if (kind == null) {
      var mention = passage.mentionAt(at);
      return mention != null && mention.usable() ? mention.to() : at + 1;
    }
    var end = passage.headEnd;
    if (kind == Kind.NO
        || kind == Kind.OTHER && passage.has(words.third, at, end)
        || doubts.about(at, end)) {
      return end;
    }
    return Math.max(end, promise(at, end, kind));
  }

  /// Follows a promise to its end and notes it when nothing speaks against it.
  ///
  /// @return the token after it
  private int promise(int from, int headEnd, Kind kind) {
    var leading = leadingCondition(from);
    var tail = new Tail(passage, headEnd);
    tail.follow(inHead(from, headEnd));
    var front = front(from, leading);
    var start = from;
    var time = tail.time;
    if (front != null && (time == null || time.clockOnly() && front.dayOnly())) {
      start = front.from();
      time = time == null ? front : time.on(front);
    }
    var condition = leading == null ? tail.condition : leading;
    if (holds(kind, time, tail, condition) && !takenBack(from, headEnd, tail, condition)) {
      note(start, tail.end, time, condition);
      return others(tail, condition, front);
    }
    return tail.end;
  }

  /// `… and fit it on Wednesday`: what follows with a time of its own is a promise of its own.
  ///
  /// @return the token after the last one
  private int others(Tail first, @Nullable Span condition, @Nullable Mention front) {
    var tail = first;
    while (tail.next >= 0) {
      var from = tail.next;
      tail = new Tail(passage, from + 1);
      tail.follow(null);
      var time = tail.time;
      if (time == null) {
        break;
      }
      note(
          from,
          tail.end,
          front != null && time.clockOnly() && front.dayOnly() ? time.on(front) : time,
          condition == null ? tail.condition : condition);
    }
    return tail.end;
  }

  private boolean holds(Kind kind, @Nullable Mention time, Tail tail, @Nullable Span condition) {
    return switch (kind) {
      case PROMISE, EXPECT, ELIDED, OTHER -> true;
      case TIMED -> time != null;
      case DATED -> dated(time) || condition != null && ofThisCase(condition);
      case NAMED_DATED -> dated(time);
      case NAMED -> time != null || tail.speaksToReader;
      case NO, CONDITION -> false;
    };
  }

  private static boolean dated(@Nullable Mention time) {
    return time != null && !time.relative() && !time.clockOnly() && time.lead() != Lead.UNTIL;
  }

  /// Whether a condition is of the matter at hand, such as `once the deposit is there`: what is
  /// done whenever somebody does something is a rule, as in `if you cancel, we refund`.
  private boolean ofThisCase(Span condition) {
    for (var i = passage.sentence; i < passage.sentenceEnd; i++) {
      if (tokens.start(i) >= condition.start()
          && tokens.start(i) < condition.end()
          && (passage.is(words.you, i) || passage.is(words.generic, i))) {
        return false;
      }
    }
    return true;
  }

  /// Whether words around or in it make it a custom, an instruction, an offer or a denial.
  private boolean takenBack(int from, int headEnd, Tail tail, @Nullable Span condition) {
    var sentence = passage.sentence;
    return habitual(Math.max(sentence, from - 3), headEnd, tail)
        || passage.has(words.custom, Math.max(sentence, from - Passage.NEAR), from)
        || passage.has(words.lateNot, from, tail.last)
        || passage.is(words.step, sentence)
        || condition != null && passage.has(words.offer, from, tail.last);
  }

  /// Whether it is what is always done. Who sends `your monthly statement` on a day sends one.
  private boolean habitual(int from, int headEnd, Tail tail) {
    for (var i = from; i < tail.end; i++) {
      if (passage.is(words.habit, i)
          && !(dated(tail.time) && i > headEnd && passage.is(words.certain, i - 1))) {
        return true;
      }
    }
    return false;
  }

  private void note(int from, int to, @Nullable Mention time, @Nullable Span condition) {
    var text = tokens.reading().text();
    var due = time == null || condition != null && time.relative() ? new Due.None() : time.due();
    var span = passage.span(from, to);
    passage.claimed = to;
    commitments.add(
        new Commitment(
            span.start(),
            span.end(),
            span.in(text),
            due,
            condition == null ? null : condition.in(text)));
  }

  /// A time between the words of the head: `we will today send`.
  private @Nullable Mention inHead(int from, int to) {
    for (var i = from + 1; i < to; i++) {
      var mention = passage.mentionAt(i);
      if (mention != null && mention.usable()) {
        return mention;
      }
    }
    return null;
  }

  /// A time that stands before a promise and belongs to it: `By Friday you will hear from us`.
  private @Nullable Mention front(int from, @Nullable Span condition) {
    var sentence = passage.sentence;
    Mention last = null;
    for (var i = from - 1; last == null && i >= Math.max(sentence, from - Passage.NEAR); i--) {
      last = passage.mentionAt(i);
    }
    if (last == null
        || !last.usable()
        || last.to() > from
        || last.from() < Math.max(sentence, passage.claimed)
        || condition != null && tokens.start(last.from()) < condition.end()) {
      return null;
    }
    return last.to() == from
            || last.from() == sentence && last.to() == from - 1 && passage.is(words.both, from - 1)
            || last.to() == from - 1 && tokens.mark(last.to())
            || last.from() == sentence && from - last.to() <= FRONT && noClause(last.to(), from)
        ? last
        : null;
  }

  /// Whether some words are no clause of their own.
  private boolean noClause(int from, int to) {
    return !passage.has(words.will, from, to)
        && !passage.has(words.pronoun, from, to)
        && !passage.has(words.end, from, to)
        && !passage.has(words.both, from, to);
  }

  /// The words before a promise on which it depends: `As soon as you sign,`.
  private @Nullable Span leadingCondition(int from) {
    var sentence = passage.sentence;
    var end = from;
    while (end > sentence
        && (passage.is(words.comma, end - 1) || passage.is(words.then, end - 1))) {
      end--;
    }
    if (end == sentence || passage.is(words.both, end - 1)) {
      return null;
    }
    for (var i = Math.max(sentence, end - Passage.NEAR); i < end; i++) {
      if ((i == sentence || tokens.mark(i - 1) || passage.is(words.both, i - 1))
          && passage.condition(i)) {
        return passage.span(i, end);
      }
    }
    return null;
  }
}
