package dev.decorum.sla;

import dev.decorum.hours.Week;
import dev.decorum.hours.WorkCalendar;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Hours and targets as `docs/clocks.md` names them.
final class ClockExamples {

  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId YORK = ZoneId.of("America/New_York");

  private static final Map<String, WorkCalendar> HOURS =
      Map.of(
          "office", hours(BERLIN, "de-by", "9-17:30", ""),
          "shop", hours(BERLIN, "de-by", "8-12, 13-17:30", "9-13"),
          "york", hours(YORK, "us", "9-17", ""),
          "night", nights(BERLIN),
          "yorknight", nights(YORK));

  private ClockExamples() {}

  static WorkCalendar hours(String name) {
    return Objects.requireNonNull(HOURS.get(name), name);
  }

  private static WorkCalendar hours(ZoneId zone, String holidays, String day, String saturday) {
    var week = Week.parse(List.of(day, day, day, day, day, saturday, ""));
    return new WorkCalendar(zone, week, holidays, Map.of());
  }

  private static WorkCalendar nights(ZoneId zone) {
    var night = "22-6";
    var week = Week.parse(List.of(night, night, night, night, night, night, night));
    return new WorkCalendar(zone, week, null, Map.of());
  }

  /// Such as `office first 4h resolution 24h wall`.
  static Terms terms(String written) {
    var words = written.strip().split(" +");
    var targets = new EnumMap<ClockKind, Target>(ClockKind.class);
    for (int i = 1; i < words.length; i++) {
      var kind = kind(words[i]);
      boolean wall = i + 2 < words.length && words[i + 2].equals("wall");
      targets.put(kind, new Target(duration(words[i + 1]), !wall));
      i += wall ? 2 : 1;
    }
    return new Terms(hours(words[0]).time(), targets);
  }

  static ClockKind kind(String word) {
    return switch (word) {
      case "first" -> ClockKind.FIRST_RESPONSE;
      case "next" -> ClockKind.NEXT_RESPONSE;
      case "update" -> ClockKind.UPDATE;
      case "resolution" -> ClockKind.RESOLUTION;
      default -> throw new IllegalArgumentException(word);
    };
  }

  /// Such as `1h30m`.
  static Duration duration(String written) {
    return Duration.parse("PT" + written);
  }
}
