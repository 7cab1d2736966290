package dev.decorum.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// An invitation or an answer to one (RFC 5545), as lines for people: what, when, where, and what
/// else is said.
final class CalendarText {

  private static final int MAX_LENGTH = 100_000;

  private CalendarText() {}

  /// Of the first event; empty where there is none.
  static String of(String calendar) {
    String summary = "";
    String start = "";
    String end = "";
    String location = "";
    String description = "";
    boolean event = false;
    for (String line : lines(calendar)) {
      int colon = colon(line);
      if (colon < 0) {
        continue;
      }
      String name = line.substring(0, colon).toUpperCase(Locale.ROOT);
      String value = line.substring(colon + 1);
      int semicolon = name.indexOf(';');
      String parameters = semicolon < 0 ? "" : line.substring(semicolon, colon);
      switch (semicolon < 0 ? name : name.substring(0, semicolon)) {
        case "BEGIN" -> event |= value.strip().equalsIgnoreCase("VEVENT");
        case "SUMMARY" -> summary = event && summary.isEmpty() ? unescaped(value) : summary;
        case "DTSTART" -> start = event && start.isEmpty() ? time(value, parameters) : start;
        case "DTEND" -> end = event && end.isEmpty() ? time(value, parameters) : end;
        case "LOCATION" -> location = event && location.isEmpty() ? unescaped(value) : location;
        case "DESCRIPTION" ->
            description = event && description.isEmpty() ? unescaped(value) : description;
        default -> {
          // For programs.
        }
      }
    }
    var told = new ArrayList<String>();
    told.add(summary);
    told.add(end.isEmpty() ? start : start + " – " + end);
    told.add(location);
    told.add(description);
    told.removeIf(String::isBlank);
    return String.join("\n", told);
  }

  private static List<String> lines(String calendar) {
    String bounded = calendar.substring(0, Math.min(calendar.length(), MAX_LENGTH));
    return bounded.replace("\r", "").replace("\n ", "").replace("\n\t", "").lines().toList();
  }

  /// Of name and value, not one within quotes.
  private static int colon(String line) {
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      quoted ^= c == '"';
      if (c == ':' && !quoted) {
        return i;
      }
    }
    return -1;
  }

  /// `20260303T101500Z` as `2026-03-03 10:15 UTC`; what is no time stays as it is.
  private static String time(String value, String parameters) {
    String plain = value.strip();
    if (plain.length() < 8 || !plain.substring(0, 8).chars().allMatch(Character::isDigit)) {
      return plain;
    }
    String date = plain.substring(0, 4) + "-" + plain.substring(4, 6) + "-" + plain.substring(6, 8);
    if (plain.length() < 13 || plain.charAt(8) != 'T') {
      return date;
    }
    String time = date + " " + plain.substring(9, 11) + ":" + plain.substring(11, 13);
    return plain.endsWith("Z") ? time + " UTC" : time + zone(parameters);
  }

  private static String zone(String parameters) {
    int start = parameters.toUpperCase(Locale.ROOT).indexOf("TZID=");
    if (start < 0) {
      return "";
    }
    int end = parameters.indexOf(';', start);
    return " "
        + parameters.substring(start + 5, end < 0 ? parameters.length() : end).replace("\"", "");
  }

  private static String unescaped(String value) {
    var out = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' && i + 1 < value.length()) {
        i++;
        char escaped = value.charAt(i);
        out.append(escaped == 'n' || escaped == 'N' ? '\n' : escaped);
      } else {
        out.append(c);
      }
    }
    return out.toString().strip();
  }
}
