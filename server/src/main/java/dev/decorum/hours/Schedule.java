package dev.decorum.hours;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A week with its special days, on the clocks of a zone.
///
/// A special day is one from midnight to midnight: its own hours take the place of everything else
/// on it, the morning part of the night before included.
///
/// A span runs from the first moment at which the clocks of that day have reached its beginning to
/// the first at which they have reached its end. So an hour that clocks skip is nobody's, an hour
/// that they show twice is worked twice by who works through it, and who ends within it ends when
/// the clocks show the end first.
public final class Schedule implements WorkingTime {

  /// Who works an hour a week is through with the longest target before that.
  private static final int FARTHEST_DAYS = 3_660;

  private final Week week;
  private final ZoneId zone;
  private final Function<LocalDate, Optional<List<Span>>> special;

  /// @param special the hours of a day that is not as its weekday is; an empty list for a day off
  public Schedule(Week week, ZoneId zone, Function<LocalDate, Optional<List<Span>>> special) {
    this.week = week;
    this.zone = zone;
    this.special = special;
  }

  /// The same each week.
  public Schedule(Week week, ZoneId zone) {
    this(week, zone, _ -> Optional.empty());
  }

  private record Stretch(Instant from, Instant to) {

    Duration within(Instant begin, Instant end) {
      var first = from.isBefore(begin) ? begin : from;
      var last = to.isAfter(end) ? end : to;
      return last.isAfter(first) ? Duration.between(first, last) : Duration.ZERO;
    }
  }

  @Override
  public boolean open(Instant at) {
    var day = LocalDate.ofInstant(at, zone);
    // Clocks that go back over midnight show the day before once more.
    for (var one : List.of(day, day.plusDays(1))) {
      for (var stretch : stretches(one)) {
        if (!at.isBefore(stretch.from()) && at.isBefore(stretch.to())) return true;
      }
    }
    return false;
  }

  @Override
  public Instant opens(Instant at) {
    return after(at, Duration.ZERO);
  }

  @Override
  public Instant after(Instant from, Duration work) {
    if (work.isNegative()) throw new IllegalArgumentException("negative working time");
    var left = work;
    var day = LocalDate.ofInstant(from, zone);
    for (int idle = 0; idle < FARTHEST_DAYS; idle++, day = day.plusDays(1)) {
      for (var stretch : stretches(day)) {
        if (!stretch.to().isAfter(from)) continue;
        var start = stretch.from().isBefore(from) ? from : stretch.from();
        var length = Duration.between(start, stretch.to());
        if (left.compareTo(length) < 0 || left.equals(length)) return start.plus(left);
        left = left.minus(length);
        idle = 0;
      }
    }
    throw new NoWorkingTime();
  }

  @Override
  public Duration between(Instant from, Instant to) {
    var sum = Duration.ZERO;
    var last = LocalDate.ofInstant(to, zone).plusDays(1);
    for (var day = LocalDate.ofInstant(from, zone); !day.isAfter(last); day = day.plusDays(1)) {
      for (var stretch : stretches(day)) sum = sum.plus(stretch.within(from, to));
    }
    return sum;
  }

  /// What is worked between the midnights of a day, in order.
  private List<Stretch> stretches(LocalDate day) {
    var stretches = new ArrayList<Stretch>();
    var own = special.apply(day);
    if (own.isEmpty()) {
      var before = hours(day.minusDays(1));
      if (!before.isEmpty() && before.getLast().overMidnight()) {
        add(stretches, day.atStartOfDay(), day.atTime(before.getLast().to()));
      }
    }
    for (var span : own.orElseGet(() -> week.of(day.getDayOfWeek()))) {
      boolean toTheEnd = !span.to().isAfter(span.from());
      add(
          stretches,
          day.atTime(span.from()),
          toTheEnd ? day.plusDays(1).atStartOfDay() : day.atTime(span.to()));
    }
    return stretches;
  }

  private List<Span> hours(LocalDate day) {
    return special.apply(day).orElseGet(() -> week.of(day.getDayOfWeek()));
  }

  private void add(List<Stretch> stretches, LocalDateTime from, LocalDateTime to) {
    var begin = reached(from);
    var end = reached(to);
    // The night of a special day may run into hours of the next: they count once.
    if (!stretches.isEmpty() && begin.isBefore(stretches.getLast().to())) {
      begin = stretches.getLast().to();
    }
    if (end.isAfter(begin)) stretches.add(new Stretch(begin, end));
  }

  /// The first moment at which the clocks show this or a later time.
  private Instant reached(LocalDateTime local) {
    var rules = zone.getRules();
    var change = rules.getTransition(local);
    if (change != null && change.isGap()) return change.getInstant();
    return local.toInstant(rules.getValidOffsets(local).getFirst());
  }
}
