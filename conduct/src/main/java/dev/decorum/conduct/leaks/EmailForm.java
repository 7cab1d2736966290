package dev.decorum.conduct.leaks;

/// Mail addresses as people write them (RFC 5321 without quotes and comments).
final class EmailForm {

  private static final int LONGEST_LOCAL = 64;
  private static final int LONGEST_DOMAIN = 253;

  private EmailForm() {}

  /// The offset after the address that begins at `at`, or -1.
  static int end(String text, int at) {
    if (!Character.isLetterOrDigit(text.charAt(at)) && text.charAt(at) != '_') {
      return -1;
    }
    if (at > 0 && local(text.charAt(at - 1))) {
      return -1;
    }
    var i = at;
    while (i < text.length() && i - at <= LONGEST_LOCAL && local(text.charAt(i))) {
      i++;
    }
    if (Signs.at(text, i) != '@' || text.charAt(i - 1) == '.') {
      return -1;
    }
    var domain = i + 1;
    i = domain;
    var dot = -1;
    while (i < text.length() && i - domain <= LONGEST_DOMAIN && host(text.charAt(i))) {
      if (text.charAt(i) == '.') {
        if (!Character.isLetterOrDigit(Signs.at(text, i + 1))) {
          break;
        }
        dot = i;
      }
      i++;
    }
    while (i > domain && text.charAt(i - 1) == '-') {
      i--;
    }
    return dot > domain && i - dot > 2 && Character.isLetter(text.charAt(dot + 1)) ? i : -1;
  }

  private static boolean local(char c) {
    return Character.isLetterOrDigit(c) || "._%+-'".indexOf(c) >= 0;
  }

  private static boolean host(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '.';
  }
}
