package dev.decorum.conduct.grammar;

import dev.decorum.conduct.automaton.Ints;

/// What leads on in patterns of a grammar, and of which symbols a token is.
final class Symbols {

  static final int WORD = 1;

  /// A word with a capital.
  static final int NAME = 2;

  /// A word that may lie in a gap.
  static final int PASSED_WORD = 3;

  /// A number or mark that may lie in a gap.
  static final int PASSED_MARK = 4;

  /// Words by their numbers, then classes by theirs.
  private static final int FIRST = 5;

  private static final int IS_WORD = 1;
  private static final int IS_NAME = 2;
  private static final int PASSES = 4;
  private static final int FLAGS = 3;

  private Symbols() {}

  /// The symbol of a word, or of a class in braces.
  static int of(String name, Lexicon lexicon) {
    if (!name.startsWith("{")) {
      return FIRST + lexicon.number(name);
    }
    var number = lexicon.classNumber(name.substring(1, name.length() - 1));
    return number < 0 ? FIRST : FIRST + lexicon.size() + number;
  }

  static int kind(Tokens tokens, int token, long[] stop) {
    return tokens.id(token) << FLAGS
        | (tokens.word(token) ? IS_WORD : 0)
        | (tokens.capital(token) ? IS_NAME : 0)
        | (Pattern.passes(tokens, token, stop) ? PASSES : 0);
  }

  static int[] meanings(int kind, Lexicon lexicon) {
    var all = new Ints(4);
    var word = kind >> FLAGS;
    if (word != Lexicon.UNKNOWN) {
      all.add(FIRST + word);
      lexicon.addClassesOf(word, FIRST + lexicon.size(), all);
    }
    var isWord = (kind & IS_WORD) != 0;
    if (isWord) {
      all.add(WORD);
    }
    if ((kind & IS_NAME) != 0) {
      all.add(NAME);
    }
    if ((kind & PASSES) != 0) {
      all.add(isWord ? PASSED_WORD : PASSED_MARK);
    }
    return all.toArray();
  }
}
