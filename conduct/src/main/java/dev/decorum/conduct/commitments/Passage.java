package dev.decorum.conduct.commitments;

import dev.decorum.conduct.grammar.Lexicon;
import dev.decorum.conduct.grammar.Patterns;
import dev.decorum.conduct.grammar.Tokens;
import dev.decorum.conduct.grammar.WordClass;
import dev.decorum.conduct.text.Span;
import dev.decorum.conduct.time.Mention;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A text on the way through it: its words, the times it names, and the sentence that is being
/// read.
final class Passage {

  /// How far a clause is followed: further than anybody writes, and no further.
  static final int NEAR = 80;

  final Tokens tokens;
  final ClauseWords words;
  private final List<Mention> mentions;
  private final Patterns<Kind> patterns;
  private final Patterns<Kind>.Search search;
  private final int[] found;

  /// For each token the number of the mention that begins with it, counted from 1.
  private final int[] starting;

  /// The token that the sentence begins with.
  int sentence;

  /// The token after the sentence.
  int sentenceEnd;

  /// The token after the last commitment.
  int claimed;

  /// The token after the head that was found last.
  int headEnd;

  Passage(Tokens tokens, List<Mention> mentions, ClauseWords words, Patterns<Kind> patterns) {
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

  /// Goes to the sentence that begins at a token.
  void enter(int from) {
    sentence = from;
    sentenceEnd = tokens.sentenceEnd(from);
    search.sentence(sentenceEnd);
  }

  boolean is(WordClass words, int token) {
    return words.has(tokens.id(token));
  }

  /// Whether any of some tokens is of a class.
  boolean has(WordClass words, int from, int to) {
    for (var i = from; i < to; i++) {
      if (words.has(tokens.id(i))) {
        return true;
      }
    }
    return false;
  }

  /// The mention that begins at a token; null for none.
  @Nullable Mention mentionAt(int token) {
    var number = starting[token];
    return number == 0 ? null : mentions.get(number - 1);
  }

  /// What begins a promise at a token; null when nothing does. [#headEnd] is then where it ends.
  @Nullable Kind head(int at) {
    for (var n = search.next(at, 0); n >= 0; n = search.next(at, n + 1)) {
      if (mayBe(patterns.meaning(n), at)) {
        var end = patterns.pattern(n).match(tokens, at, sentenceEnd, found);
        if (end > at) {
          headEnd = end;
          return patterns.meaning(n);
        }
      }
    }
    return null;
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

  /// Whether words begin at a token that make a promise depend on something.
  boolean condition(int at) {
    return conditionEnd(at) > at;
  }

  /// The token after the words that make a promise depend on something; the token itself when none
  /// begin there.
  int conditionEnd(int at) {
    for (var n = search.next(at, 0); n >= 0; n = search.next(at, n + 1)) {
      if (patterns.meaning(n) == Kind.CONDITION) {
        var end = patterns.pattern(n).match(tokens, at, sentenceEnd, found);
        if (end > at) {
          return end;
        }
      }
    }
    return at;
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
    if (from == sentence || !is(words.both, from - 1) && !is(words.comma, from - 1)) {
      return false;
    }
    for (var i = from - 1; i >= Math.max(Math.max(sentence, claimed), from - NEAR); i--) {
      if (is(words.you, i) && has(words.will, i, from)) {
        return false;
      }
      if (is(words.we, i) || is(words.staff, i)) {
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

  Span span(int from, int to) {
    return new Span(tokens.start(from), tokens.end(to - 1));
  }
}
