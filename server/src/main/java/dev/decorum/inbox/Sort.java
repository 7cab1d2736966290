package dev.decorum.inbox;

import java.util.Locale;

/// The order of a list of conversations.
public enum Sort {
  /// Who has waited longest comes first; where nobody waits, the oldest conversation.
  WAITING,
  /// The latest word comes first.
  NEWEST,
  /// What must be answered soonest comes first: until there are targets, the same as `WAITING`.
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
