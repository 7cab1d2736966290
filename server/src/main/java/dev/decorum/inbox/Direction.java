package dev.decorum.inbox;

import java.util.Locale;

/// Who spoke to whom.
public enum Direction {
  /// The client to us.
  IN,
  /// We to the client.
  OUT,
  /// Among ourselves.
  INTERNAL;

  /// The word in the database and in the API.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The value of this word.
  ///
  /// @throws IllegalArgumentException when there is none
  public static Direction of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
