package dev.decorum.channels;

import java.util.Optional;

/// Bytes in small letters and digits (RFC 4648, 6, without padding), as they survive in an address.
final class Base32 {

  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

  private Base32() {}

  static String encode(byte[] bytes) {
    var text = new StringBuilder();
    int bits = 0;
    int held = 0;
    for (byte b : bytes) {
      held = held << 8 | b & 0xff;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(ALPHABET.charAt(held >> bits & 31));
      }
      held &= (1 << bits) - 1;
    }
    return bits == 0
        ? text.toString()
        : text.append(ALPHABET.charAt(held << (5 - bits) & 31)).toString();
  }

  /// @param size how many bytes they were
  /// @return empty where the text is not what [#encode] makes of so many bytes
  static Optional<byte[]> decode(String text, int size) {
    var bytes = new byte[size];
    int bits = 0;
    int held = 0;
    int next = 0;
    for (int i = 0; i < text.length(); i++) {
      int value = ALPHABET.indexOf(text.charAt(i));
      if (value < 0) return Optional.empty();
      held = held << 5 | value;
      bits += 5;
      if (bits >= 8) {
        if (next == size) return Optional.empty();
        bits -= 8;
        bytes[next++] = (byte) (held >> bits);
        held &= (1 << bits) - 1;
      }
    }
    return next == size && held == 0 && encode(bytes).equals(text)
        ? Optional.of(bytes)
        : Optional.empty();
  }
}
