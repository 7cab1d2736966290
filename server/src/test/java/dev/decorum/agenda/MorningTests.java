package dev.decorum.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.hours.Week;
import dev.decorum.hours.WorkCalendar;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When a day begins next.
class MorningTests {

  /// The night of 28 March has no 02:30 in Berlin, that of 25 October has two.
  @ParameterizedTest
  @CsvSource({
    "2026-11-22T06:29:59Z, 07:30, 2026-11-22T06:30:00Z",
    "2026-11-22T06:30:00Z, 07:30, 2026-11-23T06:30:00Z",
    "2026-03-28T07:00:00Z, 07:30, 2026-03-29T05:30:00Z",
    "2026-03-28T07:00:00Z, 02:30, 2026-03-29T01:30:00Z",
    "2026-10-24T22:00:00Z, 02:30, 2026-10-25T00:30:00Z",
    "2026-10-25T00:30:00Z, 02:30, 2026-10-26T01:30:00Z"
  })
  void isWhenTheClocksOfTheMemberShowTheHourNext(Instant now, LocalTime at, Instant next) {
    assertThat(Morning.next(at, ZoneId.of("Europe/Berlin"), now)).isEqualTo(next);
  }

  /// Friday, Saturday, Sunday, Monday; a holiday in Bavaria; and a member who is away.
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "2026-11-20T06:30:00Z, -, true",
        "2026-11-21T06:30:00Z, -, false",
        "2026-11-22T06:30:00Z, -, false",
        "2026-11-23T06:30:00Z, -, true",
        "2027-01-06T06:30:00Z, -, false",
        "2026-11-23T06:30:00Z, 2026-11-23T12:00:00Z, true",
        "2026-11-23T06:30:00Z, 2026-11-23T23:00:00Z, false",
        "2026-11-23T06:30:00Z, 2026-11-30T07:00:00Z, false",
        "2026-11-22T23:30:00Z, -, true",
        "2026-11-23T22:59:59Z, -, true"
      })
  void comesOnDaysOfWorkToWhoIsThere(Instant now, @Nullable Instant back, boolean comes) {
    var day = "9-17";
    var week = Week.parse(List.of(day, day, day, day, day, "", ""));
    var berlin = ZoneId.of("Europe/Berlin");
    var hours = new WorkCalendar(berlin, week, "de-by", Map.of()).time();

    assertThat(Morning.isDayOfWork(hours, Optional.ofNullable(back), berlin, now)).isEqualTo(comes);
  }
}
