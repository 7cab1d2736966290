package dev.decorum.reports;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/// Days that a report is about, from the first to the last, where the organisation is.
public record Period(Span span, LocalDate from, LocalDate to, ZoneId zone) {

  /// Longer ones are refused.
  public static final int MOST_YEARS = 5;

  private static final int EARLIEST = 1970;
  private static final int LATEST = 9000;

  /// How it was chosen.
  public enum Span {
    WEEK,
    MONTH,
    QUARTER,
    YEAR,
    /// By its first and last day.
    DATES;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The week, month, quarter or year that a day is in, all of it.
  static Period of(Span span, LocalDate day, ZoneId zone) {
    return switch (span) {
      case WEEK -> {
        var monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        yield new Period(span, monday, monday.plusDays(6), zone);
      }
      case MONTH ->
          new Period(
              span, day.withDayOfMonth(1), day.with(TemporalAdjusters.lastDayOfMonth()), zone);
      case QUARTER -> {
        var first = day.with(IsoFields.DAY_OF_QUARTER, 1);
        yield new Period(span, first, first.plusMonths(3).minusDays(1), zone);
      }
      case YEAR ->
          new Period(span, day.withDayOfYear(1), day.with(TemporalAdjusters.lastDayOfYear()), zone);
      case DATES -> new Period(span, day, day, zone);
    };
  }

  /// @throws PeriodRefused when the days cannot be read, the period ends before it begins, or is
  ///   too long
  static Period between(String from, String to, ZoneId zone) {
    var first = day("from", from);
    var last = day("to", to);
    if (last.isBefore(first)) throw new PeriodRefused("to", "reports.period.inverted");
    if (first.getYear() < EARLIEST || first.getYear() > LATEST) {
      throw new PeriodRefused("from", "reports.period.day");
    }
    if (last.isAfter(first.plusYears(MOST_YEARS))) {
      throw new PeriodRefused("to", "reports.period.long");
    }
    return new Period(Span.DATES, first, last, zone);
  }

  private static LocalDate day(String field, String typed) {
    try {
      return LocalDate.parse(typed.strip());
    } catch (DateTimeException unreadable) {
      throw new PeriodRefused(field, "reports.period.day");
    }
  }

  /// The one before it: the week, month, quarter or year before, or as many days.
  public Period before() {
    var eve = from.minusDays(1);
    var first =
        span == Span.DATES
            ? from.minusDays(ChronoUnit.DAYS.between(from, to) + 1)
            : of(span, eve, zone).from();
    return new Period(Span.DATES, first, eve, zone);
  }

  public Instant begins() {
    return from.atStartOfDay(zone).toInstant();
  }

  /// The first moment after it.
  public Instant ends() {
    return to.plusDays(1).atStartOfDay(zone).toInstant();
  }
}
