package dev.decorum.engagements;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;

/// How often a client is told how their service is getting on.
///
/// @param weeks from one report to the next: 1, 2 or 4
/// @param day on which it is due
/// @param at by when on that day
public record ReportSchedule(int weeks, DayOfWeek day, LocalTime at) {

  /// Weekly, on Friday afternoon: what was done this week, and what comes next week.
  public static final ReportSchedule WEEKLY =
      new ReportSchedule(1, DayOfWeek.FRIDAY, LocalTime.of(15, 0));

  /// @throws IllegalArgumentException when it is so rare or so frequent that nobody means it
  public ReportSchedule {
    if (weeks < 1 || weeks > 12) throw new IllegalArgumentException("Every 1 to 12 weeks");
  }

  /// When the first report is due of a service that begins now: on the first such day that leaves a
  /// working day for something to happen.
  Instant first(Instant now, FollowUpTimes times) {
    var tomorrow = times.day(now).plusDays(1);
    return at(tomorrow.with(TemporalAdjusters.nextOrSame(day)), times);
  }

  /// When the one after that is due which was due then. Those that were missed meanwhile are not
  /// made up for: the next one tells it all.
  Instant next(Instant due, Instant now, FollowUpTimes times) {
    var date = times.day(due).with(TemporalAdjusters.previousOrSame(day));
    Instant next;
    do {
      date = date.plusWeeks(weeks);
      next = at(date, times);
    } while (!next.isAfter(now));
    return next;
  }

  /// On a day off it is due when work begins again.
  private Instant at(LocalDate date, FollowUpTimes times) {
    var wanted = date.atTime(at).atZone(times.zone()).toInstant();
    return times.workedOn(date) ? wanted : times.opens(date);
  }
}
