package dev.decorum.staff;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// 256 random bits that let somebody in: in a cookie or in a link. Only a keyed digest of it is
/// stored. It never shows its content by itself, so it cannot end up in a log by accident.
final class Secret {

  private static final int BYTES = 32;
  private static final int CHARACTERS = 43;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] bytes;

  private Secret(byte[] bytes) {
    this.bytes = bytes;
  }

  static Secret random() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new Secret(bytes);
  }

  /// Reads what `text` wrote; anything else is no secret.
  static Optional<Secret> read(String text) {
    if (text.length() != CHARACTERS) {
      return Optional.empty();
    }
    try {
      var secret = new Secret(Base64.getUrlDecoder().decode(text));
      // The last character carries unused bits: one secret has one text.
      return secret.text().equals(text) ? Optional.of(secret) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /// As it stands in a cookie or an address.
  String text() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && Arrays.equals(bytes, secret.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "a secret";
  }
}
