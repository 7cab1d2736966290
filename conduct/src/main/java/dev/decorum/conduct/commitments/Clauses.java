package dev.decorum.conduct.commitments;

import static java.util.Objects.requireNonNull;

import dev.decorum.conduct.Commitment;
import dev.decorum.conduct.Commitment.Due;
import dev.decorum.conduct.grammar.Lexicon;
import dev.decorum.conduct.grammar.Patterns;
import dev.decorum.conduct.grammar.Tokens;
import dev.decorum.conduct.grammar.WordClass;
import dev.decorum.conduct.text.Zone;
import dev.decorum.conduct.time.Mention;
import dev.decorum.conduct.time.Mention.Lead;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Goes through a text once, clause by clause.
final class Clauses {

  private static final int LOOK_BACK = 6;
  private static final int FRONT = 8;

  /// How far a clause is followed: further than anybody writes, and no further.
  private static final int NEAR = 80;

  private final Tokens tokens;
  private final List<Mention> mentions;
  private final ClauseWords words;
  private final Patterns<Kind> patterns;
  private final Patterns<Kind>.Search search;
  private final int[] found;
  private final List<Commitment> commitments = new ArrayList<>();

  private int sentence;
  private int sentenceEnd;

  /// The token after the last commitment.
  private int claimed;

  /// For each token the number of the mention that begins with it, counted from 1.
  private final int[] starting;

  Clauses(Tokens tokens, List<Mention> mentions, ClauseWords words, Patterns<Kind> patterns) {
    this.tokens = tokens;
    this.mentions = mentions;
    this.words = words;
    this.patterns = patterns;
    search = patterns.search(tokens);
    found = new int[patterns.mostSlots()];
    starting = new int[tokens.count() + 1];
    for (var i = 0; i < mentions.size(); i++) {
      starting[mentions.get(i).from()] = i + 1;
    }
  }

  List<Commitment> commitments() {
    for (sentence = 0; sentence < tokens.count(); sentence = sentenceEnd) {
      sentenceEnd = tokens.sentenceEnd(sentence);
      var zone = tokens.reading().zoneAt(tokens.start(sentence));
      if (zone == Zone.BODY || zone == Zone.POSTSCRIPT) {
        search.sentence(sentence, sentenceEnd);
        sentence();
      }
    }
    return commitments;
  }

  private void sentence() {
    for (var i = sentence; i < sentenceEnd; ) {
      var mention = mentionAt(i);
      if (mention != null && mention.usable() && !headAt(i)) {
        i = mention.to();
      } else {
        i = tokens.reading().ownAt(tokens.start(i)) ? head(i) : i + 1;
      }
    }
  }

  /// Reads the promise that begins at a token, if one does, and says where to read on.
  private int head(int at) {
    if (links(at)) {
      return at + 1;
    }
    for (var n = search.next(at, 0); n >= 0; n = search.next(at, n + 1)) {
      var kind = patterns.meaning(n);
      if (mayBe(kind, at)) {
        var end = patterns.pattern(n).match(tokens, at, sentenceEnd, found);
        if (end > at) {
          return kind == Kind.NO
                  || isNone(at, end)
                  || kind == Kind.OTHER && has(words.third, at, end)
              ? end
              : Math.max(end, promise(at, end, kind));
        }
      }
    }
    return at + 1;
  }

  /// Whether a word like `that` only leads to a clause with a subject of its own.
  private boolean links(int at) {
    return words.linker.has(tokens.id(at))
        && at + 1 < sentenceEnd
        && (words.det.has(tokens.id(at + 1))
            || words.pronoun.has(tokens.id(at + 1))
            || tokens.capital(at + 1));
  }

  private boolean isNone(int from, int to) {
    return asked(from, to)
        || doubted(from)
        || has(words.hedge, from, Math.min(sentenceEnd, to + 1));
  }

