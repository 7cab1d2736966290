package dev.decorum.clients;

import java.util.Optional;

/// A phone number as it was written.
///
/// Numbers are compared by their digits; `+44`, `0044` and `+44 (0)` begin the same number.
public record PhoneNumber(String value) {

  private static final int LONGEST = 40;
  private static final int FEWEST_DIGITS = 3;
  private static final int MOST_DIGITS = 18;

  /// @throws IllegalArgumentException if this is not a number; foreign input goes through
  ///   [#parse(String)]
  public PhoneNumber {
    if (!wellFormed(value)) {
      throw new IllegalArgumentException("not a phone number");
    }
  }

  /// The number in this text, blanks around it aside, if it is one.
  public static Optional<PhoneNumber> parse(String text) {
    String value = text.strip();
    return wellFormed(value) ? Optional.of(new PhoneNumber(value)) : Optional.empty();
  }

  /// Whether this text can only be meant as a phone number.
  static boolean looksLike(String text) {
    return wellFormed(text.strip()) && digits(text).length() > FEWEST_DIGITS;
  }

  /// The form that is compared and blind-indexed: digits, led by a plus where the country is known.
  public String normalised() {
    String digits = digits(value);
    if (value.startsWith("+")) {
      // "(0)" says: dial it at home only
      return "+" + digits(value.replace("(0)", ""));
    }
    return digits.startsWith("00") ? "+" + digits.substring(2) : digits;
  }

  static String digits(String text) {
    var digits = new StringBuilder();
    text.codePoints()
        .filter(Character::isDigit)
        .forEach(c -> digits.append(Character.digit(c, 10)));
    return digits.toString();
  }

  private static boolean wellFormed(String value) {
    int digits = digits(value).length();
    return value.length() <= LONGEST
        && digits >= FEWEST_DIGITS
        && digits <= MOST_DIGITS
        && value.lastIndexOf('+') <= 0
        && value
            .codePoints()
            .allMatch(c -> Character.isDigit(c) || " \u00a0+-./()".indexOf(c) >= 0);
  }

  @Override
  public String toString() {
    return value;
  }
}
