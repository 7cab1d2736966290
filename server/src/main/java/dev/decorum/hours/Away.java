package dev.decorum.hours;

import java.time.Duration;
import java.time.Instant;

/// A time in which a member is not there, without a break.
///
/// @param until when they are back
public record Away(Instant from, Instant until) {

  private static final Duration BRIEF = Duration.ofHours(12);

  /// Whether they are back on the same day: who merely waits can wait for them.
  public boolean brief() {
    return Duration.between(from, until).compareTo(BRIEF) < 0;
  }

  public boolean begun(Instant now) {
    return !now.isBefore(from);
  }
}
