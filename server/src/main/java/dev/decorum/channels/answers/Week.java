package dev.decorum.channels.answers;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Office hours that are the same each week, Monday first. A week without any is always open.
public record Week(List<List<Span>> days) {

  private static final int DAYS = 7;

  /// Who works an hour a week is through with the longest target before that.
  private static final int FARTHEST_DAYS = 3_660;

  private static final Pattern SPAN =
      Pattern.compile("(\\d{1,2})(?:[:.](\\d{2}))?\\s*[-–]\\s*(\\d{1,2})(?:[:.](\\d{2}))?");

  public static final Week ALWAYS = new Week(java.util.Collections.nCopies(DAYS, List.<Span>of()));

  public Week {
    if (days.size() != DAYS) throw new IllegalArgumentException("a week has seven days");
    days = days.stream().map(List::copyOf).toList();
  }

  /// A stretch of one day.
  ///
  /// @param to midnight means the end of the day
  public record Span(LocalTime from, LocalTime to) {

    @Override
    public String toString() {
      return from + "-" + (to.equals(LocalTime.MIDNIGHT) ? "24:00" : to);
    }

    private int end() {
      return to.equals(LocalTime.MIDNIGHT) ? 24 * 60 : minutes(to);
    }

    private int start() {
      return minutes(from);
    }

    private static int minutes(LocalTime time) {
      return time.getHour() * 60 + time.getMinute();
    }
  }

  /// The hours of seven days as people write them: `9-12, 13:00-17:30`; empty for a closed day.
  ///
  /// @return empty when one of them cannot be read, or its spans overlap
  public static Optional<Week> parse(List<String> days) {
    if (days.size() != DAYS) return Optional.empty();
    var week = new ArrayList<List<Span>>();
    for (var day : days) {
      var spans = spans(day);
      if (spans.isEmpty()) return Optional.empty();
      week.add(spans.get());
    }
    return Optional.of(new Week(week));
  }

  private static Optional<List<Span>> spans(String day) {
    var spans = new ArrayList<Span>();
    int last = 0;
    for (var text : day.split("[,;]")) {
      if (text.isBlank()) continue;
      var found = span(text.strip());
      if (found.isEmpty()) return Optional.empty();
      var span = found.get();
      if (span.start() < last || span.end() <= span.start()) return Optional.empty();
      last = span.end();
      spans.add(span);
    }
    return Optional.of(spans);
  }

  private static Optional<Span> span(String text) {
    var found = SPAN.matcher(text);
    if (!found.matches()) return Optional.empty();
    try {
      var to = time(found.group(3), found.group(4));
      return Optional.of(new Span(time(found.group(1), found.group(2)), to));
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }

  private static LocalTime time(String hour, @org.jspecify.annotations.Nullable String minute) {
    int minutes = minute == null ? 0 : Integer.parseInt(minute);
    int hours = Integer.parseInt(hour);
    return LocalTime.of(hours == 24 && minutes == 0 ? 0 : hours, minutes);
  }

  /// As [#parse] reads it.
  public List<String> written() {
    return days.stream()
        .map(day -> day.stream().map(Span::toString).collect(Collectors.joining(", ")))
        .toList();
  }

  public boolean always() {
    return days.stream().allMatch(List::isEmpty);
  }

  /// On the clocks of this zone.
  public OfficeTime in(ZoneId zone) {
    return always() ? new Always() : new Weekly(this, zone);
  }

  private List<Span> of(DayOfWeek day) {
    return days.get(day.getValue() - 1);
  }

  private record Always() implements OfficeTime {

    @Override
    public boolean open(Instant at) {
      return true;
    }

    @Override
    public Instant opens(Instant at) {
      return at;
    }

    @Override
    public Instant after(Instant from, Duration work) {
      return from.plus(work);
    }
  }

  private record Weekly(Week week, ZoneId zone) implements OfficeTime {

    /// A span of a certain day. Where clocks change it is longer or shorter than it looks.
    private record Stretch(Instant from, Instant to) {}

    @Override
    public boolean open(Instant at) {
      return stretches(LocalDate.ofInstant(at, zone)).stream()
          .anyMatch(one -> !at.isBefore(one.from()) && at.isBefore(one.to()));
    }

    @Override
    public Instant opens(Instant at) {
      return after(at, Duration.ZERO);
    }

    @Override
    public Instant after(Instant from, Duration work) {
      var left = work;
      var day = LocalDate.ofInstant(from, zone);
      for (int i = 0; i < FARTHEST_DAYS; i++) {
        for (var one : stretches(day.plusDays(i))) {
          if (!one.to().isAfter(from)) continue;
          var start = one.from().isBefore(from) ? from : one.from();
          var length = Duration.between(start, one.to());
          if (left.compareTo(length) < 0 || left.equals(length) && !left.isZero()) {
            return start.plus(left);
          }
          left = left.minus(length);
        }
      }
      return from.plus(work);
    }

    private List<Stretch> stretches(LocalDate day) {
      return week.of(day.getDayOfWeek()).stream()
          .map(
              span ->
                  new Stretch(
                      day.atTime(span.from()).atZone(zone).toInstant(),
                      (span.to().equals(LocalTime.MIDNIGHT)
                              ? day.plusDays(1).atStartOfDay(zone)
                              : day.atTime(span.to()).atZone(zone))
                          .toInstant()))
          .filter(one -> one.to().isAfter(one.from()))
          .toList();
    }
  }
}
