package dev.decorum.channels;

import java.util.Locale;

/// How the line to an outgoing server is encrypted.
public enum TlsMode {
  /// STARTTLS where the server offers it.
  AUTO,
  /// STARTTLS or nothing is sent.
  STARTTLS,
  /// TLS from the first byte.
  TLS,
  NONE;

  /// The word on the command line and in forms.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The mode of this word.
  ///
  /// @throws IllegalArgumentException when there is none
  public static TlsMode of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
