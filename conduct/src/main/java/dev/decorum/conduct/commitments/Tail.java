package dev.decorum.conduct.commitments;

import static java.util.Objects.requireNonNull;

import dev.decorum.conduct.Commitment.Due;
import dev.decorum.conduct.grammar.Tokens;
import dev.decorum.conduct.text.Span;
import dev.decorum.conduct.time.Mention;
import dev.decorum.conduct.time.Mention.Lead;
import org.jspecify.annotations.Nullable;

/// What follows the head of a promise: how far it goes, its time and its condition.
final class Tail {

  /// The most words of an object that shares the verb of the one before.
  private static final int OBJECT = 5;

  private final Passage passage;
  private final Tokens tokens;
  private final ClauseWords words;

  /// The token after the promise with its time.
  int end;

  /// The time that belongs to the promise.
  @Nullable Mention time;

  /// The words after the promise on which it depends.
  @Nullable Span condition;

  /// Where another promise goes on after an `and`; -1 when none does.
  int next = -1;

  /// Whether it names the reader.
  boolean speaksToReader;

  /// The last token that was looked at.
  int last;

  /// Inside `what …`, `whether …`: times there say when something was, not when it is due. After
  /// `what they say` they are of the promise again.
  private boolean indirect;

  private int at;

  Tail(Passage passage, int from) {
    this.passage = passage;
    tokens = passage.tokens;
    words = passage.words;
    at = from;
    end = from;
  }

  void follow(@Nullable Mention inHead) {
    if (inHead != null) {
      time = inHead;
      at = Math.max(at, inHead.to());
      end = at;
    }
    var limit = Math.min(passage.sentenceEnd, at + Passage.NEAR);
    while (at < limit && step()) {}
    last = at;
  }

  /// Reads on, and says whether the clause goes on.
  private boolean step() {
    var mention = passage.mentionAt(at);
    if (mention != null) {
      take(mention);
      at = mention.to();
      return true;
    }
    var word = tokens.id(at);
    if (!tokens.reading().ownAt(tokens.start(at))) {
      return passed();
    }
    if (passage.condition(at)) {
      if (passage.is(words.inform, at - 1) && !certain(at)) {
        indirect = true;
        return passed();
      }
      condition = passage.span(at, conditionEnd(at));
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
    if (words.end.has(word) && !asked(at)) {
      return false;
    }
    if (tokens.mark(at)) {
      return inside(at) || opens(at)
          ? passed()
          : at + 1 < passage.sentenceEnd && passage.mentionAt(at + 1) != null && advance();
    }
    if (words.wh.has(word) || words.relative.has(word)) {
      indirect = true;
    } else if (words.tells.has(word)) {
      indirect = false;
    }
    if (words.you.has(word)) {
      speaksToReader = true;
    }
    return passed();
  }

  /// Whether a word asks for what is to be found out or told: `find out from the shop which …`.
  private boolean asked(int relative) {
    return passage.is(words.relative, relative)
        && passage.has(words.finding, Math.max(passage.sentence, relative - OBJECT), relative);
  }

  /// Whether a mark has no space on either side, as in `1,340` and `follow-up`.
  private boolean inside(int mark) {
    return tokens.glued(mark) && mark + 1 < passage.sentenceEnd && tokens.glued(mark + 1);
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
    return !passage.is(words.wh, at);
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

  /// Whether a time says more exactly what stands right before it: `next week, by Friday`, `before
  /// Christmas, i.e. by the 20th`.
  private boolean narrows(Mention mention) {
    var before = requireNonNull(time);
    var namely = passage.is(words.namely, mention.from() - 1);
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
        || mention.from() > 0 && passage.is(words.lateEvent, mention.from() - 1);
  }

  private boolean and() {
    var verb = at + 1;
    while (verb < passage.sentenceEnd
        && (passage.is(words.both, verb) || passage.is(words.adverb, verb))
        && passage.mentionAt(verb) == null) {
      verb++;
    }
    if (verb >= passage.sentenceEnd || passage.is(words.pronoun, verb) || passage.condition(verb)) {
      return false;
    }
    var mention = passage.mentionAt(verb);
    if (mention != null) {
      if (mention.to() < passage.sentenceEnd
          && (passage.is(words.pronoun, mention.to()) || passage.head(mention.to()) != null)) {
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
    if (shares(verb)) {
      next = verb;
      return false;
    }
    return passage.head(verb) == null && passed();
  }

  /// Whether another object with a date of its own shares the verb: `the plan on Monday and the
  /// bill on Tuesday`.
  private boolean shares(int from) {
    if (time == null
        || weak(time)
        || !passage.is(words.det, from) && !passage.is(words.pieces, from)
        || speaksOfPeople(from)) {
      return false;
    }
    for (var i = from + 1; i <= Math.min(from + OBJECT, passage.sentenceEnd - 1); i++) {
      var mention = passage.mentionAt(i);
      if (mention != null) {
        return i > from + 1
            && mention.usable()
            && !mention.clockOnly()
            && mention.lead() == Lead.DUE;
      }
      if (tokens.mark(i) || words.stops.has(tokens.id(i))) {
        return false;
      }
    }
    return false;
  }

  private boolean speaksOfPeople(int from) {
    return passage.has(words.staff, from, Math.min(from + OBJECT, passage.sentenceEnd));
  }

  private boolean comma() {
    var after = at + 1;
    if (after >= passage.sentenceEnd) {
      return false;
    }
    if (passage.is(words.both, after)) {
      at = after;
      return and();
    }
    if (passage.condition(after)
        || passage.mentionAt(after) != null
        || passage.is(words.namely, after)) {
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
    return (passage.is(words.act, verb)
            || passage.is(words.will, verb)
            || time != null && passage.is(words.acts, verb))
        && !negated(verb);
  }

  private boolean negated(int verb) {
    return verb + 1 < passage.sentenceEnd && passage.is(words.not, verb + 1);
  }

  private int conditionEnd(int from) {
    var i = from + 1;
    while (i < Math.min(passage.sentenceEnd, from + Passage.NEAR)
        && !passage.is(words.comma, i)
        && !(i > from + 2 && passage.is(words.pronoun, i) && passage.head(i) != null)
        && !(tokens.mark(i) && !tokens.glued(i))
        && !closes(i)) {
      i++;
    }
    return i;
  }

  private boolean closes(int mark) {
    return tokens.mark(mark) && (mark + 1 == passage.sentenceEnd || !tokens.glued(mark + 1));
  }
}
