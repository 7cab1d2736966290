package dev.decorum.conduct;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/// Something the writer's side says it will do.
///
/// @param start offset of the first UTF-16 unit in the reply
/// @param end offset after the last UTF-16 unit
/// @param text the words of the promise with its time
/// @param condition the words that make it depend on something, such as `as soon as you sign`
public record Commitment(int start, int end, String text, Due due, @Nullable String condition) {

  /// By when something is promised.
  public sealed interface Due {

    /// By a time of day, in the zone of the reply.
    record Minute(ZonedDateTime at) implements Due {}

    /// In the course of a day, or by its end.
    record Day(LocalDate date) implements Due {}

    /// Some time between two days, both included.
    record Range(LocalDate from, LocalDate to) implements Due {}

    /// No time is said, or none that could be counted.
    record None() implements Due {}
  }
}
