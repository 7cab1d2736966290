package dev.decorum.inbox;

import java.util.Locale;

/// How far a message of ours has come.
public enum Delivery {
  /// Written; may still be undone, or waits for its time.
  HELD,
  /// On its way.
  QUEUED,
  /// Taken over by the next mail server.
  SENT,
  /// Given up; the reason stands beside it.
  FAILED;

  /// The word in the database and in the API.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The value of this word.
  ///
  /// @throws IllegalArgumentException when there is none
  public static Delivery of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
