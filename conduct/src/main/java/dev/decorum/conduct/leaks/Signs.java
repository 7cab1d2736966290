package dev.decorum.conduct.leaks;

/// Characters of numbers and keys, in texts of lower case.
final class Signs {

  private Signs() {}

  static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean latin(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  static boolean alphanumeric(char c) {
    return digit(c) || latin(c);
  }

  /// The sign at an offset, or a space outside the text.
  static char at(CharSequence text, int offset) {
    return offset >= 0 && offset < text.length() ? text.charAt(offset) : ' ';
  }

  /// 0 to 9 for digits, 10 to 35 for letters of either case, -1 for anything else.
  static int value(char c) {
    if (digit(c)) {
      return c - '0';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'Z' ? c - 'A' + 10 : -1;
  }
}