  /// Whether the sentence is a question, and no "is that all right?" after a promise.
  private boolean asked(int from, int to) {
    if (!tokens.is(sentenceEnd - 1, '?')) {
      return false;
    }
    for (var i = to; i + 1 < Math.min(sentenceEnd, to + NEAR); i++) {
      if ((words.comma.has(tokens.id(i)) || tokens.is(i, '-'))
          && words.question.has(tokens.id(i + 1))) {
        return words.question.has(tokens.id(sentence)) && sentence != from;
      }
    }
    return true;
  }

  /// Whether what leads to the clause takes the promise out of it: `I hope that`, `you wrote that`,
  /// `when`, `no longer`.
  private boolean doubted(int from) {
    if (from > sentence
        && (words.wh.has(tokens.id(from - 1)) || words.not.has(tokens.id(from - 1)))) {
      return true;
    }
    if (asksWhich(from) || from > sentence && asksWhich(from - 1)) {
      return true;
    }
    var told = true;
    var noted = false;
    for (var i = from - 1; i >= Math.max(sentence, from - LOOK_BACK); i--) {
      var word = tokens.id(i);
      if (words.both.has(word) || words.end.has(word)) {
        return false;
      }
      noted |= words.note.has(word);
      told &= !tokens.mark(i) || tokens.is(i, ':');
      if (words.hedge.has(word)
          || told && (words.doubt.has(word) || words.said.has(word))
          || i == from - 2 && words.not.has(word) && words.of.has(tokens.id(from - 1))
          || told && words.ask.has(word) && !noted
          || told && words.vouch.has(word) && denied(i)) {
        return true;
      }
    }
    return false;
  }

  /// `Let me know who`: no clause after a comma, but a question.
  private boolean asksWhich(int at) {
    return words.relative.has(tokens.id(at))
        && (at == sentence
            || words.inform.has(tokens.id(at - 1))
            || words.you.has(tokens.id(at - 1)));
  }

  private boolean denied(int verb) {
    return verb > sentence && words.not.has(tokens.id(verb - 1))
        || verb > sentence + 1 && words.not.has(tokens.id(verb - 2));
  }

  private boolean opensClause(int from) {
    if (from == sentence || tokens.mark(from - 1)) {
      return true;
    }
    var before = tokens.id(from - 1);
    return words.both.has(before) || words.end.has(before) || words.adverb.has(before);
  }

  /// Whether a clause goes on with what the writer's side was said to do before.
  private boolean followsOurs(int from) {
    if (from == sentence
        || !words.both.has(tokens.id(from - 1)) && !words.comma.has(tokens.id(from - 1))) {
      return false;
    }
    for (var i = from - 1; i >= Math.max(Math.max(sentence, claimed), from - NEAR); i--) {
      if (words.you.has(tokens.id(i)) && has(words.will, i, from)) {
        return false;
      }
      if (words.we.has(tokens.id(i)) || words.staff.has(tokens.id(i))) {
        return true;
      }
    }
    return false;
  }

  /// Whether a word with a capital is a name, and not one of ours that begins a sentence or a day.
  private boolean aName(int from) {
    var word = tokens.id(from);
    return !words.generic.has(word) && (word == Lexicon.UNKNOWN || words.name.has(word));
  }

  private boolean has(WordClass words, int from, int to) {
    for (var i = from; i < to; i++) {
      if (words.has(tokens.id(i))) {
        return true;
      }
    }
    return false;
  }

  /// Follows a promise to its end and notes it when nothing speaks against it.
  ///
  /// @return the token after it
  private int promise(int from, int headEnd, Kind kind) {
    var leading = leadingCondition(from);
    var tail = new Tail(headEnd);
    tail.follow(inHead(from, headEnd));
    var front = front(from, leading);
    var start = from;
    var time = tail.time;
    if (front != null && time == null) {
      start = front.from();
      time = front;
    } else if (front != null && time != null && time.clockOnly() && front.dayOnly()) {
      start = front.from();
      time = time.on(front);
    }
    var condition = leading == null ? tail.condition : leading;
    if (goes(kind, time, tail)
        && !has(words.habit, Math.max(sentence, from - 3), tail.end)
        && !has(words.custom, Math.max(sentence, from - NEAR), from)
        && !has(words.lateNot, from, tail.last)
        && !words.step.has(tokens.id(sentence))
        && !(condition != null && has(words.offer, from, tail.last))) {
      note(start, tail.end, time, condition);
      if (tail.next >= 0) {
        return another(tail.next, condition, front);
      }
    }
    return tail.end;
  }

