package dev.decorum.inbox;

import java.util.Locale;

/// The order of a list of conversations.
public enum Sort {
  /// Who has waited longest comes first; where nobody waits, the oldest conversation.
  WAITING,
  /// The latest word comes first.
  NEWEST,
  /// What is due soonest comes first, what was due longest ago before all; then all that is not
  /// due.
  DUE;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The order of this word.
  ///
  /// @throws IllegalArgumentException when there is none
  public static Sort of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
