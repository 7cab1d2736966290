package dev.decorum.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class StandingTests {

  private static final Instant MORNING = Instant.parse("2026-11-20T08:00:00Z");
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @Property
  void whenTheClientWritesItIsOpenAndSomebodyWaits(@ForAll("histories") List<Step> history) {
    var standing = after(history).clientWrote(NOON);

    assertThat(standing.status()).isEqualTo(Status.OPEN);
    assertThat(standing.waitingSince()).isNotNull().isBeforeOrEqualTo(NOON);
  }

  @Property
  void afterAnAnswerNobodyWaits(@ForAll("histories") List<Step> history) {
    var before = after(history);

    assertThat(before.answered(null))
        .isEqualTo(new Standing(before.status(), null, before.snoozedUntil()));
    assertThat(before.answered(Status.RESOLVED))
        .isEqualTo(new Standing(Status.RESOLVED, null, null));
  }

  @Property
  void theOldestUnansweredMessageCounts(@ForAll("histories") List<Step> history) {
    var standing = after(history).answered(Status.WAITING);

    assertThat(standing.clientWrote(NOON).clientWrote(MORNING).waitingSince()).isEqualTo(MORNING);
    assertThat(standing.clientWrote(MORNING).clientWrote(NOON).waitingSince()).isEqualTo(MORNING);
  }

  @Property
  void puttingAwayAndWakingChangesNothingElse(@ForAll("histories") List<Step> history) {
    var before = after(history);

    var woken = before.snooze(NOON).wake();

    assertThat(woken).isEqualTo(new Standing(Status.OPEN, before.waitingSince(), null));
    assertThat(woken.wake()).isEqualTo(woken);
  }

  @Test
  void onlyResolvingSaysThatNoAnswerIsOwed() {
    var waits = Standing.opened(MORNING);

    assertThat(waits.to(Status.WAITING).waitingSince()).isEqualTo(MORNING);
    assertThat(waits.snooze(NOON).waitingSince()).isEqualTo(MORNING);
    assertThat(waits.to(Status.RESOLVED).waitingSince()).isNull();
  }

  @Test
  void cannotBeSnoozedWithoutATime() {
    assertThatIllegalStateException().isThrownBy(() -> Standing.opened(null).to(Status.SNOOZED));
    assertThatIllegalStateException().isThrownBy(() -> new Standing(Status.OPEN, null, NOON));
  }

  private static Standing after(List<Step> history) {
    var standing = Standing.opened(null);
    for (var step : history) standing = step.change().apply(standing);
    return standing;
  }

  /// Something that happens to a conversation, with a name for the report of a failure.
  record Step(String name, UnaryOperator<Standing> change) {
    @Override
    public String toString() {
      return name;
    }
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    return Arbitraries.of(
            new Step("client wrote", standing -> standing.clientWrote(NOON)),
            new Step("client had written", standing -> standing.clientWrote(MORNING)),
            new Step("answered", standing -> standing.answered(null)),
            new Step("answered and resolved", standing -> standing.answered(Status.RESOLVED)),
            new Step("waiting", standing -> standing.to(Status.WAITING)),
            new Step("resolved", standing -> standing.to(Status.RESOLVED)),
            new Step("opened", standing -> standing.to(Status.OPEN)),
            new Step("snoozed", standing -> standing.snooze(NOON)),
            new Step("woken", Standing::wake),
            new Step("failed", standing -> standing.unanswered(MORNING)))
        .list()
        .ofMaxSize(12);
  }
}