  /// `… and fit it on Wednesday`: what follows with a time of its own is a promise of its own.
  private int another(int from, @Nullable Span condition, @Nullable Mention front) {
    var tail = new Tail(from + 1);
    tail.follow(null);
    if (tail.time == null) {
      return tail.end;
    }
    var time =
        front != null && tail.time.clockOnly() && front.dayOnly() ? tail.time.on(front) : tail.time;
    note(from, tail.end, time, condition == null ? tail.condition : condition);
    return tail.next < 0 ? tail.end : another(tail.next, condition, front);
  }

  private boolean goes(Kind kind, @Nullable Mention time, Tail tail) {
    return switch (kind) {
      case PROMISE, EXPECT, ELIDED, OTHER -> true;
      case TIMED -> time != null;
      case DATED, NAMED_DATED ->
          time != null && !time.relative() && !time.clockOnly() && time.lead() != Lead.UNTIL;
      case NAMED -> time != null || tail.speaksToReader;
      case NO, CONDITION -> false;
    };
  }

  private void note(int from, int to, @Nullable Mention time, @Nullable Span condition) {
    var text = tokens.reading().text();
    var due = time == null || condition != null && time.relative() ? new Due.None() : time.due();
    var start = tokens.start(from);
    var end = tokens.end(to - 1);
    claimed = to;
    commitments.add(
        new Commitment(
            start,
            end,
            text.substring(start, end),
            due,
            condition == null ? null : condition.in(text)));
  }

  private record Span(int start, int end) {
    String in(String text) {
      return text.substring(start, end);
    }
  }

  private Span span(int from, int to) {
    return new Span(tokens.start(from), tokens.end(to - 1));
  }

  /// The mention that begins at a token; null for none.
  private @Nullable Mention mentionAt(int token) {
    var number = starting[token];
    return number == 0 ? null : mentions.get(number - 1);
  }

  private @Nullable Mention inHead(int from, int to) {
    for (var i = from + 1; i < to; i++) {
      var mention = mentionAt(i);
      if (mention != null && mention.usable()) {
        return mention;
      }
    }
    return null;
  }

  /// A time that stands before a promise and belongs to it: `By Friday you will hear from us`.
  private @Nullable Mention front(int from, @Nullable Span condition) {
    Mention last = null;
    for (var i = from - 1; last == null && i >= Math.max(sentence, from - NEAR); i--) {
      last = mentionAt(i);
    }
    if (last == null
        || !last.usable()
        || last.to() > from
        || last.from() < Math.max(sentence, claimed)
        || condition != null && tokens.start(last.from()) < condition.end()) {
      return null;
    }
    for (var i = last.to(); i < from; i++) {
      var near = from - last.to() == 1 && (words.comma.has(tokens.id(i)) || tokens.mark(i));
      if (!near && last.from() > sentence
          || from - last.to() > FRONT
          || words.will.has(tokens.id(i))
          || words.pronoun.has(tokens.id(i))
          || words.end.has(tokens.id(i))
          || words.both.has(tokens.id(i))) {
        return null;
      }
    }
    return last;
  }

  private boolean headAt(int from) {
    for (var n = search.next(from, 0); n >= 0; n = search.next(from, n + 1)) {
      if (mayBe(patterns.meaning(n), from)
          && patterns.pattern(n).match(tokens, from, sentenceEnd, found) > from) {
        return true;
      }
    }
    return false;
  }

