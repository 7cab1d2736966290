package dev.decorum.hours;

import dev.decorum.hours.HoursUnreadable.Reason;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Working hours that are the same each week, Monday first.
public record Week(List<List<Span>> days) {

  private static final int DAYS = 7;

  /// In which nobody ever works.
  public static final Week EMPTY = new Week(Collections.nCopies(DAYS, List.<Span>of()));

  /// @throws HoursUnreadable when a night runs into the hours of the next day
  public Week {
    if (days.size() != DAYS) throw new IllegalArgumentException("a week has seven days");
    days = days.stream().map(List::copyOf).toList();
    for (int day = 0; day < DAYS; day++) {
      var today = days.get(day);
      var tomorrow = days.get((day + 1) % DAYS);
      if (today.isEmpty() || tomorrow.isEmpty() || !today.getLast().overMidnight()) continue;
      if (tomorrow.getFirst().from().isBefore(today.getLast().to())) {
        throw new HoursUnreadable((day + 1) % DAYS, Reason.OVERLAP);
      }
    }
  }

  /// The hours of seven days as [Span#parse] reads them; empty for a closed day.
  ///
  /// @throws HoursUnreadable which day cannot be read and why
  public static Week parse(List<String> days) {
    var week = new ArrayList<List<Span>>();
    for (var day : days) {
      try {
        week.add(Span.parse(day));
      } catch (HoursUnreadable e) {
        throw new HoursUnreadable(week.size(), e.reason());
      }
    }
    return new Week(week);
  }

  /// As [#parse] reads it.
  public List<String> written() {
    return days.stream().map(Span::written).toList();
  }

  public boolean isEmpty() {
    return days.stream().allMatch(List::isEmpty);
  }

  /// How much that is where no clocks change.
  public Duration length() {
    return days.stream()
        .flatMap(List::stream)
        .map(Span::length)
        .reduce(Duration.ZERO, Duration::plus);
  }

  List<Span> of(DayOfWeek day) {
    return days.get(day.getValue() - 1);
  }
}
