package dev.decorum.staff;

import java.util.Locale;

/// How bright pages are. Without a choice they follow the system.
public enum Theme {
  LIGHT,
  DARK;

  /// The word in the database and in the cookie.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The theme of this word.
  ///
  /// @throws IllegalArgumentException when there is none
  public static Theme of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
