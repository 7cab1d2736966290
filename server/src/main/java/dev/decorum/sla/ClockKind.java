package dev.decorum.sla;

import java.util.Locale;

/// What a clock runs towards.
public enum ClockKind {
  /// Our first word to a client who wrote first.
  FIRST_RESPONSE,
  /// Our answer to the oldest message that nobody has answered, once we have said something.
  NEXT_RESPONSE,
  /// Our next word to a client who waits for the end of a matter, whether they write or not.
  UPDATE,
  /// The end of the matter.
  RESOLUTION;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The kind of this word.
  ///
  /// @throws IllegalArgumentException when there is none
  public static ClockKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /// Whether it is stopped by an answer to a message. A conversation has one such clock at most.
  boolean response() {
    return this == FIRST_RESPONSE || this == NEXT_RESPONSE;
  }

  /// Whether a conversation has one clock of both kinds at most.
  boolean excludes(ClockKind other) {
    return this == other || response() && other.response();
  }
}
