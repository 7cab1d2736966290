package dev.decorum.engagements;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecapTests {

  private static Recap of(String logged) {
    return Recap.of(logged, "With ", "Next step: ");
  }

  @Test
  void whatWasWrittenInLinesBecomesPointsAndWhoTookPartIsLeftOut() {
    var recap =
        of(
            """
            With Mette and Jonas

            - The lift stops between two floors.
            2. It began on Monday

            Next step: Our engineer looks at it on Thursday
            """);

    assertThat(recap.points())
        .containsExactly("The lift stops between two floors.", "It began on Monday");
    assertThat(recap.next()).containsExactly("Our engineer looks at it on Thursday");
  }

  @Test
  void aLongLineIsTakenApartIntoItsSentences() {
    var recap =
        of(
            "The lift stops between two floors and people have been stuck twice. It began on Monday"
                + " after the storm. Nobody was hurt.");

    assertThat(recap.points())
        .containsExactly(
            "The lift stops between two floors and people have been stuck twice.",
            "It began on Monday after the storm.",
            "Nobody was hurt.");
  }

  @Test
  void aCallOfWhichOnlyOneLineIsKnownHasOnePoint() {
    assertThat(of("With regret they cancelled").points())
        .containsExactly("With regret they cancelled");
  }
}