  private boolean mayBe(Kind kind, int from) {
    return switch (kind) {
      case CONDITION -> false;
      case NAMED, NAMED_DATED -> aName(from);
      case ELIDED -> followsOurs(from);
      case EXPECT -> opensClause(from);
      case PROMISE, TIMED, DATED, OTHER, NO -> true;
    };
  }

  private boolean condition(int at) {
    for (var n = search.next(at, 0); n >= 0; n = search.next(at, n + 1)) {
      if (patterns.meaning(n) == Kind.CONDITION
          && patterns.pattern(n).match(tokens, at, sentenceEnd, found) > at) {
        return true;
      }
    }
    return false;
  }

  /// The words before a promise on which it depends: `As soon as you sign,`.
  private @Nullable Span leadingCondition(int from) {
    var end = from;
    while (end > sentence
        && (words.comma.has(tokens.id(end - 1)) || words.then.has(tokens.id(end - 1)))) {
      end--;
    }
    if (end == sentence || words.both.has(tokens.id(end - 1)) && end > sentence) {
      return null;
    }
    for (var i = Math.max(sentence, end - NEAR); i < end; i++) {
      if ((i == sentence || tokens.mark(i - 1) || words.both.has(tokens.id(i - 1)))
          && condition(i)) {
        return span(i, end);
      }
    }
    return null;
  }

  /// What follows the head of a promise.
  private final class Tail {

    /// The token after the promise with its time.
    private int end;

    private @Nullable Mention time;
    private @Nullable Span condition;

    /// Where another promise goes on after an `and`; -1 when none does.
    private int next = -1;

    private boolean speaksToReader;

    /// The last token that was looked at.
    private int last;

    /// Inside `what …`, `whether …`: times there say when something was, not when it is due.
    private boolean indirect;

    private int at;

    Tail(int from) {
      at = from;
      end = from;
    }

    void follow(@Nullable Mention inHead) {
      if (inHead != null) {
        time = inHead;
        at = Math.max(at, inHead.to());
        end = at;
      }
      var limit = Math.min(sentenceEnd, at + NEAR);
      while (at < limit && step()) {}
      last = at;
    }

    /// Reads on, and says whether the clause goes on.
    private boolean step() {
      var mention = mentionAt(at);
      if (mention != null) {
        take(mention);
        at = mention.to();
        return true;
      }
      var word = tokens.id(at);
      if (!tokens.reading().ownAt(tokens.start(at))) {
        return passed();
      }
      if (condition(at)) {
        if (words.inform.has(tokens.id(at - 1)) && !certain(at)) {
          indirect = true;
          return passed();
        }
        condition = span(at, conditionEnd(at));
        return false;
      }
      if (words.namely.has(word)) {
        return advance();
      }
      if (words.both.has(word)) {
        return and();
      }
      if (words.comma.has(word)) {
        if (inside(at) && tokens.number(at + 1) >= 0) {
          return passed();
        }
        return comma();
      }
      if (words.end.has(word)) {
        return false;
      }
      if (tokens.mark(at)) {
        return inside(at) || opens(at)
            ? passed()
            : at + 1 < sentenceEnd && mentionAt(at + 1) != null && advance();
      }
      if (words.wh.has(word) || words.relative.has(word)) {
        indirect = true;
      }
      if (words.you.has(word)) {
        speaksToReader = true;
      }
      return passed();
    }

    /// Whether a mark has no space on either side, as in `1,340` and `follow-up`.
    private boolean inside(int mark) {
      return tokens.glued(mark) && mark + 1 < sentenceEnd && tokens.glued(mark + 1);
    }

    /// Whether a mark belongs to the words beside it, as signs of money do.
    private boolean opens(int mark) {
      var character = tokens.reading().plain().charAt(tokens.start(mark));
      return switch (Character.getType(character)) {
        case Character.CURRENCY_SYMBOL, Character.MATH_SYMBOL -> true;
        default -> "\"'&/%#*@°".indexOf(character) >= 0;
      };
    }

    /// Whether a condition can be nothing else: `let you know if` may only ask.
    private boolean certain(int at) {
      return !words.wh.has(tokens.id(at));
    }

