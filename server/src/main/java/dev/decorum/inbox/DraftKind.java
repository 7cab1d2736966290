package dev.decorum.inbox;

import java.util.Locale;

/// What a draft is going to be.
public enum DraftKind {
  REPLY,
  NOTE,
  /// The first message of a conversation.
  NEW,
  /// Messages of the client, passed on to somebody outside.
  FORWARD,
  /// The first message of a conversation that goes on with this one.
  FOLLOWUP;

  /// The word in the database and in the API.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The value of this word.
  ///
  /// @throws IllegalArgumentException when there is none
  public static DraftKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
