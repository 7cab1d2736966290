package dev.decorum.sla;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.hours.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/// Clocks against a model that does no sums: somebody sits through ten days minute by minute, with
/// a stopwatch for each clock, and looks whether the office is open.
class ClockPropertiesTests {

  private static final int MINUTES = 10 * 24 * 60;
  private static final Set<ClockKind> RESPONSES =
      Set.of(ClockKind.FIRST_RESPONSE, ClockKind.NEXT_RESPONSE);

  /// Clocks change there in the middle of the ten days, twice of the four.
  private static final Map<String, LocalDate> FIRST_DAYS =
      Map.of(
          "office", LocalDate.parse("2026-12-21"),
          "shop", LocalDate.parse("2026-04-28"),
          "night", LocalDate.parse("2026-10-21"),
          "yorknight", LocalDate.parse("2026-03-05"));

  private static final Map<String, BitSet> OPEN = new ConcurrentHashMap<>();

  /// At which minutes of the ten days the office is open, as its hours say of each.
  private static BitSet open(String place) {
    return OPEN.computeIfAbsent(
        place,
        _ -> {
          var hours = ClockExamples.hours(place).time();
          var minutes = new BitSet(MINUTES);
          var start = start(place);
          for (int i = 0; i < MINUTES; i++) {
            minutes.set(i, hours.open(start.plus(Duration.ofMinutes(i))));
          }
          return minutes;
        });
  }

  private static Instant start(String place) {
    return Objects.requireNonNull(FIRST_DAYS.get(place))
        .atStartOfDay(ClockExamples.hours(place).zone())
        .toInstant();
  }

  enum What {
    CLIENT,
    WE,
    WAIT,
    OPEN,
    RESOLVE
  }

  record Step(int minute, What what) {}

  record Written(
      ClockKind kind, Outcome.Result result, Instant at, Duration wall, Duration working) {}

  @Property(tries = 600)
  void clocksAreThoseOfSomebodyWithStopwatches(
      @ForAll("places") String place,
      @ForAll("targets") Map<ClockKind, Target> targets,
      @ForAll("steps") List<Step> steps) {
    var hours = ClockExamples.hours(place);
    var start = start(place);
    var terms = new Terms(hours.time(), targets);
    var model = new Model(terms, start, open(place));
    var clocks = Clocks.of(terms);

    int now = 0;
    for (var step : steps) {
      while (now < step.minute()) model.tick(now++);
      if (!model.take(step.what(), now)) continue;
      clocks = clocks.on(event(step.what(), start.plus(Duration.ofMinutes(now))));
    }
    while (now < MINUTES) model.tick(now++);
    clocks = clocks.on(new Event.Passed(start.plus(Duration.ofMinutes(now))));

    assertThat(
            clocks.outcomes().stream()
                .map(
                    one ->
                        new Written(one.kind(), one.result(), one.at(), one.wall(), one.working())))
        .containsExactlyInAnyOrderElementsOf(model.written);
  }

  @Property(tries = 300)
  void aPauseMovesWhatIsDueByAsMuchAsItTook(
      @ForAll("places") String place,
      @ForAll("lengths") Duration length,
      @ForAll("minutes") int begun,
      @ForAll("minutes") int paused,
      @ForAll("minutes") int resumed) {
    var moments = new ArrayList<>(List.of(begun, paused, resumed));
    moments.sort(Integer::compare);
    var hours = ClockExamples.hours(place);
    var start = start(place);
    var at = moments.stream().map(minute -> start.plus(Duration.ofMinutes(minute))).toList();
    var terms = new Terms(hours.time(), Map.of(ClockKind.RESOLUTION, Target.working(length)));
    var before = Clocks.of(terms).on(new Event.ClientWrote(at.get(0)));
    var due = before.running().getFirst().due();

    var after = before.on(new Event.Waits(at.get(1))).on(new Event.Opened(at.get(2)));

    var clock = after.running().getFirst();
    if (clock.missed()) {
      assertThat(clock.due()).isEqualTo(due);
    } else {
      assertThat(clock.used(terms.hours(), Objects.requireNonNull(clock.due()))).isEqualTo(length);
      assertThat(clock.due()).isAfterOrEqualTo(due);
    }
  }

  @Property(tries = 300)
  void anotherTargetMakesNothingLateInHindsight(
      @ForAll("places") String place,
      @ForAll("targets") Map<ClockKind, Target> first,
      @ForAll("targets") Map<ClockKind, Target> second,
      @ForAll("steps") List<Step> steps) {
    var hours = ClockExamples.hours(place);
    var start = start(place);
    var clocks = Clocks.of(new Terms(hours.time(), first));
    for (var step : steps) {
      clocks = clocks.on(event(step.what(), start.plus(Duration.ofMinutes(step.minute()))));
    }
    var now = start.plus(Duration.ofMinutes(MINUTES));
    clocks = clocks.on(new Event.Passed(now));

    var after = clocks.on(new Event.Retargeted(now, new Terms(hours.time(), second)));

    assertThat(after.on(new Event.Passed(now)).outcomes().stream())
        .filteredOn(one -> one.result() == Outcome.Result.MISSED)
        .containsExactlyElementsOf(
            clocks.outcomes().stream()
                .filter(one -> one.result() == Outcome.Result.MISSED)
                .toList());
    assertThat(after.running())
        .filteredOn(clock -> !clock.missed() && clock.runs())
        .allSatisfy(clock -> assertThat(clock.due()).isAfterOrEqualTo(now));
  }

