package dev.decorum.conduct.text;

/// What characters are, told by table for the common ones.
final class Letters {

  private static final int COMMON = 0x180;
  private static final boolean[] WORD = new boolean[COMMON];
  private static final boolean[] LETTER = new boolean[COMMON];
  private static final char[] PLAIN = new char[COMMON];

  static {
    for (char c = 0; c < COMMON; c++) {
      WORD[c] = Character.isLetterOrDigit(c);
      LETTER[c] = Character.isLetter(c);
      PLAIN[c] = plainOf(c);
    }
  }

  private Letters() {}

  /// Whether `c` can stand inside a word; halves of surrogate pairs count where the pair is not
  /// known, which keeps letters beyond the basic plane in one piece and costs emoji nothing.
  static boolean word(char c) {
    return c < COMMON ? WORD[c] : uncommonWord(c);
  }

  /// Whether `c` is one of the common letters.
  static boolean letter(char c) {
    return c < COMMON && LETTER[c];
  }

  private static boolean uncommonWord(char c) {
    return switch (Character.getType(c)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK ->
          true;
      default -> false;
    };
  }

  /// Lower case, straight quotes, one kind of dash and of space: always one for one.
  static char plain(char c) {
    return c < COMMON ? PLAIN[c] : plainOf(c);
  }

  private static char plainOf(char c) {
    return switch (c) {
      case '\u2018', '\u2019', '\u201a', '\u201b', '\u2032', '\u00b4', '\uff07' -> '\'';
      case '\u201c', '\u201d', '\u201e', '\u201f', '\u2033', '\u00ab', '\u00bb', '\uff02' -> '"';
      case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212' -> '-';
      case '\n', '\u0085', '\u2028', '\u2029' -> '\n';
      case '\t', '\r', '\f', '\u000b', '\u00a0', '\u1680', '\u202f', '\u205f', '\u3000', '\ufeff' ->
          ' ';
      default ->
          c >= '\u2000' && c <= '\u200a'
              ? ' '
              : Character.isSurrogate(c) ? c : Character.toLowerCase(c);
    };
  }

  static boolean space(char plain) {
    return plain == ' ' || plain == '\n';
  }

  static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
