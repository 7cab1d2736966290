package dev.decorum.conduct.grammar;

import java.util.Map;

/// A class of words of a [Lexicon], each with a value that the grammar gives it.
public final class WordClass {

  /// The class of digits and of words for numbers.
  static final String DIGITS = "n";

  /// As [#DIGITS], with `a` and `an`.
  static final String COUNT = "count";

  final long[] bits;
  private final Map<Integer, String> values;

  WordClass(long[] bits, Map<Integer, String> values) {
    this.bits = bits;
    this.values = values;
  }

  public boolean has(int word) {
    return (bits[word >> 6] & 1L << word) != 0;
  }

  /// The value of a word in this class; empty when it has none.
  public String value(int word) {
    return values.getOrDefault(word, "");
  }

  /// The value of a word in this class as a number.
  public int number(int word) {
    return Integer.parseInt(value(word));
  }
}
