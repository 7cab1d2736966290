package dev.decorum.clients;

import java.net.IDN;
import java.util.Optional;

/// An e-mail address as it was written.
///
/// Two addresses are the same when their [normalised][#normalised()] forms are: upper and lower
/// case of ASCII letters do not matter, nor does the notation of an international domain;
/// everything else does. Anything looser (dots, plus tags, other scripts' case) would let one
/// person's mail land with another.
public record EmailAddress(String value) {

  private static final int LONGEST = 254;

  /// @throws IllegalArgumentException if this is not an address; foreign input goes through
  ///   [#parse(String)]
  public EmailAddress {
    if (!wellFormed(value)) {
      throw new IllegalArgumentException("not an e-mail address");
    }
  }

  /// The address in this text, blanks around it aside, if it is one.
  public static Optional<EmailAddress> parse(String text) {
    String value = text.strip();
    return wellFormed(value) ? Optional.of(new EmailAddress(value)) : Optional.empty();
  }

  public String localPart() {
    return value.substring(0, value.lastIndexOf('@'));
  }

  public String domain() {
    return value.substring(value.lastIndexOf('@') + 1);
  }

  /// The form that is compared and blind-indexed.
  public String normalised() {
    return lowerCase(localPart()) + '@' + asciiDomain(lowerCase(domain()));
  }

  private static boolean wellFormed(String value) {
    int at = value.lastIndexOf('@');
    return value.length() <= LONGEST
        && at > 0
        && validLocalPart(value.substring(0, at))
        && validDomain(value.substring(at + 1));
  }

  private static boolean validLocalPart(String local) {
    boolean quoted = local.length() > 2 && local.startsWith("\"") && local.endsWith("\"");
    String inner = quoted ? local.substring(1, local.length() - 1) : local;
    return inner
        .codePoints()
        .allMatch(
            c ->
                !isInvisible(c)
                    && (quoted
                        ? c != '"' && c != '\\'
                        : !Character.isSpaceChar(c) && "\"\\()<>[]:;@,".indexOf(c) < 0));
  }

  private static boolean validDomain(String domain) {
    return !domain.isEmpty()
        && !domain.startsWith(".")
        && !domain.endsWith(".")
        && !domain.contains("..")
        && (domain.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || isJoint(c))
            || domain.matches("\\[[0-9A-Za-z:.]+]"));
  }

  /// What stands between letters of a domain; combining marks belong to letters in many scripts.
  private static boolean isJoint(int c) {
    return c == '.'
        || c == '-'
        || c == '_'
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isInvisible(int c) {
    return Character.isISOControl(c)
        || switch (Character.getType(c)) {
          case Character.FORMAT,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.SURROGATE,
              Character.UNASSIGNED ->
              true;
          default -> false;
        };
  }

  /// ASCII letters only: `toLowerCase` would make a plain k of the Kelvin sign, and with it one
  /// address of two.
  private static String lowerCase(String text) {
    var lower = new StringBuilder(text.length());
    text.chars().forEach(c -> lower.append((char) (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c)));
    return lower.toString();
  }

  private static String asciiDomain(String domain) {
    // IDNA 2003, all that the JDK knows, makes "ss" of ß and so on, where registries today tell the
    // two apart; such a domain is compared as it is.
    if (domain.chars().allMatch(c -> c < 128) || domain.matches(".*[ßẞς].*")) {
      return domain;
    }
    try {
      return lowerCase(IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED));
    } catch (IllegalArgumentException _) {
      return domain;
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
