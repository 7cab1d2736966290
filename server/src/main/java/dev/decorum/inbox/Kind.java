package dev.decorum.inbox;

import java.util.Locale;

/// What an interaction is.
public enum Kind {
  MESSAGE,
  CALL,
  MEETING,
  VISIT,
  /// Something said in public, such as a review.
  POST,
  /// Written for colleagues; the client never sees it.
  NOTE,
  /// Something that happened to the conversation itself.
  EVENT;

  /// The word in the database and in the API.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The value of this word.
  ///
  /// @throws IllegalArgumentException when there is none
  public static Kind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
