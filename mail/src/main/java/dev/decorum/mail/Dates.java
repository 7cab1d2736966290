package dev.decorum.mail;

/// Recognises that a line holds a date with a time, in whatever order; what date it is does not
/// matter.
final class Dates {

  private Dates() {}

  /// Such as `05/04/2000 01:42 PM`, `22.05.2000 14:59`, `on 10/09/2000 11:03:10 AM`.
  static boolean isDateTime(String text) {
    return hasNumericDate(text) && hasTime(text);
  }

  /// A date with a time and no name beside it.
  static boolean isOnlyDateTime(String text) {
    int letters = 0;
    for (int i = 0; i < text.length(); i++) {
      letters += Character.isLetter(text.charAt(i)) ? 1 : 0;
    }
    return letters <= 5 && isDateTime(text);
  }

  /// `h:mm`, also with a dot or an h between two digits.
  static boolean hasTime(String text) {
    for (int i = 1; i + 2 < text.length(); i++) {
      char c = text.charAt(i);
      if ((c == ':' || c == '.' || c == 'h')
          && isDigit(text, i - 1)
          && isDigit(text, i + 1)
          && isDigit(text, i + 2)
          && !isDigit(text, i + 3)) {
        return true;
      }
    }
    return false;
  }

  /// Digits, a mark, digits, the mark again, digits.
  static boolean hasNumericDate(String text) {
    for (int i = 1; i + 1 < text.length(); i++) {
      char c = text.charAt(i);
      if ((c == '/' || c == '.' || c == '-') && isDigit(text, i - 1) && isDigit(text, i + 1)) {
        int next = i + 2;
        while (next < i + 4 && isDigit(text, next)) {
          next++;
        }
        if (next < text.length() && text.charAt(next) == c && isDigit(text, next + 1)) {
          return true;
        }
      }
    }
    return false;
  }

  static boolean hasYear(String text) {
    for (int i = 0; i + 3 < text.length(); i++) {
      if ((text.startsWith("19", i) || text.startsWith("20", i))
          && isDigit(text, i + 2)
          && isDigit(text, i + 3)
          && !isDigit(text, i + 4)
          && !isDigit(text, i - 1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDigit(String text, int at) {
    return at >= 0 && at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }
}
