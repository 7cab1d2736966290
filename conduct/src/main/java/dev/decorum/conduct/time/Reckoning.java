package dev.decorum.conduct.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/// The arithmetic of days as people mean it in letters.
final class Reckoning {

  /// Nobody promises for longer; further away nothing is counted.
  private static final int FARTHEST = 10_000;

  private Reckoning() {}

  /// The next such day after a day; a week later on such a day itself.
  static LocalDate next(LocalDate from, DayOfWeek day) {
    return from.with(TemporalAdjusters.next(day));
  }

  /// Such a day in the week, Monday to Sunday, so many weeks after the one of `from`.
  static LocalDate inWeek(LocalDate from, int weeks, DayOfWeek day) {
    return from.with(DayOfWeek.MONDAY).plusWeeks(weeks).plusDays(day.getValue() - 1);
  }

  /// The nth day of work after a day.
  static @Nullable LocalDate workdays(LocalDate from, int count, Workdays workdays) {
    if (count > FARTHEST) {
      return null;
    }
    var day = from;
    var idle = 0;
    for (var left = count; left > 0; ) {
      day = day.plusDays(1);
      if (workdays.works(day)) {
        left--;
        idle = 0;
      } else if (++idle > FARTHEST) {
        return null;
      }
    }
    return day;
  }

  /// The next 14th after a day: of this month, or of the first one later that has such a day.
  static @Nullable LocalDate dayOfMonth(LocalDate from, int day) {
    if (day < 1 || day > 31) {
      return null;
    }
    var month = YearMonth.from(from);
    while (!month.isValidDay(day) || !month.atDay(day).isAfter(from)) {
      month = month.plusMonths(1);
    }
    return month.atDay(day);
  }

  /// The next 14 March that is not before a day.
  static @Nullable LocalDate dayOfYear(LocalDate from, int month, int day) {
    if (month < 1 || month > 12 || day < 1 || day > YearMonth.of(2000, month).lengthOfMonth()) {
      return null;
    }
    var year = from.getYear();
    while (!YearMonth.of(year, month).isValidDay(day)
        || LocalDate.of(year, month, day).isBefore(from)) {
      year++;
    }
    return LocalDate.of(year, month, day);
  }

  /// A day as written, with a year of two or four digits; null where the calendar has no such day.
  static @Nullable LocalDate date(int year, int month, int day) {
    var full = year < 100 ? 2000 + year : year;
    if (full < 1900 || full > 2999 || month < 1 || month > 12) {
      return null;
    }
    var months = YearMonth.of(full, month);
    return months.isValidDay(day) ? months.atDay(day) : null;
  }

  /// So many units later; null for hours and minutes, which are no days.
  static @Nullable LocalDate later(LocalDate from, int count, String unit) {
    if (count > FARTHEST) {
      return null;
    }
    return switch (unit) {
      case "days" -> from.plusDays(count);
      case "weeks" -> from.plusWeeks(count);
      case "fortnights" -> from.plusWeeks(2L * count);
      case "months" -> from.plusMonths(count);
      case "quarters" -> from.plusMonths(3L * count);
      case "years" -> from.plusYears(count);
      default -> null;
    };
  }

  /// The last day of the working week of a day: its Friday, on a weekend its Sunday.
  static LocalDate endOfWeek(LocalDate from) {
    return from.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0
        ? from.with(DayOfWeek.FRIDAY)
        : from.with(DayOfWeek.SUNDAY);
  }

  static LocalDate endOfMonth(LocalDate from) {
    return from.with(TemporalAdjusters.lastDayOfMonth());
  }

  static LocalDate endOfQuarter(LocalDate from) {
    return endOfMonth(from.plusMonths(2 - (from.getMonthValue() - 1) % 3));
  }

  /// The next month of that number which has not ended before a day.
  static YearMonth month(LocalDate from, int month) {
    var this_ = YearMonth.from(from);
    var found = YearMonth.of(from.getYear(), month);
    return found.isBefore(this_) ? found.plusYears(1) : found;
  }

  /// The working days of a week with a number, the next such week that has not ended; null where
  /// the year has none.
  static @Nullable Piece week(LocalDate from, int number) {
    if (number < 1 || number > 53) {
      return null;
    }
    var monday =
        from.with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, Math.min(number, 52)).with(DayOfWeek.MONDAY);
    if (number == 53) {
      monday = monday.plusWeeks(1);
    }
    if (monday.plusDays(6).isBefore(from)) {
      monday =
          LocalDate.of(monday.getYear() + 1, 7, 1)
              .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, Math.min(number, 52))
              .with(DayOfWeek.MONDAY);
    }
    return new Piece.Days(monday, monday.plusDays(4), true);
  }

  /// How many days lie between two days.
  static long days(LocalDate from, LocalDate to) {
    return ChronoUnit.DAYS.between(from, to);
  }
}
