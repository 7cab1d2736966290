package dev.decorum.clients;

import java.util.Locale;

/// How one addresses a client.
public enum Formality {
  FORMAL,
  INFORMAL;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException when there is none of this word
  public static Formality of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
