package dev.decorum.agenda;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// A calendar as RFC 5545 has it: lines that end with CR LF and are folded at 75 octets, times in
/// UTC.
final class ICalendar {

  private static final int LONGEST_LINE = 75;
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final StringBuilder out = new StringBuilder();
  private final Instant now;

  /// @param now when it was asked for
  ICalendar(Instant now) {
    this.now = now;
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Decorum//Agenda//EN");
    line("CALSCALE:GREGORIAN");
    line("METHOD:PUBLISH");
    // How often to ask again: RFC 7986, and what older programs know.
    line("REFRESH-INTERVAL;VALUE=DURATION:PT15M");
    line("X-PUBLISHED-TTL:PT15M");
  }

  /// A moment at which something is due. It keeps nobody busy: whoever looks for a free hour may
  /// find this one.
  ///
  /// @param uid the same each time, and no other installation's
  void add(String uid, Instant at, String summary, URI url) {
    line("BEGIN:VEVENT");
    line("UID:" + text(uid));
    line("DTSTAMP:" + UTC.format(now));
    line("DTSTART:" + UTC.format(at));
    line("SUMMARY:" + text(summary));
    line("URL:" + url);
    line("TRANSP:TRANSPARENT");
    line("CLASS:PRIVATE");
    line("END:VEVENT");
  }

  /// All of it.
  String end() {
    line("END:VCALENDAR");
    return out.toString();
  }

  private static String text(String value) {
    return value
        .replace("\\", "\\\\")
        .replace(";", "\\;")
        .replace(",", "\\,")
        .replaceAll("\\R", "\\\\n");
  }

  /// No character is taken apart: a line is broken before the one that would not fit.
  private void line(String line) {
    int octets = 0;
    for (int i = 0; i < line.length(); ) {
      int character = line.codePointAt(i);
      var letter = Character.toString(character);
      int length = letter.getBytes(StandardCharsets.UTF_8).length;
      if (octets + length > LONGEST_LINE) {
        out.append("\r\n ");
        octets = 1;
      }
      out.append(letter);
      octets += length;
      i += Character.charCount(character);
    }
    out.append("\r\n");
  }
}
