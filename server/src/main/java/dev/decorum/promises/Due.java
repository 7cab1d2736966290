package dev.decorum.promises;

import dev.decorum.conduct.Commitment;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// By when something is promised. Days are those of a zone: the one of whoever gave their word.
public sealed interface Due {

  /// By a moment.
  record Minute(Instant at) implements Due {}

  /// In the course of a day.
  record Day(LocalDate date) implements Due {}

  /// Some time between two days, both included.
  record Range(LocalDate from, LocalDate to) implements Due {

    /// @throws IllegalArgumentException when it ends before it begins
    public Range {
      if (to.isBefore(from)) throw new IllegalArgumentException("Ends before it begins");
    }
  }

  /// No time was said.
  record None() implements Due {}

  /// What was found in somebody's words.
  static Due of(Commitment.Due found) {
    return switch (found) {
      case Commitment.Due.Minute(var at) -> new Minute(at.toInstant());
      case Commitment.Due.Day(var date) -> new Day(date);
      case Commitment.Due.Range(var from, var to) -> new Range(from, to);
      case Commitment.Due.None() -> new None();
    };
  }

  /// A moment, a date, or two dates with a stroke between them, as [#text] writes them; nothing at
  /// all is no time.
  ///
  /// @throws IllegalArgumentException when it is none of these
  static Due parse(String text) {
    try {
      if (text.isEmpty()) return new None();
      int stroke = text.indexOf('/');
      if (stroke >= 0) {
        return new Range(
            LocalDate.parse(text.substring(0, stroke)),
            LocalDate.parse(text.substring(stroke + 1)));
      }
      return text.indexOf('T') >= 0
          ? new Minute(Instant.parse(text))
          : new Day(LocalDate.parse(text));
    } catch (DateTimeException unreadable) {
      throw new IllegalArgumentException("No time", unreadable);
    }
  }

  default String text() {
    return switch (this) {
      case Minute(var at) -> at.toString();
      case Day(var date) -> date.toString();
      case Range(var from, var to) -> from + "/" + to;
      case None() -> "";
    };
  }

  /// Such as `minute`, as the API says it.
  default String precision() {
    return switch (this) {
      case Minute _ -> "minute";
      case Day _ -> "date";
      case Range _ -> "range";
      case None _ -> "none";
    };
  }

  /// When the day begins on which it has to be kept, or the first of several; null: no time.
  default @Nullable Instant begins(ZoneId zone) {
    return switch (this) {
      case Minute(var at) -> start(LocalDate.ofInstant(at, zone), zone);
      case Day(var date) -> start(date, zone);
      case Range(var from, _) -> start(from, zone);
      case None() -> null;
    };
  }

  /// From when on it is too late; null: never.
  default @Nullable Instant ends(ZoneId zone) {
    return switch (this) {
      case Minute(var at) -> at;
      case Day(var date) -> start(date.plusDays(1), zone);
      case Range(_, var to) -> start(to.plusDays(1), zone);
      case None() -> null;
    };
  }

  private static Instant start(LocalDate date, ZoneId zone) {
    return date.atStartOfDay(zone).toInstant();
  }
}