    private boolean passed() {
      at++;
      if (time == null) {
        end = at;
      }
      return true;
    }

    private boolean advance() {
      at++;
      return true;
    }

    private void take(Mention mention) {
      if (!mention.usable()) {
        if (time == null) {
          end = mention.to();
        }
        return;
      }
      if (time == null && !(indirect && aside(mention))) {
        time = mention;
        end = mention.to();
      } else if (time != null && !aside(mention) && (weak(time) || narrows(mention))) {
        time = mention;
        end = mention.to();
      } else if (time != null && time.clockOnly() && mention.dayOnly()) {
        time = time.on(mention);
        end = mention.to();
      } else if (time != null && time.dayOnly() && mention.clockOnly()) {
        time = mention.on(time);
        end = mention.to();
      } else if (time == null) {
        end = mention.to();
      }
    }

    /// Whether a time says more exactly what stands right before it: `next week, by Friday`,
    /// `before Christmas, i.e. by the 20th`.
    private boolean narrows(Mention mention) {
      var before = requireNonNull(time);
      var namely = words.namely.has(tokens.id(mention.from() - 1));
      return namely
          || mention.from() - before.to() <= 2
              && before.due() instanceof Due.Range
              && !(mention.due() instanceof Due.Range);
    }

    private boolean weak(Mention mention) {
      return mention.lead() == Lead.SOFT || aside(mention);
    }

    /// Whether a time only tells which appointment, letter or order is meant.
    private boolean aside(Mention mention) {
      return mention.lead() == Lead.SOFT
          || indirect
          || mention.from() > 0 && words.lateEvent.has(tokens.id(mention.from() - 1));
    }

    private boolean and() {
      var verb = at + 1;
      while (verb < sentenceEnd
          && (words.both.has(tokens.id(verb)) || words.adverb.has(tokens.id(verb)))
          && mentionAt(verb) == null) {
        verb++;
      }
      if (verb >= sentenceEnd || words.pronoun.has(tokens.id(verb)) || condition(verb)) {
        return false;
      }
      var mention = mentionAt(verb);
      if (mention != null) {
        if (mention.to() < sentenceEnd
            && (words.pronoun.has(tokens.id(mention.to())) || headAt(mention.to()))) {
          return false;
        }
        at = verb;
        return true;
      }
      if (continues(verb)) {
        if (time != null && !weak(time)) {
          next = verb;
          return false;
        }
        indirect = false;
        at = verb + 1;
        if (time == null) {
          end = at;
        }
        return true;
      }
      return !headAt(verb) && passed();
    }

    private boolean comma() {
      var after = at + 1;
      if (after >= sentenceEnd) {
        return false;
      }
      if (words.both.has(tokens.id(after))) {
        at = after;
        return and();
      }
      if (condition(after) || mentionAt(after) != null || words.namely.has(tokens.id(after))) {
        return advance();
      }
      if (!continues(after)) {
        return false;
      }
      if (time != null && !weak(time)) {
        next = after;
        return false;
      }
      indirect = false;
      return advance();
    }

    private boolean continues(int verb) {
      return (words.act.has(tokens.id(verb)) || words.will.has(tokens.id(verb))) && !negated(verb);
    }

    private boolean negated(int verb) {
      return verb + 1 < sentenceEnd && words.not.has(tokens.id(verb + 1));
    }

    private int conditionEnd(int from) {
      var i = from + 1;
      while (i < Math.min(sentenceEnd, from + NEAR)
          && !words.comma.has(tokens.id(i))
          && !(i > from + 2 && words.pronoun.has(tokens.id(i)) && headAt(i))
          && !(tokens.mark(i) && !tokens.glued(i))
          && !closes(i)) {
        i++;
      }
      return i;
    }

    private boolean closes(int mark) {
      return tokens.mark(mark) && (mark + 1 == sentenceEnd || !tokens.glued(mark + 1));
    }
  }
}
