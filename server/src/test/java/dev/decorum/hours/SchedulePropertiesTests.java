package dev.decorum.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Sums with working time against a model that knows nothing of sums: it walks through the minutes
/// of two weeks and looks at a clock on the wall.
class SchedulePropertiesTests {

  private static final int MODEL_DAYS = 15;

  /// Each with a first day a few days before clocks change there, by an hour, half an hour or a
  /// day, at one, two or three o'clock, at midnight, and nowhere.
  private static final List<Place> PLACES =
      List.of(
          new Place("Europe/Berlin", "2026-03-24"),
          new Place("Europe/Berlin", "2026-10-20"),
          new Place("America/New_York", "2026-03-03"),
          new Place("America/New_York", "2026-10-27"),
          new Place("Australia/Lord_Howe", "2026-03-31"),
          new Place("Australia/Lord_Howe", "2026-09-29"),
          new Place("America/Sao_Paulo", "2018-10-30"),
          new Place("America/Sao_Paulo", "2019-02-12"),
          new Place("Africa/Cairo", "2026-04-21"),
          new Place("Atlantic/Azores", "2026-10-20"),
          new Place("Pacific/Apia", "2011-12-24"),
          new Place("Asia/Pyongyang", "2018-04-30"),
          new Place("Asia/Kathmandu", "2026-02-24"),
          new Place("UTC", "2028-02-25"));

  record Place(ZoneId zone, LocalDate first) {
    Place(String zone, String first) {
      this(ZoneId.of(zone), LocalDate.parse(first));
    }
  }

  /// @param special hours of days counted from the first
  record Hours(Week week, Map<Integer, List<Span>> special) {}

  @Property(tries = 400)
  void sumsAreThoseOfAClockOnTheWall(
      @ForAll("hours") Hours hours,
      @ForAll("places") Place place,
      @ForAll("minutes") int from,
      @ForAll("minutes") int to) {
    var start = place.first().atStartOfDay(place.zone()).toInstant();
    var open = minutesAtWork(hours, place, start);
    var schedule = schedule(hours, place);
    int first = Math.min(from, to);
    int last = Math.max(from, to);
    int worked = open.get(first, last).cardinality();

    assertThat(schedule.between(minute(start, first), minute(start, last)))
        .isEqualTo(Duration.ofMinutes(worked));
    assertThat(schedule.open(minute(start, first))).isEqualTo(open.get(first));
    if (worked > 0) {
      // Adding what was worked comes to the end of the last minute of it.
      int end = open.previousSetBit(last - 1) + 1;
      assertThat(schedule.after(minute(start, first), Duration.ofMinutes(worked)))
          .isEqualTo(minute(start, end));
    }
    int opens = open.nextSetBit(first);
    if (opens >= 0) {
      assertThat(schedule.opens(minute(start, first))).isEqualTo(minute(start, opens));
    }
  }

  @Property(tries = 200)
  void whatIsAddedIsBetween(
      @ForAll("hours") Hours hours,
      @ForAll("places") Place place,
      @ForAll("minutes") int from,
      @ForAll("works") Duration work) {
    var schedule = schedule(hours, place);
    var begin = minute(place.first().atStartOfDay(place.zone()).toInstant(), from).plusMillis(17);

    if (hours.week().isEmpty()) return;
    assertThat(schedule.between(begin, schedule.after(begin, work))).isEqualTo(work);
  }

  @Property(tries = 200)
  void partsMakeTheWhole(
      @ForAll("hours") Hours hours,
      @ForAll("places") Place place,
      @ForAll("minutes") int a,
      @ForAll("minutes") int b,
      @ForAll("minutes") int c) {
    var schedule = schedule(hours, place);
    var start = place.first().atStartOfDay(place.zone()).toInstant();
    var moments = new ArrayList<>(List.of(a, b, c));
    Collections.sort(moments);
    var first = minute(start, moments.get(0));
    var middle = minute(start, moments.get(1));
    var last = minute(start, moments.get(2));

    assertThat(schedule.between(first, middle).plus(schedule.between(middle, last)))
        .isEqualTo(schedule.between(first, last));
  }

  private static Schedule schedule(Hours hours, Place place) {
    return new Schedule(
        hours.week(),
        place.zone(),
        day ->
            Optional.ofNullable(
                hours.special().get((int) ChronoUnit.DAYS.between(place.first(), day))));
  }

  private static Instant minute(Instant start, int minute) {
    return start.plus(Duration.ofMinutes(minute));
  }

  /// The model: a clock that is never turned back (what it has shown it has shown) and a list of
  /// the minutes of each date at which somebody works.
  private static BitSet minutesAtWork(Hours hours, Place place, Instant start) {
    var work = new HashMap<LocalDate, BitSet>();
    for (int i = -1; i <= MODEL_DAYS; i++) {
      var day = place.first().plusDays(i);
      var special = hours.special().get(i);
      var spans = special != null ? special : hours.week().of(day.getDayOfWeek());
      for (var span : spans) {
        int from = span.from().toSecondOfDay() / 60;
        int to = span.to().toSecondOfDay() / 60;
        if (to > from) {
          on(work, day).set(from, to);
        } else {
          on(work, day).set(from, 24 * 60);
          if (!hours.special().containsKey(i + 1)) on(work, day.plusDays(1)).set(0, to);
        }
      }
    }
    var open = new BitSet();
    var shown = LocalDateTime.MIN;
    for (int minute = 0; minute < MODEL_DAYS * 24 * 60; minute++) {
      var now = LocalDateTime.ofInstant(minute(start, minute), place.zone());
      // Turned back, the hours that go on go on, and those that have ended have ended.
      boolean again = now.isBefore(shown);
      if (!again) shown = now;
      var clock = again ? shown : now;
      open.set(minute, on(work, clock.toLocalDate()).get(minuteOf(clock.toLocalTime())));
    }
    return open;
  }

  private static BitSet on(Map<LocalDate, BitSet> work, LocalDate day) {
    return work.computeIfAbsent(day, _ -> new BitSet());
  }

  private static int minuteOf(LocalTime time) {
    return time.toSecondOfDay() / 60;
  }

  @Provide
  Arbitrary<Integer> minutes() {
    return Arbitraries.integers().between(0, (MODEL_DAYS - 1) * 24 * 60);
  }

  @Provide
  Arbitrary<Duration> works() {
    return Arbitraries.longs().between(0, 40L * 24 * 3_600_000).map(Duration::ofMillis);
  }

  @Provide
  Arbitrary<Place> places() {
    return Arbitraries.of(PLACES);
  }

  @Provide
  Arbitrary<Hours> hours() {
    var specials =
        Arbitraries.maps(Arbitraries.integers().between(-1, MODEL_DAYS), days()).ofMaxSize(4);
    return Combinators.combine(weeks(), specials).as(Hours::new);
  }

  private Arbitrary<Week> weeks() {
    return days().list().ofSize(7).map(SchedulePropertiesTests::withoutOverlap);
  }

  private Arbitrary<List<Span>> days() {
    return Arbitraries.of(
            "",
            "",
            "9-17",
            "9-12, 13-17:30",
            "0-24",
            "22-6",
            "8:15-8:16",
            "0-2:30, 2:45-3",
            "1-3",
            "23-1",
            "20-8",
            "2:30-24",
            "0-1")
        .map(Span::parse);
  }

  private static Week withoutOverlap(List<List<Span>> days) {
    try {
      return new Week(days);
    } catch (HoursUnreadable overlap) {
      var fixed = new ArrayList<>(days);
      fixed.set(overlap.day(), List.of());
      return withoutOverlap(fixed);
    }
  }
}
