package dev.decorum.engagements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.decorum.hours.Week;
import dev.decorum.hours.WorkCalendar;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Fridays at three in London; Friday 25 December 2026 and the Monday after it are days off.
class ReportScheduleTests {

  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final FollowUpTimes TIMES =
      new FollowUpTimes(
          new WorkCalendar(
                  LONDON,
                  Week.parse(List.of("9-17", "9-17", "9-17", "9-17", "9-17", "", "")),
                  null,
                  Map.of(
                      LocalDate.of(2026, 12, 25), new WorkCalendar.Day("Christmas", List.of()),
                      LocalDate.of(2026, 12, 28), new WorkCalendar.Day("Boxing Day", List.of())))
              .time(),
          LONDON);

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(LONDON).toInstant();
  }

  @Test
  void theFirstReportLeavesAWorkingDayForSomethingToHappen() {
    assertThat(ReportSchedule.WEEKLY.first(at("2026-11-23T10:00"), TIMES))
        .isEqualTo(at("2026-11-27T15:00"));
    assertThat(ReportSchedule.WEEKLY.first(at("2026-11-27T09:00"), TIMES))
        .isEqualTo(at("2026-12-04T15:00"));
  }

  @Test
  void theNextOneIsAWeekLaterAtTheSameHourOfTheClockThatWasChanged() {
    assertThat(ReportSchedule.WEEKLY.next(at("2026-03-27T15:00"), at("2026-03-27T16:00"), TIMES))
        .isEqualTo(at("2026-04-03T15:00"));
  }

  @Test
  void thoseThatWereMissedAreNotMadeUpFor() {
    assertThat(ReportSchedule.WEEKLY.next(at("2026-11-06T15:00"), at("2026-11-23T10:00"), TIMES))
        .isEqualTo(at("2026-11-27T15:00"));
  }

  @Test
  void onADayOffItIsDueWhenWorkBeginsAgainAndTheNextOnItsDay() {
    var due = ReportSchedule.WEEKLY.next(at("2026-12-18T15:00"), at("2026-12-18T15:30"), TIMES);

    assertThat(due).isEqualTo(at("2026-12-29T09:00"));
    assertThat(ReportSchedule.WEEKLY.next(due, at("2026-12-29T10:00"), TIMES))
        .isEqualTo(at("2027-01-01T15:00"));
  }

  @Test
  void everyFourWeeksIsCountedFromTheOneThatWasDue() {
    var monthly = new ReportSchedule(4, DayOfWeek.MONDAY, LocalTime.of(9, 0));

    assertThat(monthly.next(at("2026-11-02T09:00"), at("2026-11-03T09:00"), TIMES))
        .isEqualTo(at("2026-11-30T09:00"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ReportSchedule(0, DayOfWeek.MONDAY, LocalTime.NOON));
  }
}
