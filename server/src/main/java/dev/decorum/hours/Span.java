package dev.decorum.hours;

import dev.decorum.hours.HoursUnreadable.Reason;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A stretch of work by the clock, to the minute.
///
/// @param from when it begins
/// @param to when it ends: on the same day, at its very end where this is midnight, and on the next
///   day where it is before `from`
public record Span(LocalTime from, LocalTime to) {

  private static final int DAY = 24 * 60;
  private static final int LONGEST_NIGHT = 12 * 60;

  private static final Pattern WRITTEN =
      Pattern.compile("(\\d{1,2})(?:[:.](\\d{2}))?\\s*[-–]\\s*(\\d{1,2})(?:[:.](\\d{2}))?");

  public Span {
    int length = (minute(to) - minute(from) + DAY) % DAY;
    boolean night = to.isBefore(from) && !to.equals(LocalTime.MIDNIGHT);
    if (length == 0 && !to.equals(LocalTime.MIDNIGHT)) {
      throw new HoursUnreadable(0, Reason.NO_SPAN);
    }
    if (night && length > LONGEST_NIGHT) {
      throw new HoursUnreadable(0, Reason.TOO_LONG_A_NIGHT);
    }
  }

  /// The spans of a day as people write them: `9-12, 13:00-17:30`, `22-6` for a night. The first
  /// begins first; none for a text without any.
  ///
  /// @throws HoursUnreadable with day 0
  public static List<Span> parse(String day) {
    var spans = new ArrayList<Span>();
    int free = 0;
    for (var text : day.split("[,;]")) {
      if (text.isBlank()) continue;
      var span = one(text.strip());
      if (minute(span.from) < free) throw new HoursUnreadable(0, Reason.OVERLAP);
      // Nothing can follow a night on its day.
      free = span.overMidnight() ? DAY : span.end();
      spans.add(span);
    }
    return List.copyOf(spans);
  }

  private static Span one(String text) {
    var found = WRITTEN.matcher(text);
    if (!found.matches()) throw new HoursUnreadable(0, Reason.NO_SPAN);
    try {
      var to = time(found.group(3), found.group(4));
      return new Span(time(found.group(1), found.group(2)), to);
    } catch (DateTimeException noTime) {
      throw new HoursUnreadable(0, Reason.NO_SPAN);
    }
  }

  private static LocalTime time(String hour, @Nullable String minute) {
    int minutes = minute == null ? 0 : Integer.parseInt(minute);
    int hours = Integer.parseInt(hour);
    return LocalTime.of(hours == 24 && minutes == 0 ? 0 : hours, minutes);
  }

  /// As [#parse] reads it.
  public static String written(List<Span> day) {
    return day.stream().map(Span::toString).collect(Collectors.joining(", "));
  }

  /// Whether it ends on the day after the one on which it begins.
  public boolean overMidnight() {
    return end() < minute(from);
  }

  /// As long as this is where no clocks change.
  public Duration length() {
    return Duration.ofMinutes(end() - minute(from) + (overMidnight() ? DAY : 0));
  }

  @Override
  public String toString() {
    return from + "-" + (to.equals(LocalTime.MIDNIGHT) ? "24:00" : to);
  }

  private int end() {
    return to.equals(LocalTime.MIDNIGHT) ? DAY : minute(to);
  }

  private static int minute(LocalTime time) {
    return time.getHour() * 60 + time.getMinute();
  }
}
