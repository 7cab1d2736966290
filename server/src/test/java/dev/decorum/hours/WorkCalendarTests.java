package dev.decorum.hours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.hours.WorkCalendar.Day;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkCalendarTests {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Week WEEK =
      Week.parse(List.of("9-17", "9-17", "9-17", "9-17", "9-17", "", ""));

  @Test
  void aHolidayInTheMiddleIsSkipped() {
    var office = new WorkCalendar(BERLIN, WEEK, "de-by", Map.of()).time();

    // Tuesday 16:00; Wednesday is Epiphany: one hour on Tuesday, three on Thursday.
    assertThat(office.after(at("2027-01-05T16:00"), Duration.ofHours(4)))
        .isEqualTo(at("2027-01-07T12:00"));
  }

  @Test
  void aHolidayCanBeWorkedAndADayOffBeTaken() {
    var days =
        Map.of(
            LocalDate.parse("2027-01-06"), new Day("Stocktaking", Span.parse("8-12")),
            LocalDate.parse("2027-01-07"), new Day("Moving house", List.of()));
    var office = new WorkCalendar(BERLIN, WEEK, "de-by", days).time();

    assertThat(office.between(at("2027-01-06T00:00"), at("2027-01-08T00:00")))
        .isEqualTo(Duration.ofHours(4));
  }

  @Test
  void withoutACountryNoHolidayIsKept() {
    var office = new WorkCalendar(BERLIN, WEEK, null, Map.of()).time();

    assertThat(office.open(at("2026-12-25T10:00"))).isTrue();
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
  }
}
