package dev.decorum.inbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaterTests {

  @ParameterizedTest
  @CsvSource({
    // Before nine it is the same day, from nine on the next one.
    "Asia/Tokyo, 2026-11-23T21:30:00Z, 2026-11-24T00:00:00Z",
    "Asia/Tokyo, 2026-11-24T00:00:00Z, 2026-11-25T00:00:00Z",
    // Nobody works there on Saturday and Sunday.
    "Europe/London, 2026-11-20T18:00:00Z, 2026-11-23T09:00:00Z",
    "Europe/London, 2026-11-21T07:00:00Z, 2026-11-23T09:00:00Z",
    // Nine stays nine when clocks change over the weekend.
    "Europe/Berlin, 2027-03-26T19:00:00Z, 2027-03-29T07:00:00Z",
    "Europe/Berlin, 2026-10-23T19:00:00Z, 2026-10-26T08:00:00Z",
    "America/New_York, 2027-03-12T23:00:00Z, 2027-03-15T13:00:00Z"
  })
  void theirMorningIsAtNineOfTheNextWorkingDayWhereTheyAre(String zone, Instant now, Instant at) {
    assertThat(Later.morning(ZoneId.of(zone), now)).isEqualTo(at);
  }
}
