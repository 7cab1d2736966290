package dev.decorum.sla;

import dev.decorum.hours.WorkCalendar;
import dev.decorum.hours.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why something is due when it is, day by day.
///
/// @param due when what begins at a moment is due
/// @param days of which each takes a part of the time, or none
public record Because(Instant due, List<Day> days) {

  /// Weeks of it convince nobody.
  private static final int SHOWN = 21;

  /// @param from when work begins on it, null on a closed day
  /// @param to when the last of it is used
  /// @param worked how much of the time it takes, with breaks left out
  /// @param special why it is not as its weekday is: the name of a holiday; may be empty
  public record Day(
      LocalDate date,
      @Nullable Instant from,
      @Nullable Instant to,
      Duration worked,
      String special) {}

  public Because {
    days = List.copyOf(days);
  }

  /// @param language in which holidays are named
  static Because of(Instant begins, Target target, WorkCalendar calendar, Locale language) {
    var hours = calendar.time();
    var measure = target.working() ? hours : WorkingTime.ALWAYS;
    var due = measure.after(begins, target.length());
    var days = new ArrayList<Day>();
    if (target.working()) {
      var last = LocalDate.ofInstant(due, calendar.zone());
      var day = LocalDate.ofInstant(begins, calendar.zone());
      for (; !day.isAfter(last) && days.size() < SHOWN; day = day.plusDays(1)) {
        days.add(day(day, begins, due, calendar, language));
      }
    }
    return new Because(due, days);
  }

  private static Day day(
      LocalDate date, Instant begins, Instant due, WorkCalendar calendar, Locale language) {
    var hours = calendar.time();
    var midnight = date.atStartOfDay(calendar.zone()).toInstant();
    var next = date.plusDays(1).atStartOfDay(calendar.zone()).toInstant();
    var from = midnight.isBefore(begins) ? begins : midnight;
    var to = next.isAfter(due) ? due : next;
    var worked = hours.between(from, to);
    var special = calendar.special(date, language).map(WorkCalendar.Day::name).orElse("");
    return worked.isZero()
        ? new Day(date, null, null, worked, special)
        : new Day(date, hours.opens(from), hours.after(from, worked), worked, special);
  }

  /// Whether there are more days than are told.
  public boolean shortened() {
    return days.size() == SHOWN;
  }
}
