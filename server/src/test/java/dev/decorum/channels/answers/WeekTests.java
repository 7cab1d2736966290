package dev.decorum.channels.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeekTests {

  private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
  private static final OfficeTime OFFICE =
      Week.parse(
              List.of(
                  "9-12, 13:00-17:30", "9-12, 13-17", "9-12, 13-17", "9-12, 13-17", "9-15", "", ""))
          .orElseThrow()
          .in(VIENNA);

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(VIENNA).toInstant();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T08:59:59, false",
    "2026-11-23T09:00:00, true",
    "2026-11-23T12:00:00, false",
    "2026-11-23T17:29:59, true",
    "2026-11-23T17:30:00, false",
    "2026-11-22T10:00:00, false",
  })
  void isOpenFromTheBeginningOfASpanToBeforeItsEnd(String local, boolean open) {
    assertThat(OFFICE.open(at(local))).isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T10:00, 2026-11-23T10:00",
    "2026-11-23T12:10, 2026-11-23T13:00",
    "2026-11-20T15:00, 2026-11-23T09:00",
  })
  void opensAtOnceOrWithTheNextSpan(String from, String opens) {
    assertThat(OFFICE.opens(at(from))).isEqualTo(at(opens));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T10:00, 1, 2026-11-23T11:00",
    "2026-11-23T11:00, 1, 2026-11-23T12:00",
    "2026-11-23T11:00, 2, 2026-11-23T14:00",
    "2026-11-20T14:00, 8, 2026-11-23T17:00",
    "2026-11-21T14:00, 4, 2026-11-23T14:00",
  })
  void countsOfficeHoursOnly(String from, int hours, String to) {
    assertThat(OFFICE.after(at(from), Duration.ofHours(hours))).isEqualTo(at(to));
  }

  @Test
  void aNightInWhichClocksChangeIsAsLongAsItIs() {
    var nights = Week.parse(List.of("", "", "", "", "", "", "0-24")).orElseThrow().in(VIENNA);

    // The last Sunday of October has 25 hours.
    assertThat(nights.after(at("2026-10-25T00:00"), Duration.ofHours(25)))
        .isEqualTo(at("2026-10-26T00:00"));
  }

  @Test
  void aWeekWithoutHoursIsAlwaysOpen() {
    var always = Week.ALWAYS.in(VIENNA);

    assertThat(always.open(at("2026-11-22T03:00"))).isTrue();
    assertThat(always.after(at("2026-11-22T03:00"), Duration.ofHours(2)))
        .isEqualTo(at("2026-11-22T05:00"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"9", "9-25", "12-9", "9-12, 11-13", "morning", "9-12-13", "09:60-10:00"})
  void whatIsNoSpanIsRefused(String day) {
    assertThat(Week.parse(List.of(day, "", "", "", "", "", ""))).isEmpty();
  }

  @Test
  void isWrittenAsItIsRead() {
    var week = Week.parse(List.of("9-12,13.30 – 24:00", "", "", "", "", "", "")).orElseThrow();

    assertThat(week.written().getFirst()).isEqualTo("09:00-12:00, 13:30-24:00");
    assertThat(Week.parse(week.written())).contains(week);
  }
}
