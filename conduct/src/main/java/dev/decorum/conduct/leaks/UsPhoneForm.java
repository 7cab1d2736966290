package dev.decorum.conduct.leaks;

/// Phone numbers of the North American plan: ten digits, neither area nor exchange beginning with 0
/// or 1 (behind +1 nobody looks so closely), with signs between or a country code before, and
/// perhaps an extension.
final class UsPhoneForm {

  private UsPhoneForm() {}

  /// The offset after the number that begins at `at`, or -1.
  static int end(String text, int at) {
    var first = text.charAt(at);
    if (first != '(' && first != '+' && !Signs.digit(first)) {
      return -1;
    }
    if (at > 0 && "+-./".indexOf(text.charAt(at - 1)) >= 0) {
      return -1;
    }
    var i = at;
    var country = false;
    if (first == '+') {
      if (Signs.at(text, i + 1) != '1') {
        return -1;
      }
      i += 2;
      country = true;
    } else if (first == '1' && !Signs.digit(Signs.at(text, i + 1))) {
      i++;
      country = true;
    }
    i = country ? over(text, i) : i;
    var bracket = Signs.at(text, i) == '(';
    i += bracket ? 1 : 0;
    if (!threeDigits(text, i)) {
      return -1;
    }
    i += 3;
    if (bracket && Signs.at(text, i++) != ')') {
      return -1;
    }
    var exchange = over(text, i);
    if (first == '+' ? !digits(text, exchange) : !threeDigits(text, exchange)) {
      return -1;
    }
    var last = over(text, exchange + 3);
    var parted = exchange > i && last > exchange + 3 || bracket && last > exchange + 3 || country;
    var bare = exchange == i && last == exchange + 3;
    if (!parted && !bare) {
      return -1;
    }
    var end = last;
    while (end < text.length() && Signs.digit(text.charAt(end))) {
      end++;
    }
    var extended = extension(text, end);
    var next = Signs.at(text, end);
    var more = (next == '-' || next == '.') && Signs.digit(Signs.at(text, end + 1));
    if (end - last != 4 || more || extended == end && Character.isLetterOrDigit(next)) {
      return -1;
    }
    return extended;
  }

  private static boolean threeDigits(String text, int at) {
    return Signs.at(text, at) >= '2' && digits(text, at);
  }

  private static boolean digits(String text, int at) {
    return Signs.digit(Signs.at(text, at))
        && Signs.digit(Signs.at(text, at + 1))
        && Signs.digit(Signs.at(text, at + 2));
  }

  private static int over(String text, int at) {
    var c = Signs.at(text, at);
    return at < text.length() && (c == ' ' || c == '-' || c == '.' || c == '\u00a0') ? at + 1 : at;
  }

  private static int extension(String text, int at) {
    var i = Signs.at(text, at) == ' ' ? at + 1 : at;
    if (text.regionMatches(true, i, "ext", 0, 3)) {
      i += 3;
      i += Signs.at(text, i) == '.' ? 1 : 0;
      i += Signs.at(text, i) == ' ' ? 1 : 0;
    } else if (Signs.at(text, i) == 'x') {
      i++;
    } else {
      return at;
    }
    var from = i;
    while (i < text.length() && Signs.digit(text.charAt(i))) {
      i++;
    }
    return i > from && i - from <= 6 ? i : at;
  }
}
