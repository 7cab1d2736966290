package dev.decorum.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTests {

  private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
  private static final WorkingTime OFFICE =
      schedule("9-12, 13:00-17:30", "9-12, 13-17", "9-12, 13-17", "9-12, 13-17", "9-15", "", "");

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

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T10:00, 2026-11-23T11:30, PT1H30M",
    "2026-11-23T11:00, 2026-11-23T14:00, PT2H",
    "2026-11-20T14:00, 2026-11-23T09:50, PT1H50M",
    "2026-11-21T10:00, 2026-11-22T10:00, PT0S",
    "2026-11-23T11:00, 2026-11-23T10:00, PT0S",
  })
  void sumsOfficeHoursOnly(String from, String to, Duration work) {
    assertThat(OFFICE.between(at(from), at(to))).isEqualTo(work);
  }

  @Test
  void aDayOnWhichClocksChangeIsAsLongAsItIs() {
    var sundays = schedule("", "", "", "", "", "", "0-24");

    // The last Sunday of October has 25 hours, the last of March 23.
    assertThat(sundays.after(at("2026-10-25T00:00"), Duration.ofHours(25)))
        .isEqualTo(at("2026-10-26T00:00"));
    assertThat(sundays.between(at("2026-03-29T00:00"), at("2026-03-30T00:00")))
        .isEqualTo(Duration.ofHours(23));
  }

  @Test
  void whatEndsInAnHourThatIsSkippedEndsWhenItIs() {
    var early = schedule("", "", "", "", "", "", "1-2:30");

    assertThat(early.between(at("2026-03-29T00:00"), at("2026-03-29T12:00")))
        .isEqualTo(Duration.ofHours(1));
  }

  @Test
  void whatEndsInAnHourThatIsShownTwiceEndsTheFirstTime() {
    var early = schedule("", "", "", "", "", "", "1-2:30");

    assertThat(early.between(at("2026-10-25T00:00"), at("2026-10-25T12:00")))
        .isEqualTo(Duration.ofMinutes(90));
  }

  @Test
  void aNightGoesOnInTheMorning() {
    var nights = schedule("22-6", "", "", "", "", "", "");

    assertThat(nights.open(at("2026-11-24T05:59"))).isTrue();
    assertThat(nights.open(at("2026-11-24T06:00"))).isFalse();
    assertThat(nights.open(at("2026-11-23T05:59"))).isFalse();
    assertThat(nights.after(at("2026-11-23T23:00"), Duration.ofHours(2)))
        .isEqualTo(at("2026-11-24T01:00"));
  }

  @Test
  void aDayOffIsOffFromMidnightToMidnight() {
    var off = LocalDate.parse("2026-11-24");
    var nights =
        new Schedule(
            Week.parse(List.of("22-6", "22-6", "22-6", "", "", "", "")),
            VIENNA,
            day -> day.equals(off) ? Optional.of(List.of()) : Optional.empty());

    assertThat(nights.between(at("2026-11-23T20:00"), at("2026-11-25T20:00")))
        .isEqualTo(Duration.ofHours(2));
    assertThat(nights.opens(at("2026-11-24T00:00"))).isEqualTo(at("2026-11-25T22:00"));
  }

  @Test
  void aSpecialDayHasItsOwnHours() {
    var eve = LocalDate.parse("2026-12-24");
    var office =
        new Schedule(
            Week.parse(List.of("9-17", "9-17", "9-17", "9-17", "9-17", "", "")),
            VIENNA,
            day -> day.equals(eve) ? Optional.of(Span.parse("10-12")) : Optional.empty());

    assertThat(office.between(at("2026-12-24T00:00"), at("2026-12-25T00:00")))
        .isEqualTo(Duration.ofHours(2));
  }

  /// Samoa had no 30 December 2011.
  @Test
  void nobodyWorksOnADayThatThereIsNot() {
    var apia = new Schedule(Week.parse(Collections.nCopies(7, "9-17")), ZoneId.of("Pacific/Apia"));
    var thursday = Instant.parse("2011-12-29T10:00:00Z");

    assertThat(apia.between(thursday, thursday.plus(Duration.ofDays(2))))
        .isEqualTo(Duration.ofHours(16));
  }

  @Test
  void nothingIsDueWhereNobodyWorks() {
    var never = new Schedule(Week.EMPTY, VIENNA);

    assertThatThrownBy(() -> never.opens(at("2026-11-23T10:00"))).isInstanceOf(NoWorkingTime.class);
    assertThat(never.between(at("2026-11-23T10:00"), at("2027-11-23T10:00"))).isZero();
  }

  private static Schedule schedule(String... days) {
    return new Schedule(Week.parse(List.of(days)), VIENNA);
  }
}
