package dev.decorum.conduct.commitments;

import dev.decorum.conduct.grammar.Tokens;

/// Whether what stands around a promise takes it back: because it is asked, hoped, told or denied.
final class Doubts {

  private static final int LOOK_BACK = 6;

  /// The longest words that say on what something depends: `in the event that`.
  private static final int LINKING = 4;

  private final Passage passage;
  private final Tokens tokens;
  private final ClauseWords words;

  Doubts(Passage passage) {
    this.passage = passage;
    tokens = passage.tokens;
    words = passage.words;
  }

  /// Whether a word like `that` only leads to a clause with a subject of its own.
  boolean links(int at) {
    return passage.is(words.linker, at)
        && at + 1 < passage.sentenceEnd
        && (passage.is(words.det, at + 1)
            || passage.is(words.pronoun, at + 1)
            || tokens.capital(at + 1));
  }

  /// Whether a head is no promise after all.
  boolean about(int from, int to) {
    return asked(from, to)
        || doubted(from)
        || passage.has(words.hedge, from, Math.min(passage.sentenceEnd, to + 1));
  }

  /// Whether the sentence is a question, and no "is that all right?" after a promise.
  private boolean asked(int from, int to) {
    if (!tokens.is(passage.sentenceEnd - 1, '?')) {
      return false;
    }
    for (var i = to; i + 1 < Math.min(passage.sentenceEnd, to + Passage.NEAR); i++) {
      if ((passage.is(words.comma, i) || tokens.is(i, '-')) && passage.is(words.question, i + 1)) {
        return passage.is(words.question, passage.sentence) && passage.sentence != from;
      }
    }
    return true;
  }

  /// Whether what leads to the clause takes the promise out of it: `I hope that`, `you wrote that`,
  /// `when`, `no longer`.
  private boolean doubted(int from) {
    if (from > passage.sentence
        && (passage.is(words.wh, from - 1) || passage.is(words.not, from - 1))) {
      return true;
    }
    if (supposed(from)) {
      return true;
    }
    if (asksWhich(from) || from > passage.sentence && asksWhich(from - 1)) {
      return true;
    }
    var told = true;
    var noted = false;
    for (var i = from - 1; i >= Math.max(passage.sentence, from - LOOK_BACK); i--) {
      var word = tokens.id(i);
      if (words.both.has(word) || words.end.has(word)) {
        return false;
      }
      noted |= words.note.has(word);
      told &= !tokens.mark(i) || tokens.is(i, ':');
      if (words.hedge.has(word)
          || told && (words.doubt.has(word) || words.said.has(word))
          || i == from - 2 && words.not.has(word) && passage.is(words.of, from - 1)
          || told && words.ask.has(word) && !noted
          || told && words.vouch.has(word) && denied(i)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a clause says on what another depends: `provided that we receive the form today`.
  private boolean supposed(int from) {
    for (var i = Math.max(passage.sentence, from - LINKING); i < from; i++) {
      if (passage.conditionEnd(i) == from) {
        return true;
      }
    }
    return false;
  }

  /// `Let me know who`: no clause after a comma, but a question.
  private boolean asksWhich(int at) {
    return passage.is(words.relative, at)
        && (at == passage.sentence
            || passage.is(words.inform, at - 1)
            || passage.is(words.you, at - 1));
  }

  private boolean denied(int verb) {
    return verb > passage.sentence && passage.is(words.not, verb - 1)
        || verb > passage.sentence + 1 && passage.is(words.not, verb - 2);
  }
}
