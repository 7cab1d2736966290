package dev.decorum.conduct.time;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/// A part of a time as people write it: `Tuesday`, `3 pm`, `in the morning`.
sealed interface Piece {

  /// A day.
  ///
  /// @param exact whether it names day and month; another day beside it is then only its weekday
  /// @param weekday whether it was only named by its place in a week
  record Day(LocalDate date, boolean exact, boolean weekday) implements Piece {}

  /// Some days, both ends included.
  ///
  /// @param week whether it is a week, in which a weekday may be named
  record Days(LocalDate from, LocalDate to, boolean week) implements Piece {}

  /// A time of day.
  ///
  /// @param minute of the day, up to 1440
  /// @param open whether it may as well be twelve hours later
  record Clock(int minute, boolean open, @Nullable ZoneId zone) implements Piece {}

  /// From one time of day to another.
  record Clocks(Clock from, Clock to) implements Piece {}

  /// A part of the day; [#CLOSE] is the end of the working day.
  ///
  /// @param loose whether it says nothing without words before it, as in `night porter`
  record Part(String name, boolean loose) implements Piece {
    static final String CLOSE = "close";
  }

  /// A part of a day that is near: `this afternoon`.
  record DayPart(Day day, Part part) implements Piece {}

  /// So many minutes or hours from sending.
  record At(ZonedDateTime time) implements Piece {}

  /// So many days or weeks from sending.
  record Within(LocalDate from, LocalDate to) implements Piece {}

  /// `The week commencing`: a day follows.
  record WeekOf() implements Piece {}

  /// Words that belong to a time and say nothing more.
  record Tail() implements Piece {}

  /// A time at which nothing can be due.
  record Gone() implements Piece {}
}
