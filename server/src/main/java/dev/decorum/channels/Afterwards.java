package dev.decorum.channels;

import java.util.Locale;

/// What becomes of a mail on its server once we keep it.
public enum Afterwards {
  LEAVE,
  /// It is marked as seen.
  SEEN,
  /// It is moved into another folder.
  MOVE;

  /// The word on the command line and in forms.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException when there is none of this word
  public static Afterwards of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
