package dev.decorum.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads times of the story as they are seen from today, so that it always happened lately.
///
/// - `25 minutes ago`
/// - `3 days ago, 10:42`: working days, since people at Brightwater rest at weekends
/// - `in 2 days, 09:00`: likewise
///
/// In texts `{in 2 days}` stands for that date.
record StoryTime(Instant now, ZoneId zone) {

  private static final Pattern MINUTES = Pattern.compile("(\\d+) minutes ago");
  private static final Pattern DAYS =
      Pattern.compile("(?:in )?(\\d+) days?( ago)?, (\\d\\d:\\d\\d)");

  private static final Pattern DATE = Pattern.compile("\\{in (\\d+) days}");
  private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("d MMMM", Locale.UK);

  Instant of(String text) {
    Matcher minutes = MINUTES.matcher(text);
    if (minutes.matches()) {
      return now.minus(Duration.ofMinutes(Long.parseLong(minutes.group(1))))
          .truncatedTo(ChronoUnit.SECONDS);
    }
    Matcher days = DAYS.matcher(text);
    if (!days.matches()) {
      throw new IllegalArgumentException("no time of the story: " + text);
    }
    int number = Integer.parseInt(days.group(1));
    LocalDate day = workingDay(days.group(2) == null ? number : -number);
    return day.atTime(LocalTime.parse(days.group(3))).atZone(zone).toInstant();
  }

  LocalDate dayOf(String text) {
    return LocalDate.ofInstant(of(text), zone);
  }

  /// The text with its dates written out.
  String dated(String text) {
    return DATE.matcher(text)
        .replaceAll(date -> WRITTEN.format(workingDay(Integer.parseInt(date.group(1)))));
  }

  private LocalDate workingDay(int away) {
    LocalDate day = LocalDate.ofInstant(now, zone);
    for (int left = Math.abs(away); left > 0; ) {
      day = day.plusDays(Integer.signum(away));
      if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
        left--;
      }
    }
    return day;
  }
}
