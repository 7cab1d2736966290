package dev.decorum.clients;

import java.util.Locale;

/// A way in which clients and we reach each other.
public enum Channel {
  EMAIL,
  PHONE,
  CHAT,
  VIDEO,
  VISIT,
  SOCIAL,
  WEB;

  /// The word for it in the database, in addresses and in the API.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The channel of this word.
  ///
  /// @throws IllegalArgumentException if there is none
  public static Channel of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
