package dev.decorum.promises;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Pattern;

/// How often something promised comes again, such as every two weeks.
///
/// @param every of these; one or more
public record Rhythm(int every, Unit unit) {

  private static final Pattern WRITTEN = Pattern.compile("P([1-9]\\d?)([DWM])");

  /// What is counted.
  public enum Unit {
    DAY,
    WEEK,
    MONTH
  }

  /// A length of days, weeks or months as ISO 8601 writes it: `P1W`, `P3M`.
  ///
  /// @throws IllegalArgumentException when it is none
  public static Rhythm parse(String text) {
    var found = WRITTEN.matcher(text);
    if (!found.matches()) throw new IllegalArgumentException("No rhythm");
    var unit =
        switch (found.group(2)) {
          case "D" -> Unit.DAY;
          case "W" -> Unit.WEEK;
          default -> Unit.MONTH;
        };
    return new Rhythm(Integer.parseInt(found.group(1)), unit);
  }

  public String text() {
    return "P" + every + unit.name().charAt(0);
  }

  /// When it is due the `nth` time after the first: on the same clocks at the same hour, and where
  /// a month has no such day, on its last.
  Due after(Due first, int nth, ZoneId zone) {
    return switch (first) {
      case Due.Minute(var at) -> {
        var there = at.atZone(zone);
        var day = day(there.toLocalDate(), nth);
        yield new Due.Minute(day.atTime(there.toLocalTime()).atZone(zone).toInstant());
      }
      case Due.Day(var date) -> new Due.Day(day(date, nth));
      case Due.Range(var from, var to) -> new Due.Range(day(from, nth), day(to, nth));
      case Due.None none -> none;
    };
  }

  private LocalDate day(LocalDate first, int nth) {
    long steps = (long) nth * every;
    return switch (unit) {
      case DAY -> first.plusDays(steps);
      case WEEK -> first.plusWeeks(steps);
      case MONTH -> first.plusMonths(steps);
    };
  }
}
