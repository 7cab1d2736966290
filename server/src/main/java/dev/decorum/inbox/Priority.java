package dev.decorum.inbox;

import java.util.Locale;

/// How much a conversation matters beside others, as a person or a rule says. It orders no list:
/// who waits longest stays on top.
public enum Priority {
  LOW,
  NORMAL,
  HIGH,
  URGENT;

  /// The word in the database and in the API.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The value of this word.
  ///
  /// @throws IllegalArgumentException when there is none
  public static Priority of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
