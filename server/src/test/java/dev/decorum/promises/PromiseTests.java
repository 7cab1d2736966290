package dev.decorum.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.decorum.clients.ClientId;
import dev.decorum.hours.Away;
import dev.decorum.staff.MemberId;
import dev.decorum.vault.KeyId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromiseTests {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");
  private static final Instant FRIDAY = Instant.parse("2026-11-27T09:00:00Z");
  private static final Instant SATURDAY = Instant.parse("2026-11-27T23:00:00Z");
  private static final Due BY_FRIDAY = new Due.Day(LocalDate.of(2026, 11, 27));
  private static final Due BY_NEXT_TUESDAY = new Due.Day(LocalDate.of(2026, 12, 1));

  private static Promise promise(Due due) {
    return Promise.given(
        new UUID(0, 1),
        new ClientId(new UUID(0, 2)),
        null,
        null,
        new KeyId(new UUID(0, 3)),
        "I will send the quote",
        new MemberId(new UUID(0, 4)),
        due,
        BERLIN,
        PromiseState.OPEN);
  }

  @Test
  void isOpenUntilItsDayThenDueAndOverdueWhenTheDayIsOverWhereItWasGiven() {
    var given = promise(BY_FRIDAY);

    assertThat(given.at(MONDAY).state()).isEqualTo(PromiseState.OPEN);
    assertThat(given.at(FRIDAY).state()).isEqualTo(PromiseState.DUE);
    assertThat(given.at(SATURDAY.minusSeconds(1)).state()).isEqualTo(PromiseState.DUE);
    assertThat(given.at(SATURDAY).state()).isEqualTo(PromiseState.OVERDUE);
  }

  @Test
  void isLookedAtWhenItsDayBeginsAndWhenItEndsAndNeverAgain() {
    var given = promise(BY_FRIDAY);

    assertThat(given.next(MONDAY)).isEqualTo("2026-11-26T23:00:00Z");
    assertThat(given.next(FRIDAY)).isEqualTo(SATURDAY);
    assertThat(given.next(SATURDAY)).isNull();
  }

  @Test
  void ofAMinuteIsDueAllThatDayAndOverdueAtThatMinute() {
    var given = promise(new Due.Minute(FRIDAY));

    assertThat(given.at(FRIDAY.minusSeconds(3600)).state()).isEqualTo(PromiseState.DUE);
    assertThat(given.at(FRIDAY).state()).isEqualTo(PromiseState.OVERDUE);
  }

  @Test
  void theDayOnWhichClocksChangeHasTwentyFiveHours() {
    var due = new Due.Day(LocalDate.of(2026, 10, 25));

    assertThat(due.begins(BERLIN)).isEqualTo("2026-10-24T22:00:00Z");
    assertThat(due.ends(BERLIN)).isEqualTo("2026-10-25T23:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "P1W, 2026-11-30, 3, 2026-12-21",
    "P2W, 2026-02-16, 1, 2026-03-02",
    "P1M, 2026-01-31, 1, 2026-02-28",
    "P1M, 2026-01-31, 2, 2026-03-31",
    "P3M, 2027-11-30, 1, 2028-02-29",
    "P1D, 2028-02-28, 2, 2028-03-01",
    "P1W, 2026-11-30/2026-12-01, 1, 2026-12-07/2026-12-08",
    "P1W, 2026-10-19T07:00:00Z, 1, 2026-10-26T08:00:00Z",
    "P1W, 2027-03-24T01:30:00Z, 0, 2027-03-24T01:30:00Z",
    "P1D, 2027-03-27T01:30:00Z, 1, 2027-03-28T01:30:00Z"
  })
  void comesAgainOnTheSameClocksAtTheSameHour(String rhythm, String first, int nth, String due) {
    assertThat(Rhythm.parse(rhythm).after(Due.parse(first), nth, BERLIN).text()).isEqualTo(due);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "P0W", "P1Y", "W1", "P100W", "PT1H", "P-1W", "P1w"})
  void whatIsNoRhythmIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Rhythm.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-27, 2026-11-26T23:00:00Z, 2026-11-27T23:00:00Z, true",
    "2026-11-27, 2026-11-26T23:00:00Z, 2026-11-27T22:59:59Z, false",
    "2026-11-27, 2026-11-27T08:00:00Z, 2026-11-30T23:00:00Z, false",
    "2026-11-27/2026-11-28, 2026-11-26T23:00:00Z, 2026-11-27T23:00:00Z, false",
    "2026-11-27/2026-11-28, 2026-11-25T23:00:00Z, 2026-11-29T23:00:00Z, true",
    "2026-11-27T09:00:00Z, 2026-11-27T08:00:00Z, 2026-11-27T10:00:00Z, true",
    "2026-11-27T09:00:00Z, 2026-11-27T09:00:00Z, 2026-11-27T10:00:00Z, false",
    "2026-11-27T09:00:00Z, 2026-11-27T08:00:00Z, 2026-11-27T09:00:00Z, false",
    "'', 2026-11-01T00:00:00Z, 2026-12-31T00:00:00Z, false"
  })
  void isAtRiskWhereItsOwnerIsAwayAtItsMomentOrOnAllItsDays(
      String due, Instant from, Instant until, boolean away) {
    var given = promise(Due.parse(due)).seen(List.of(new Away(from, until)));

    assertThat(given.at(MONDAY).state()).isEqualTo(away ? PromiseState.AT_RISK : PromiseState.OPEN);
    assertThat(given.seen(List.of()).at(MONDAY).state()).isEqualTo(PromiseState.OPEN);
  }

  @Test
  void withoutATimeIsOpenForEverAndKeptInTime() {
    var given = promise(new Due.None());

    assertThat(given.at(SATURDAY).state()).isEqualTo(PromiseState.OPEN);
    assertThat(given.next(MONDAY)).isNull();
    assertThat(given.kept(SATURDAY).state()).isEqualTo(PromiseState.KEPT);
  }

  @Test
  void isKeptLateOnceTheClientHasCountedOnIt() {
    assertThat(promise(BY_FRIDAY).kept(FRIDAY).state()).isEqualTo(PromiseState.KEPT);
    assertThat(promise(BY_FRIDAY).kept(SATURDAY).state()).isEqualTo(PromiseState.KEPT_LATE);
  }

  @Test
  void movedWithTheClientToldBeforehandIsRenegotiatedAndNotLate() {
    var moved = promise(BY_FRIDAY).moved(BY_NEXT_TUESDAY, true, FRIDAY);

    assertThat(moved.state()).isEqualTo(PromiseState.RENEGOTIATED);
    assertThat(moved.at(SATURDAY).state()).isEqualTo(PromiseState.RENEGOTIATED);
    assertThat(moved.kept(SATURDAY).state()).isEqualTo(PromiseState.KEPT);
  }

  @Test
  void movedAndToldAfterwardsIsNeitherRenegotiatedNorInTime() {
    var moved = promise(BY_FRIDAY).moved(BY_NEXT_TUESDAY, true, SATURDAY);

    assertThat(moved.state()).isEqualTo(PromiseState.OPEN);
    assertThat(moved.kept(SATURDAY.plusSeconds(60)).state()).isEqualTo(PromiseState.KEPT_LATE);
  }

  @Test
  void whoMovesADateInSilenceHasMovedNothing() {
    var moved = promise(BY_FRIDAY).moved(BY_NEXT_TUESDAY, false, FRIDAY);

    assertThat(moved.state()).isEqualTo(PromiseState.AT_RISK);
    assertThat(moved.next(FRIDAY)).isEqualTo(SATURDAY);
    assertThat(moved.at(SATURDAY).state()).isEqualTo(PromiseState.OVERDUE);
    assertThat(moved.kept(SATURDAY).state()).isEqualTo(PromiseState.KEPT_LATE);
  }

  @Test
  void sayingSoLaterButInTimeMakesItANewAgreement() {
    var moved = promise(BY_FRIDAY).moved(BY_NEXT_TUESDAY, false, MONDAY);

    var told = moved.moved(moved.due(), true, FRIDAY);

    assertThat(told.state()).isEqualTo(PromiseState.RENEGOTIATED);
    assertThat(told.kept(SATURDAY).state()).isEqualTo(PromiseState.KEPT);
  }

  @Test
  void tellingOfTheDateThatTheClientKnowsIsNoNewAgreement() {
    var told = promise(BY_FRIDAY).moved(BY_FRIDAY, true, MONDAY);

    assertThat(told).isEqualTo(promise(BY_FRIDAY));
  }

  @Test
  void theFirstTimeThatIsSetMovesNothing() {
    var dated = promise(new Due.None()).moved(BY_FRIDAY, false, MONDAY);

    assertThat(dated.state()).isEqualTo(PromiseState.OPEN);
    assertThat(dated.at(SATURDAY).state()).isEqualTo(PromiseState.OVERDUE);
  }

  @Test
  void thatNobodyHasIsAtRisk() {
    assertThat(promise(BY_FRIDAY).given(null, MONDAY).state()).isEqualTo(PromiseState.AT_RISK);
    assertThat(promise(BY_FRIDAY).given(null, SATURDAY).state()).isEqualTo(PromiseState.OVERDUE);
  }

  @Test
  void openedAgainStandsWhereTimeHasBroughtIt() {
    var over = promise(BY_FRIDAY).withdrawn(MONDAY);

    assertThat(over.at(SATURDAY).state()).isEqualTo(PromiseState.WITHDRAWN);
    assertThat(over.reopened(SATURDAY).state()).isEqualTo(PromiseState.OVERDUE);
    assertThat(over.reopened(SATURDAY).endedAt()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2026-11-27", "2026-11-27/2026-11-30", "2026-11-27T09:00:00Z"})
  void aTimeIsReadAsItWasWritten(String text) {
    assertThat(Due.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "2026-02-30", "2026-11-30/2026-11-27", "2026-11-27T25:00:00Z"})
  void whatIsNoTimeIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Due.parse(text));
  }
}
