package dev.decorum.conduct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.decorum.conduct.rules.Additions;
import dev.decorum.conduct.rules.Layer;
import dev.decorum.conduct.rules.PackProblem;
import dev.decorum.conduct.rules.Source;
import dev.decorum.conduct.text.Language;
import java.time.ZonedDateTime;
import java.util.List;
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
  void questionsAreFollowedThroughRepliesAsAReviewDoes() {
    var message = "What does the garage cost? And do you open on Sundays?";
    var replies = List.of("Thank you for asking.", "The garage costs 40 euros a month.");

    var followed = CONDUCT.followed(message, replies);

    assertThat(followed)
        .isEqualTo(
            replies.stream()
                .map(reply -> CONDUCT.review(reply, CONTEXT.answering(message)).questions())
                .toList());
    assertThat(followed.getLast())
        .extracting(Question::state)
        .containsExactly(Question.State.ANSWERED, Question.State.OPEN);
  }

  @Test
  void theOrganisationsOwnNumbersMayLeaveHoweverTheyAreSpaced() {
    var layer =
        Layer.read(
            new Source(
                "own.yaml", "layer: Harbour Hotel\nown_numbers: [DE89 3704 0044 0532 0130 00]"));
    var own = new Additions(List.of(), List.of(), List.of(layer));
    var reply =
        "Refund: from DE89370400440532013000 to your account FR14 2004 1010 0505 0001 3M02 606.";

    var found = Conduct.of(Language.english(), own).review(reply, CONTEXT).findings();

    assertThat(leaks(CONDUCT.review(reply, CONTEXT).findings())).hasSize(2);
    assertThat(leaks(found))
        .singleElement()
        .satisfies(leak -> assertThat(leak.start()).isEqualTo(reply.indexOf("FR14")));
  }

  private static List<Finding> leaks(List<Finding> findings) {
    return findings.stream().filter(finding -> finding.category().equals("leak.iban")).toList();
  }

  @Test
  void anOwnNumberWithoutADigitIsRefusedWithFileAndKey() {
    var source = new Source("own.yaml", "layer: Harbour Hotel\nown_numbers: [our account]");

    assertThatExceptionOfType(PackProblem.class)
        .isThrownBy(() -> Layer.read(source))
        .withMessageContaining("own.yaml")
        .withMessageContaining("own_numbers");
  }

  @Test
  void anEmptyReplyAndMessageAreNoTrouble() {
    assertThat(CONDUCT.review("", CONTEXT.answering("")).questions()).isEmpty();
    assertThat(CONDUCT.listen("").signals()).isEmpty();
  }
}
