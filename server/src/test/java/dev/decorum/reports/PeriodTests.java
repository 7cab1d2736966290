package dev.decorum.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.decorum.reports.Period.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which days a period has.
class PeriodTests {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    "WEEK,    2026-11-22, 2026-11-16, 2026-11-22",
    "WEEK,    2026-11-23, 2026-11-23, 2026-11-29",
    "WEEK,    2027-01-01, 2026-12-28, 2027-01-03",
    "MONTH,   2028-02-29, 2028-02-01, 2028-02-29",
    "QUARTER, 2026-11-22, 2026-10-01, 2026-12-31",
    "QUARTER, 2028-03-31, 2028-01-01, 2028-03-31",
    "YEAR,    2026-01-01, 2026-01-01, 2026-12-31"
  })
  void isTheWeekMonthQuarterOrYearThatADayIsIn(
      Span span, LocalDate day, LocalDate first, LocalDate last) {
    var period = Period.of(span, day, BERLIN);

    assertThat(period.from()).isEqualTo(first);
    assertThat(period.to()).isEqualTo(last);
  }

  @ParameterizedTest
  @CsvSource({
    "WEEK,    2026-11-22, 2026-11-09, 2026-11-15",
    "MONTH,   2028-03-31, 2028-02-01, 2028-02-29",
    "QUARTER, 2026-01-05, 2025-10-01, 2025-12-31",
    "YEAR,    2026-07-01, 2025-01-01, 2025-12-31",
    "DATES,   2026-07-01, 2026-06-30, 2026-06-30"
  })
  void theOneBeforeEndsTheDayBefore(Span span, LocalDate day, LocalDate first, LocalDate last) {
    var before = Period.of(span, day, BERLIN).before();

    assertThat(before.from()).isEqualTo(first);
    assertThat(before.to()).isEqualTo(last);
  }

  @ParameterizedTest
  @CsvSource({
    "40, 36, 40, 32, BETTER",
    "40, 32, 40, 36, WORSE",
    "50, 40, 50, 39, SAME",
    "50, 41, 50, 39, BETTER",
    "19, 19, 40, 20, UNKNOWN",
    "40, 20, 0, 0, UNKNOWN"
  })
  void sharesAreComparedInAWord(int n, int inTime, int before, int inTimeThen, Trend trend) {
    assertThat(Trend.ofShares(figure(n, inTime, 60), figure(before, inTimeThen, 60)))
        .isEqualTo(trend);
  }

  @ParameterizedTest
  @CsvSource({"57, 60, SAME", "56, 60, BETTER", "64, 60, WORSE", "60, 60, SAME", "0, 60, BETTER"})
  void timesAreComparedInAWord(int minutes, int before, Trend trend) {
    assertThat(Trend.ofTimes(figure(30, 20, minutes), figure(30, 20, before))).isEqualTo(trend);
    assertThat(Trend.ofTimes(Figure.NOTHING, figure(30, 20, before))).isEqualTo(Trend.UNKNOWN);
  }

  private static Figure figure(int n, int inTime, int minutes) {
    var time = Duration.ofMinutes(minutes);
    return new Figure(
        Map.of(Result.ON_TIME, inTime, Result.LATE, n - inTime),
        0,
        new Figure.Times(n, time, time, time));
  }

  @Test
  void beginsAndEndsWithTheDaysOfTheOrganisation() {
    var change = Period.between("2026-03-29", "2026-03-29", BERLIN);

    assertThat(change.begins()).isEqualTo(Instant.parse("2026-03-28T23:00:00Z"));
    assertThat(Duration.between(change.begins(), change.ends())).hasHours(23);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-02, 2026-11-01, to",
    "2026-11-31, 2026-12-01, from",
    "yesterday,  2026-12-01, from",
    "2026-11-01, '',         to",
    "2020-01-01, 2026-01-01, to",
    "1066-10-14, 1066-10-15, from",
    "+999999999-12-31, +999999999-12-31, from"
  })
  void isRefusedWithTheDayThatIsWrong(String from, String to, String field) {
    assertThatExceptionOfType(PeriodRefused.class)
        .isThrownBy(() -> Period.between(from, to, BERLIN))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo(field));
  }
}
