package dev.decorum.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.assistant.Difference.Said;
import dev.decorum.assistant.Difference.What;
import dev.decorum.conduct.Conduct;
import dev.decorum.conduct.Context;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/// What a suggestion says that its draft does not.
class DifferenceTests {

  /// A Monday.
  private static final ZonedDateTime NOW =
      ZonedDateTime.of(2026, 11, 23, 9, 0, 0, 0, ZoneOffset.UTC);

  @Test
  void theSameInOtherWordsIsNoDifference() {
    var difference =
        between(
            "I'll send you the quote by Friday. It will be 1,200 euros.",
            "We will send the quote to you by Friday; it comes to 1200 euros.");

    assertThat(difference.any()).isFalse();
  }

  @Test
  void anInventedPromiseIsNamedWithItsDay() {
    var difference =
        between("Thank you for waiting.", "Thank you. We will call you back by Friday.");

    assertThat(difference.added())
        .singleElement()
        .satisfies(
            part -> {
              assertThat(part.what()).isEqualTo(What.PROMISE);
              assertThat(part.words()).contains("call you back by Friday");
              assertThat(part.due()).isNotNull();
            });
    assertThat(difference.gone()).isEmpty();
  }

  @Test
  void anotherDayIsAddedAndTheFirstOneGone() {
    var difference =
        between("I'll send you the quote by Friday.", "I'll send you the quote by Thursday.");

    assertThat(difference.added()).extracting(Difference.Part::what).containsExactly(What.PROMISE);
    assertThat(difference.gone()).extracting(Difference.Part::what).containsExactly(What.PROMISE);
  }

  @Test
  void figuresAndAddressesThatNobodyWroteAreNamed() {
    var difference =
        between(
            "The part is 40 euros.",
            "The part is 45 euros. See https://pay.example/x or write to a@b.example.");

    assertThat(difference.added())
        .extracting(Difference.Part::what, Difference.Part::words)
        .contains(
            new Tuple(What.ADDRESS, "https://pay.example/x"),
            new Tuple(What.ADDRESS, "a@b.example"),
            new Tuple(What.FIGURE, "45"));
    assertThat(difference.gone())
        .extracting(Difference.Part::what, Difference.Part::words)
        .containsExactly(new Tuple(What.FIGURE, "40"));
  }

  @Test
  void aTimeThatIsNoPromiseIsNamedToo() {
    var difference = between("Our office is closed then.", "Our office is closed on 24 December.");

    assertThat(difference.added()).extracting(Difference.Part::what).contains(What.TIME);
  }

  @Test
  void anEmptyTextHasNothing() {
    assertThat(between("", "").any()).isFalse();
  }

  private static Difference between(String draft, String suggestion) {
    return Difference.between(said(draft), said(suggestion), NOW, Locale.UK);
  }

  private static Said said(String text) {
    var context = Context.sentAt(NOW).in(Locale.UK);
    return new Said(text, Conduct.english().review(text, context).commitments());
  }
}
