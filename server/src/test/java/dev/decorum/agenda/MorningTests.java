package dev.decorum.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
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
}
