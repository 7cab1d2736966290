package dev.decorum.hours.web;

import dev.decorum.hours.NewCalendar;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A calendar as it is typed.
public record CalendarForm(
    String name, String zone, List<String> week, String holidays, String days) {

  private static final int WEEKDAYS = 7;

  public CalendarForm(
      @Nullable String name,
      @Nullable String zone,
      @Nullable List<String> week,
      @Nullable String holidays,
      @Nullable String days) {
    this.name = name == null ? "" : name.strip();
    this.zone = zone == null ? "" : zone.strip();
    this.week =
        week == null || week.size() != WEEKDAYS
            ? Collections.nCopies(WEEKDAYS, "")
            : List.copyOf(week);
    this.holidays = holidays == null ? "" : holidays;
    this.days = days == null ? "" : days.replace("\r\n", "\n");
  }

  static CalendarForm of(NewCalendar calendar) {
    return new CalendarForm(
        calendar.name(), calendar.zone(), calendar.week(), calendar.holidays(), calendar.days());
  }

  NewCalendar calendar() {
    return new NewCalendar(name, zone, week, holidays, days);
  }

  /// Of the place whose holidays are kept; empty where none are.
  public String country() {
    return holidays.split("-", 2)[0];
  }

  @Override
  public String toString() {
    return "CalendarForm";
  }
}
