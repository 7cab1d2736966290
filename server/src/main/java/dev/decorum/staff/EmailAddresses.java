package dev.decorum.staff;

import java.util.regex.Pattern;

/// The one form in which members' addresses are compared.
final class EmailAddresses {

  /// Enough to refuse slips of the pen; whether an address exists only a mail can tell.
  private static final Pattern PLAUSIBLE =
      Pattern.compile(
          "[^\\s@<>\"(),:;\\\\\\[\\]]{1,64}@[^\\s@<>\"(),:;\\\\\\[\\]]+\\.[^\\s@.]{2,}");

  private static final int LONGEST = 254;

  private EmailAddresses() {}

  /// Lower case for the letters A to Z only: full lower-casing would make addresses equal that are
  /// not, such as one with a Kelvin sign.
  static String normal(String address) {
    var normal = new StringBuilder(address.strip());
    for (int i = 0; i < normal.length(); i++) {
      char c = normal.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        normal.setCharAt(i, (char) (c + ('a' - 'A')));
      }
    }
    return normal.toString();
  }

  static boolean plausible(String address) {
    var stripped = address.strip();
    return stripped.length() <= LONGEST && PLAUSIBLE.matcher(stripped).matches();
  }
}
