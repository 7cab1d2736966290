package dev.decorum.inbox;

import java.util.Locale;

/// Where a conversation stands.
public enum Status {
  /// Somebody here has something to do.
  OPEN,
  /// We wait for the client.
  WAITING,
  /// Put away until a time, or until the client writes.
  SNOOZED,
  /// Done, as far as we know. The client's next message opens it again.
  RESOLVED;

  /// The word in the database and in the API.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The value of this word.
  ///
  /// @throws IllegalArgumentException when there is none
  public static Status of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
