package dev.decorum.promises;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.hours.Away;
import dev.decorum.hours.Schedule;
import dev.decorum.hours.Week;
import dev.decorum.hours.WorkingTime;
import dev.decorum.promises.Feasibility.Kept;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said about a promise before it is given. It is Friday, 20 November 2026, ten o'clock in
/// Berlin; work is from Monday to Friday, nine to five.
class FeasibilityTests {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NOW = at("2026-11-20T10:00");
  private static final WorkingTime HOURS =
      new Schedule(Week.parse(List.of("9-17", "9-17", "9-17", "9-17", "9-17", "", "")), BERLIN);
  private static final Due MONDAY = new Due.Day(LocalDate.parse("2026-11-23"));

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
  }

  private static Due minute(String local) {
    return new Due.Minute(at(local));
  }

  private static Due day(String date) {
    return new Due.Day(LocalDate.parse(date));
  }

  private static Advice advice(Due by, List<Away> away, List<Instant> due, List<Kept> kept) {
    return new Feasibility(NOW, BERLIN, HOURS, away, due, kept, null, 3).of(by);
  }

  private static Advice advice(Due by, Away... away) {
    return advice(by, List.of(away), List.of(), List.of());
  }

  private static Away away(String from, String until) {
    return new Away(at(from), at(until));
  }

  private static List<Instant> due(String local, int times) {
    return IntStream.range(0, times).mapToObj(_ -> at(local)).toList();
  }

  /// Promises that were kept, one a day, each given with two hours of work.
  private static List<Kept> kept(int... minutes) {
    var kept = new ArrayList<Kept>();
    for (int one : minutes) {
      kept.add(
          new Kept(
              at("2026-10-01T12:00").minus(Duration.ofDays(kept.size())),
              Duration.ofHours(2),
              Duration.ofMinutes(one)));
    }
    return kept;
  }

  // --- what is agreed

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T16:30, 4, outside",
    "2026-11-20T14:30, 4, ''",
    "2026-11-20T12:30, 4, shorter",
    "2026-11-23T10:00, 4, ''",
    "2026-11-20T11:00, , ''",
    "2026-11-21T11:00, 4, hours"
  })
  void isMeasuredByWhatIsAgreedWithTheClient(String by, @Nullable Integer shortest, String said) {
    var office = List.of("9-15", "9-15", "9-15", "9-15", "9-15", "", "");
    var agreed =
        new AgreedTerms.Terms(
            new Schedule(Week.parse(office), BERLIN),
            shortest == null ? null : Duration.ofHours(shortest));
    var due = minute(by);

    var doubts =
        new Feasibility(NOW, BERLIN, HOURS, List.of(), List.of(), List.of(), agreed, 3)
            .of(due)
            .doubts();

    switch (said) {
      case "outside" ->
          assertThat(doubts).containsExactly(new Doubt.OutsideAgreed(at("2026-11-23T09:00")));
      case "shorter" ->
          assertThat(doubts)
              .containsExactly(
                  new Doubt.ShorterThanAgreed(Duration.ofMinutes(150), Duration.ofHours(4)));
      case "hours" ->
          assertThat(doubts).containsExactly(new Doubt.OutsideHours(at("2026-11-23T09:00")));
      default -> assertThat(doubts).isEmpty();
    }
  }

  // --- working time

  @Test
  void inWorkingTimeNothingIsSaid() {
    assertThat(advice(minute("2026-11-23T15:00"))).isEqualTo(Advice.NONE);
    assertThat(advice(MONDAY)).isEqualTo(Advice.NONE);
    assertThat(advice(new Due.None())).isEqualTo(Advice.NONE);
  }

  @Test
  void whenWorkEndsIsInWorkingTime() {
    assertThat(advice(minute("2026-11-20T17:00"))).isEqualTo(Advice.NONE);
  }

  @Test
  void onFridayEveningWorkGoesOnOnMonday() {
    var advice = advice(minute("2026-11-20T18:00"));

    assertThat(advice.doubts()).containsExactly(new Doubt.OutsideHours(at("2026-11-23T09:00")));
    assertThat(advice.better()).isEqualTo(minute("2026-11-23T09:00"));
  }

  @Test
  void ofASaturdayMondayIsBetter() {
    var advice = advice(day("2026-11-21"));

    assertThat(advice.doubts()).containsExactly(new Doubt.OutsideHours(at("2026-11-23T09:00")));
    assertThat(advice.better()).isEqualTo(MONDAY);
  }

  @Test
  void someTimeBetweenTwoDaysNeedsOneOfThemAtWork() {
    var weekend = new Due.Range(LocalDate.parse("2026-11-21"), LocalDate.parse("2026-11-22"));
    var longer = new Due.Range(LocalDate.parse("2026-11-21"), LocalDate.parse("2026-11-23"));

    assertThat(advice(weekend).doubts()).hasSize(1);
    assertThat(advice(longer)).isEqualTo(Advice.NONE);
  }

  // --- absences

  @Test
  void whoIsAwayThatDayCannotKeepIt() {
    var advice = advice(MONDAY, away("2026-11-23T00:00", "2026-11-25T00:00"));

    assertThat(advice.doubts()).containsExactly(new Doubt.OwnerAway(at("2026-11-25T00:00")));
    assertThat(advice.better()).isEqualTo(day("2026-11-25"));
  }

  @Test
  void whoIsAwayForPartOfADayCanKeepItInTheRest() {
    var lunch = away("2026-11-23T11:00", "2026-11-23T14:00");

    assertThat(advice(MONDAY, lunch)).isEqualTo(Advice.NONE);
    assertThat(advice(minute("2026-11-23T12:00"), lunch).doubts())
        .containsExactly(new Doubt.OwnerAway(at("2026-11-23T14:00")));
    assertThat(advice(minute("2026-11-23T14:00"), lunch)).isEqualTo(Advice.NONE);
  }

  @Test
  void whoIsAwayAllTheTimeUntilThenCannotKeepIt() {
    var advice = advice(minute("2026-11-24T09:00"), away("2026-11-20T09:00", "2026-11-24T00:00"));

    assertThat(advice.doubts()).containsExactly(new Doubt.OwnerAway(at("2026-11-24T00:00")));
    assertThat(advice.better()).isEqualTo(minute("2026-11-25T09:00"));
  }

  @Test
  void nobodyWorksAtTheWeekendWhoeverIsAway() {
    var advice = advice(day("2026-11-21"), away("2026-11-21T00:00", "2026-11-22T00:00"));

    assertThat(advice.doubts()).singleElement().isInstanceOf(Doubt.OutsideHours.class);
  }

  // --- how much is due

  @Test
  void aDayIsFullByWhatTheOrganisationSaysWhileThereIsLittleToGoBy() {
    assertThat(advice(MONDAY, List.of(), due("2026-11-23T12:00", 2), List.of()))
        .isEqualTo(Advice.NONE);

    var advice = advice(MONDAY, List.of(), due("2026-11-23T12:00", 3), kept(10, 10));

    assertThat(advice.doubts()).containsExactly(new Doubt.FullDay(3, 3, false));
    assertThat(advice.better()).isEqualTo(day("2026-11-24"));
  }

  @Test
  void aDayIsFullByWhatOneHasKeptWhenThereIsEnoughOfIt() {
    var oneADay = kept(10, 10, 10, 10, 10, 10, 10, 10, 10, 10);

    assertThat(advice(MONDAY, List.of(), due("2026-11-23T12:00", 1), oneADay).doubts())
        .containsExactly(new Doubt.FullDay(1, 1, true));

    var twoADay = Stream.concat(oneADay.stream(), oneADay.stream()).toList();

    assertThat(advice(MONDAY, List.of(), due("2026-11-23T12:00", 1), twoADay))
        .isEqualTo(Advice.NONE);
  }

  @Test
  void anotherDayDoesNotFillThisOne() {
    assertThat(advice(MONDAY, List.of(), due("2026-11-24T12:00", 9), List.of()))
        .isEqualTo(Advice.NONE);
  }

  // --- how long it took

  @Test
  void shorterThanSuchPromisesTookIsDoubted() {
    var late = kept(30, 60, 60, 60, 90, 120, 120, 120, 240, 480);

    var advice = advice(minute("2026-11-20T13:00"), List.of(), List.of(), late);

    assertThat(advice.doubts())
        .containsExactly(
            new Doubt.TooSoon(
                Duration.ofHours(3), Duration.ofMinutes(90), Duration.ofMinutes(240), 10));
    assertThat(advice.better()).isEqualTo(minute("2026-11-23T13:00"));
  }

  @Test
  void ofFewPromisesNothingIsSaid() {
    assertThat(
            advice(
                minute("2026-11-20T13:00"),
                List.of(),
                List.of(),
                kept(480, 480, 480, 480, 480, 480, 480, 480, 480)))
        .isEqualTo(Advice.NONE);
  }

  @Test
  void promisesWithMoreTimeSayNothingAboutThoseWithLess() {
    var slow = kept(480, 480, 480, 480, 480, 480, 480, 480, 480, 480);

    assertThat(advice(minute("2026-11-20T11:00"), List.of(), List.of(), slow))
        .isEqualTo(Advice.NONE);
  }

  @Test
  void whereNothingIsBetterWithinThreeWeeksNoneIsNamed() {
    var advice = advice(MONDAY, away("2026-11-20T00:00", "2027-01-07T00:00"));

    assertThat(advice.doubts()).containsExactly(new Doubt.OwnerAway(at("2027-01-07T00:00")));
    assertThat(advice.better()).isNull();
  }
}
