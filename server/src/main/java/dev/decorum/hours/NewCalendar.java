package dev.decorum.hours;

import java.util.List;

/// What a calendar is to be, as people write it.
///
/// @param week hours of seven days, Monday first, as [Week#parse] reads them
/// @param holidays whose are kept, such as `de-by`; empty: nobody's
/// @param days those that differ, a line each: `2026-12-24 9-12 Christmas Eve`, `2026-12-31 closed`
public record NewCalendar(
    String name, String zone, List<String> week, String holidays, String days) {

  public NewCalendar {
    week = List.copyOf(week);
  }
}
