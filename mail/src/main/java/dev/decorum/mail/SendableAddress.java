package dev.decorum.mail;

import java.net.IDN;

/// An address proven fit for headers and envelopes; its domain in ASCII wherever that is certain.
record SendableAddress(String name, String address) {

  private static final int MAX_LENGTH = 320;

  static SendableAddress of(Address claimed) {
    String address = claimed.address();
    int at = address.lastIndexOf('@');
    if (at < 1 || at == address.length() - 1 || address.length() > MAX_LENGTH) {
      throw new UnsendableAddress();
    }
    String local = address.substring(0, at);
    String domain = asciiDomain(address.substring(at + 1));
    if (!local.codePoints().allMatch(SendableAddress::isLocalCharacter)
        || !domain.codePoints().allMatch(SendableAddress::isDomainCharacter)) {
      throw new UnsendableAddress();
    }
    return new SendableAddress(claimed.name(), local + "@" + domain);
  }

  boolean needsSmtpUtf8() {
    return !Characters.isAscii(address);
  }

  /// As it stands in a header.
  String header() {
    String brackets = "<" + address + ">";
    return name.isEmpty() ? brackets : HeaderWriter.phrase(name) + " " + brackets;
  }

  /// Java knows only IDNA 2003, which turns some letters into others: such domains stay as they are
  /// and need SMTPUTF8, since a mail to another domain is worse than none.
  private static String asciiDomain(String domain) {
    if (Characters.isAscii(domain)
        || domain.chars().anyMatch(c -> c == 'ß' || c == 'ς' || c == 0x200c || c == 0x200d)) {
      return domain;
    }
    try {
      return IDN.toASCII(domain);
    } catch (IllegalArgumentException noDomain) {
      throw new UnsendableAddress();
    }
  }

  private static boolean isLocalCharacter(int c) {
    return isVisible(c) && "<>()[]:;,\\\"@".indexOf(c) < 0;
  }

  private static boolean isDomainCharacter(int c) {
    return isVisible(c) && "<>();,\\\"@".indexOf(c) < 0;
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
