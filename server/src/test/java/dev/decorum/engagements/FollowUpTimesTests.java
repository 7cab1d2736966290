package dev.decorum.engagements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.hours.Week;
import dev.decorum.hours.WorkCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The week is Monday to Friday, nine to five, in London; 27 and 28 March 2026 lie before the
/// clocks go forward, and 25 December is a holiday.
class FollowUpTimesTests {

  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  private static final WorkCalendar OFFICE =
      new WorkCalendar(
          LONDON,
          Week.parse(List.of("9-17", "9-17", "9-17", "9-17", "9-17", "", "")),
          null,
          Map.of(
              LocalDate.of(2026, 12, 25), new WorkCalendar.Day("Christmas", List.of()),
              LocalDate.of(2026, 12, 28), new WorkCalendar.Day("Boxing Day", List.of())));

  private final FollowUpTimes times = new FollowUpTimes(OFFICE.time(), LONDON);

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(LONDON).toInstant();
  }

  @Test
  void aSummaryIsDueAfterSoMuchWorkingTime() {
    var eight = Duration.ofHours(8);

    assertThat(times.after(at("2026-03-24T10:00"), eight)).isEqualTo(at("2026-03-25T10:00"));
    assertThat(times.after(at("2026-03-27T16:00"), eight)).isEqualTo(at("2026-03-30T16:00"));
    assertThat(times.after(at("2026-12-24T16:00"), eight)).isEqualTo(at("2026-12-29T16:00"));
  }

  @Test
  void silenceIsCountedInWorkingDaysFromTheOneAfter() {
    assertThat(times.workingDays(at("2026-03-23T16:59"), 1)).isEqualTo(at("2026-03-24T09:00"));
    assertThat(times.workingDays(at("2026-03-27T08:00"), 1)).isEqualTo(at("2026-03-30T09:00"));
    assertThat(times.workingDays(at("2026-03-27T23:30"), 5)).isEqualTo(at("2026-04-03T09:00"));
    assertThat(times.workingDays(at("2026-12-23T12:00"), 2)).isEqualTo(at("2026-12-29T09:00"));
  }

  @Test
  void whatIsPlannedForADayOffBeginsWithTheNextDayOfWork() {
    assertThat(times.opens(LocalDate.of(2026, 3, 28))).isEqualTo(at("2026-03-30T09:00"));
    assertThat(times.opens(LocalDate.of(2026, 3, 31))).isEqualTo(at("2026-03-31T09:00"));
  }

  @Test
  void whatOpensOnADayIsDueInItsLastSecondAlsoWhenTheDayIsShort() {
    assertThat(times.endOfDay(at("2026-03-29T09:00")))
        .isEqualTo(
            LocalDate.of(2026, 3, 29).atTime(LocalTime.of(23, 59, 59)).atZone(LONDON).toInstant());
  }

  @Test
  void whereNobodyWorksItGoesByTheClock() {
    var closed =
        new FollowUpTimes(
            new WorkCalendar(
                    LONDON, Week.parse(List.of("", "", "", "", "", "", "")), null, Map.of())
                .time(),
            LONDON);

    assertThat(closed.after(at("2026-03-24T10:00"), Duration.ofHours(8)))
        .isEqualTo(at("2026-03-24T18:00"));
    assertThat(closed.workingDays(at("2026-03-24T10:00"), 2)).isEqualTo(at("2026-03-26T00:00"));
  }
}
