package dev.decorum.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.MessageSource;

/// A point in time as a page shows it.
///
/// @param datetime for the attribute of a `time` element
/// @param text short: relative within a day, a date beyond
/// @param title in full, with the zone named
public record Moment(String datetime, String text, String title) {

  // A page shows dozens of times; reading a pattern and looking up a zone's name cost more than
  // all the rest of writing one.
  private static final DateTimeFormatter IN_FULL =
      DateTimeFormatter.ofPattern("EEEE d MMMM yyyy, HH:mm");
  private static final DateTimeFormatter THIS_YEAR = DateTimeFormatter.ofPattern("d MMM, HH:mm");
  private static final DateTimeFormatter EARLIER = DateTimeFormatter.ofPattern("d MMM yyyy");
  private static final Map<ZoneId, Map<Locale, String>> ZONES = new ConcurrentHashMap<>();

  static Moment of(Instant instant, Instant now, ZoneId zone, Locale locale, MessageSource words) {
    ZonedDateTime local = instant.atZone(zone);
    String title = IN_FULL.withLocale(locale).format(local) + " (" + name(zone, locale) + ")";
    return new Moment(instant.toString(), text(local, now.atZone(zone), locale, words), title);
  }

  private static String text(
      ZonedDateTime local, ZonedDateTime now, Locale locale, MessageSource words) {
    Duration away = Duration.between(local, now);
    long minutes = away.abs().toMinutes();
    boolean past = !away.isNegative();
    if (minutes < 1) {
      return words.getMessage("web.time.now", null, locale);
    }
    if (minutes < 60) {
      return words.getMessage(
          past ? "web.time.minutes_ago" : "web.time.in_minutes", new Object[] {minutes}, locale);
    }
    if (minutes < 24 * 60) {
      return words.getMessage(
          past ? "web.time.hours_ago" : "web.time.in_hours", new Object[] {minutes / 60}, locale);
    }
    return (local.getYear() == now.getYear() ? THIS_YEAR : EARLIER)
        .withLocale(locale)
        .format(local);
  }

  /// What people call a zone, such as `Central European Time`.
  static String name(ZoneId zone, Locale locale) {
    return ZONES
        .computeIfAbsent(zone, _ -> new ConcurrentHashMap<>())
        .computeIfAbsent(
            locale,
            language ->
                zone.normalized().equals(ZoneOffset.UTC)
                    ? "UTC"
                    : zone.getDisplayName(TextStyle.FULL, language));
  }
}
