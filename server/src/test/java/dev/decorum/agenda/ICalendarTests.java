package dev.decorum.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Calendars as RFC 5545 has them.
class ICalendarTests {

  private static final Instant NOW = Instant.parse("2026-11-22T19:00:00.123456Z");
  private static final URI URL = URI.create("https://desk.example.com/promises/12");

  private static String of(String summary) {
    var calendar = new ICalendar(NOW);
    calendar.add(
        "promises-12@desk.example.com", Instant.parse("2026-12-01T08:30:00Z"), summary, URL);
    return calendar.end();
  }

  @Test
  void holdsEachItemWithItsMomentInUtc() {
    assertThat(List.of(of("Promised, no. 12").split("\r\n")))
        .containsSubsequence(
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "METHOD:PUBLISH",
            "BEGIN:VEVENT",
            "UID:promises-12@desk.example.com",
            "DTSTAMP:20261122T190000Z",
            "DTSTART:20261201T083000Z",
            "SUMMARY:Promised\\, no. 12",
            "URL:https://desk.example.com/promises/12",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
            "END:VCALENDAR");
    assertThat(of("x")).endsWith("END:VCALENDAR\r\n").doesNotContainPattern("[^\r]\n");
  }

  @Test
  void escapesWhatHasAMeaningInIt() {
    assertThat(of("a;b,c\\d\nEND:VCALENDAR"))
        .contains("SUMMARY:a\\;b\\,c\\\\d\\nEND:VCALENDAR\r\n");
  }

  @Test
  void foldsLongLinesAtSeventyFiveOctetsAndTakesNoCharacterApart() {
    var summary = "\u00e4\ud83d\ude80\u6f22".repeat(40);

    var lines = List.of(of(summary).split("\r\n"));

    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75));
    assertThat(String.join("\r\n", lines).replace("\r\n ", "")).contains("SUMMARY:" + summary);
  }
}