  private static Event event(What what, Instant at) {
    return switch (what) {
      case CLIENT -> new Event.ClientWrote(at);
      case WE -> new Event.Answered(at, at);
      case WAIT -> new Event.Waits(at);
      case OPEN -> new Event.Opened(at);
      case RESOLVE -> new Event.Resolved(at);
    };
  }

  /// The model: stopwatches in minutes.
  private static final class Model {

    private final Terms terms;
    private final Instant start;
    private final BitSet openMinutes;
    private final Map<ClockKind, Stopwatch> running = new EnumMap<>(ClockKind.class);
    private final List<Written> written = new ArrayList<>();
    private What phase = What.OPEN;
    private boolean answered;

    private static final class Stopwatch {
      private int wall;
      private int working;
      private boolean rests;
      private boolean missed;
      private @Nullable Integer due;
    }

    Model(Terms terms, Instant start, BitSet openMinutes) {
      this.terms = terms;
      this.start = start;
      this.openMinutes = openMinutes;
    }

    /// @return false when the model does not know what that means
    boolean take(What what, int minute) {
      if (phase == What.RESOLVE && (what == What.OPEN || what == What.WAIT)) return false;
      switch (what) {
        case CLIENT -> {
          phase = What.OPEN;
          begin(answered ? ClockKind.NEXT_RESPONSE : ClockKind.FIRST_RESPONSE);
          begin(ClockKind.RESOLUTION);
        }
        case WE -> {
          answered = true;
          for (var kind : RESPONSES) done(kind, minute);
          done(ClockKind.UPDATE, minute);
          if (phase != What.RESOLVE) begin(ClockKind.UPDATE);
        }
        case WAIT, OPEN -> phase = what;
        case RESOLVE -> {
          phase = What.RESOLVE;
          done(ClockKind.RESOLUTION, minute);
          running.forEach((kind, one) -> write(kind, Outcome.Result.CANCELLED, minute, one));
          running.clear();
        }
      }
      for (var one : running.values()) {
        boolean rest = phase == What.WAIT;
        if (rest != one.rests) one.due = null;
        one.rests = rest;
      }
      return true;
    }

    private void begin(ClockKind kind) {
      boolean other =
          RESPONSES.contains(kind) && running.keySet().stream().anyMatch(RESPONSES::contains);
      if (terms.target(kind) != null && !other) running.putIfAbsent(kind, new Stopwatch());
    }

    private void done(ClockKind kind, int minute) {
      var one = running.remove(kind);
      if (one != null) {
        write(kind, one.missed ? Outcome.Result.LATE : Outcome.Result.MET, minute, one);
      }
    }

    private void write(ClockKind kind, Outcome.Result result, int minute, Stopwatch one) {
      written.add(
          new Written(
              kind,
              result,
              at(minute),
              Duration.ofMinutes(one.wall),
              Duration.ofMinutes(one.working)));
    }

    private Instant at(int minute) {
      return start.plus(Duration.ofMinutes(minute));
    }

    /// From this minute to the next.
    void tick(int minute) {
      boolean open = openMinutes.get(minute);
      running.forEach(
          (kind, one) -> {
            if (one.rests) return;
            var target = Objects.requireNonNull(terms.target(kind));
            boolean counts = open || !target.working();
            long used = target.working() ? one.working : one.wall;
            long length = target.length().toMinutes();
            if (one.due == null && used >= length && counts) one.due = minute;
            if (one.due != null && !one.missed) {
              one.missed = true;
              write(kind, Outcome.Result.MISSED, one.due, one);
            }
            one.wall++;
            if (open) one.working++;
            used = target.working() ? one.working : one.wall;
            if (one.due == null && used == length) one.due = minute + 1;
          });
    }
  }

  @Provide
  Arbitrary<String> places() {
    return Arbitraries.of(FIRST_DAYS.keySet());
  }

  @Provide
  Arbitrary<Integer> minutes() {
    return Arbitraries.integers().between(0, MINUTES - 1);
  }

  @Provide
  Arbitrary<Duration> lengths() {
    return Arbitraries.integers().between(1, 1_200).map(Duration::ofMinutes);
  }

  @Provide
  Arbitrary<Map<ClockKind, Target>> targets() {
    var target = Combinators.combine(lengths(), Arbitraries.of(true, false)).as(Target::new);
    return Arbitraries.maps(Arbitraries.of(ClockKind.class), target);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    var step = Combinators.combine(minutes(), Arbitraries.of(What.class)).as(Step::new);
    return step.list()
        .ofMaxSize(14)
        .map(
            list ->
                list.stream().sorted((a, b) -> Integer.compare(a.minute(), b.minute())).toList());
  }

  /// Around the clock there is no difference.
  @Property(tries = 50)
  void withoutHoursWorkingTimeIsTheWall(@ForAll("lengths") Duration length) {
    var at = Instant.parse("2026-11-23T09:00:00Z");
    for (var target : List.of(Target.wall(length), Target.working(length))) {
      var terms = new Terms(WorkingTime.ALWAYS, Map.of(ClockKind.FIRST_RESPONSE, target));
      assertThat(Clocks.of(terms).on(new Event.ClientWrote(at)).running().getFirst().due())
          .isEqualTo(at.plus(length));
    }
  }
}
