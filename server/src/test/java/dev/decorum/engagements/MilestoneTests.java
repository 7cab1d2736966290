package dev.decorum.engagements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.engagements.Milestone.State;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MilestoneTests {

  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
  private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 27);
  private static final LocalDate NEXT = LocalDate.of(2026, 12, 4);

  private final Milestone one = Milestone.planned(new UUID(0, 1), "New motor", null, FRIDAY);

  @Test
  void isInTimeOnItsLastDayAndSlipsOnTheDayAfter() {
    assertThat(one.slips(FRIDAY)).isFalse();
    assertThat(one.overdue(FRIDAY.plusDays(1))).isTrue();
    assertThat(one.slips(FRIDAY.plusDays(1))).isTrue();
  }

  @Test
  void movedWithTheClientsKnowledgeBeforeItsDayItIsANewAgreement() {
    var moved = one.moved(NEXT, true, FRIDAY);

    assertThat(moved.knownOn()).isEqualTo(NEXT);
    assertThat(moved.late()).isFalse();
    assertThat(moved.slips(FRIDAY.plusDays(1))).isFalse();
  }

  @Test
  void movedInSecretTheClientStillCountsOnTheOldDay() {
    var moved = one.moved(NEXT, false, MONDAY);

    assertThat(moved.unknown()).isTrue();
    assertThat(moved.slips(MONDAY)).isTrue();
    assertThat(moved.overdue(FRIDAY.plusDays(1))).isTrue();
    assertThat(moved.told(FRIDAY)).satisfies(told -> assertThat(told.late()).isFalse());
    assertThat(moved.told(FRIDAY.plusDays(1)))
        .satisfies(
            told -> {
              assertThat(told.knownOn()).isEqualTo(NEXT);
              assertThat(told.late()).isTrue();
            });
  }

  @Test
  void movedBackBeforeAnybodyWasToldThereIsNothingToTell() {
    assertThat(one.moved(NEXT, false, MONDAY).moved(FRIDAY, false, MONDAY).slips(MONDAY)).isFalse();
  }

  @Test
  void doneAfterTheDayTheClientCountedOnItIsLate() {
    assertThat(one.to(State.DONE, FRIDAY).late()).isFalse();
    assertThat(one.to(State.DONE, FRIDAY.plusDays(1)).late()).isTrue();
    assertThat(one.moved(NEXT, false, MONDAY).to(State.DONE, NEXT).late()).isTrue();
    assertThat(one.to(State.DROPPED, NEXT).slips(NEXT)).isFalse();
  }
}
