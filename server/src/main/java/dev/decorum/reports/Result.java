package dev.decorum.reports;

import java.util.Locale;

/// What became of a promise or a target.
public enum Result {
  ON_TIME,
  /// Done after the time had passed.
  LATE,
  /// A promise that will not be kept.
  BROKEN,
  /// The time has passed, and it is not done.
  UNDONE,
  /// A promise the client does not want any more: neither good nor bad.
  WITHDRAWN;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException when there is none of this word
  public static Result of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
