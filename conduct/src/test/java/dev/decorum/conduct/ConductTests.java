package dev.decorum.conduct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.conduct.text.Language;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class ConductTests {

  private static final Context CONTEXT =
      Context.sentAt(ZonedDateTime.parse("2026-11-20T10:15:00+01:00[Europe/Berlin]"));

  private static final Conduct CONDUCT = Conduct.english();

  @Test
  void everyShippedRuleDoesAsItsExamplesSay() {
    assertThat(CONDUCT.prove()).isEmpty();
    assertThat(Conduct.of(Language.german()).prove()).isEmpty();
  }

  @Test
  void aReviewBringsAllPartsTogether() {
    var message =
        "I am very disappointed, I have been waiting for two weeks. What does the garage cost?";
    var reply =
        "Dear Helen,\n\nwe will send you the new key by Friday 3pm.\n\nKind regards,\nJonas";

    var review = CONDUCT.review(reply, CONTEXT.answering(message).between("Jonas", "Helen"));

    assertThat(review.commitments())
        .singleElement()
        .extracting(Commitment::due)
        .isEqualTo(
            new Commitment.Due.Minute(
                ZonedDateTime.parse("2026-11-27T15:00:00+01:00[Europe/Berlin]")));
    assertThat(review.questions())
        .extracting(Question::text)
        .containsExactly("What does the garage cost");
    assertThat(review.signals().signals())
        .extracting(Signal::kind)
        .contains(Signal.Kind.FRUSTRATION);
    assertThat(review.signals().questions())
        .extracting(Question::state)
        .containsExactly(Question.State.OPEN);
  }

  @Test
  void listeningHearsSignalsAndQuestions() {
    var signals = CONDUCT.listen("Thank you. What does it cost?");

    assertThat(signals.signals()).extracting(Signal::kind).containsExactly(Signal.Kind.THANKS);
    assertThat(signals.questions()).extracting(Question::text).containsExactly("What does it cost");
  }

  @Test
  void anEmptyReplyAndMessageAreNoTrouble() {
    assertThat(CONDUCT.review("", CONTEXT.answering("")).questions()).isEmpty();
    assertThat(CONDUCT.listen("").signals()).isEmpty();
  }
}
