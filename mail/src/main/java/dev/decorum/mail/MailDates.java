package dev.decorum.mail;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Dates of headers: RFC 5322, its obsolete forms, ISO 8601, and what else is common.
final class MailDates {

  private static final List<String> MONTHS =
      Phrases.list(
          """
          jan | feb | mar | apr | may | jun | jul | aug | sep | oct | nov | dec
          """);

  private static final Map<String, Integer> ZONES =
      Map.of(
          "est", -5, "edt", -4, "cst", -6, "cdt", -5, "mst", -7, "mdt", -6, "pst", -8, "pdt", -7,
          "cet", 1, "cest", 2);

  private MailDates() {}

  static @Nullable OffsetDateTime read(String header) {
    try {
      return iso(header) ? OffsetDateTime.parse(header.strip()) : parsed(withoutComments(header));
    } catch (DateTimeException noDate) {
      return null;
    }
  }

  private static boolean iso(String header) {
    return header.length() > 10 && header.charAt(4) == '-' && header.charAt(10) == 'T';
  }

  private static String withoutComments(String header) {
    int comment = header.indexOf('(');
    return comment < 0 ? header : header.substring(0, comment);
  }

  private static @Nullable OffsetDateTime parsed(String header) {
    int day = -1;
    int month = -1;
    int year = -1;
    int[] time = null;
    ZoneOffset zone = ZoneOffset.UTC;
    for (String word :
        Characters.words(header.replace(',', ' ').replace("-", " -").replace("+", " +"))) {
      String text = word.toLowerCase(Locale.ROOT);
      boolean signed = text.startsWith("-") || text.startsWith("+");
      int number = number(text);
      if (text.indexOf(':') > 0) {
        time = time(text);
      } else if (signed && time != null) {
        zone = offset(text);
      } else if (monthOf(signed ? text.substring(1) : text) >= 0) {
        month = monthOf(signed ? text.substring(1) : text);
      } else if (number >= 0 && day < 0 && number <= 31) {
        day = number;
      } else if (year < 0 && (number >= 0 || (signed && number(text.substring(1)) >= 0))) {
        year = year(signed ? number(text.substring(1)) : number);
      } else if (time != null && ZONES.containsKey(text)) {
        zone = ZoneOffset.ofHours(ZONES.getOrDefault(text, 0));
      }
    }
    if (day < 1 || month < 0 || year < 1970 || year > 9999) {
      return null;
    }
    int[] clock = time == null ? new int[3] : time;
    return OffsetDateTime.of(
        year, month + 1, day, clock[0], clock[1], Math.min(clock[2], 59), 0, zone);
  }

  private static int year(int written) {
    if (written < 50) {
      return 2000 + written;
    }
    return written < 1000 ? 1900 + written : written;
  }

  private static int monthOf(String word) {
    return word.length() < 3 ? -1 : MONTHS.indexOf(word.substring(0, 3));
  }

  private static int number(String word) {
    return !word.isEmpty() && word.length() <= 5 && word.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Integer.parseInt(word)
        : -1;
  }

  private static int[] time(String word) {
    String[] parts = word.split(":", 4);
    int[] time = new int[3];
    for (int i = 0; i < Math.min(parts.length, 3); i++) {
      time[i] = Math.max(0, number(parts[i]));
    }
    return time;
  }

  private static ZoneOffset offset(String word) {
    String digits = word.substring(1).replace(":", "");
    int number = number(digits);
    if (number < 0) {
      return ZoneOffset.UTC;
    }
    int minutes = number / 100 * 60 + number % 100;
    return minutes > 18 * 60
        ? ZoneOffset.UTC
        : ZoneOffset.ofTotalSeconds((word.charAt(0) == '-' ? -60 : 60) * minutes);
  }
}
