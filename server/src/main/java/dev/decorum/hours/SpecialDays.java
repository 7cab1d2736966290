package dev.decorum.hours;

import static java.util.stream.Collectors.joining;

import dev.decorum.hours.CalendarRefused.Reason;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Days that are not as their weekday is, as people write them, a line each:
///
/// ```
/// 2026-12-24 9-12 Christmas Eve
/// 2026-12-28..2026-12-31 closed Between the years
/// ```
final class SpecialDays {

  private static final int MOST = 1_000;
  private static final int LONGEST_RANGE = 366;
  private static final int LONGEST_NAME = 100;

  private static final Pattern LINE =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})(?:\\.\\.(\\d{4}-\\d{2}-\\d{2}))?\\s+"
              + "(closed|[\\d:.]+ ?[-–] ?[\\d:.]+(?:, ?[\\d:.]+ ?[-–] ?[\\d:.]+)*)(?:\\s+(.*))?");

  private SpecialDays() {}

  /// @throws CalendarRefused with the line at fault
  static Map<LocalDate, WorkCalendar.Day> parse(String text) {
    var days = new TreeMap<LocalDate, WorkCalendar.Day>();
    int number = 0;
    for (var line : text.split("\\R")) {
      number++;
      if (line.isBlank()) continue;
      var found = LINE.matcher(line.strip());
      if (!found.matches()) throw new CalendarRefused(Reason.BAD_DAY, number);
      try {
        var first = LocalDate.parse(found.group(1));
        var last = found.group(2) == null ? first : LocalDate.parse(found.group(2));
        if (last.isBefore(first) || ChronoUnit.DAYS.between(first, last) > LONGEST_RANGE) {
          throw new CalendarRefused(Reason.BAD_DAY, number);
        }
        var day = new WorkCalendar.Day(name(found.group(4)), hours(found.group(3)));
        for (var one = first; !one.isAfter(last); one = one.plusDays(1)) {
          if (days.put(one, day) != null) throw new CalendarRefused(Reason.DOUBLE_DAY, number);
        }
      } catch (DateTimeException | HoursUnreadable e) {
        throw new CalendarRefused(Reason.BAD_DAY, number);
      }
    }
    if (days.size() > MOST) throw new CalendarRefused(Reason.TOO_MANY_DAYS);
    return days;
  }

  private static List<Span> hours(String written) {
    return written.equals("closed") ? List.of() : Span.parse(written);
  }

  private static String name(@Nullable String written) {
    var name = written == null ? "" : written.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
  }

  /// As [#parse] reads it, with days that are alike and follow each other in one line.
  static String written(Map<LocalDate, WorkCalendar.Day> days) {
    var stretches = new ArrayList<Stretch>();
    new TreeMap<>(days)
        .forEach(
            (date, day) -> {
              var last = stretches.isEmpty() ? null : stretches.getLast();
              if (last != null && last.goesOn(date, day)) {
                stretches.set(stretches.size() - 1, new Stretch(last.first(), date, day));
              } else {
                stretches.add(new Stretch(date, date, day));
              }
            });
    return stretches.stream().map(Stretch::toString).collect(joining("\n"));
  }

  /// Days that are alike and follow each other.
  private record Stretch(LocalDate first, LocalDate last, WorkCalendar.Day day) {

    boolean goesOn(LocalDate next, WorkCalendar.Day alike) {
      return last.plusDays(1).equals(next) && day.equals(alike);
    }

    @Override
    public String toString() {
      var when = first.equals(last) ? first.toString() : first + ".." + last;
      var hours = day.hours().isEmpty() ? "closed" : Span.written(day.hours());
      return (when + " " + hours + " " + day.name()).strip();
    }
  }
}
