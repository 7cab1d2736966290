package dev.decorum.protocols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class StepLinesTests {

  @Test
  void areStepsWithWhatTheCoachLooksForBeforeAColon() {
    var steps =
        StepLines.parse(
            """
            Greeting : Greet by name

            Ask: what is it for?
            time:Say by when
            """);

    assertThat(steps)
        .containsExactly(
            new Step("Greet by name", Look.GREETING),
            new Step("Ask: what is it for?", null),
            new Step("Say by when", Look.TIME));
    assertThat(StepLines.parse(StepLines.of(steps))).isEqualTo(steps);
  }

  @Test
  void cannotBeNoneTooManyTooLongOrTwice() {
    for (var text :
        List.of(
            " \n ",
            "greeting:",
            "x".repeat(StepLines.LONGEST + 1),
            "Greet\ngreeting: Greet",
            "step %d\n".repeat(StepLines.MOST + 1).formatted(numbers(StepLines.MOST + 1)))) {
      assertThatThrownBy(() -> StepLines.parse(text)).isInstanceOf(ProtocolRefused.class);
    }
  }

  private static Object[] numbers(int count) {
    var numbers = new Object[count];
    for (int i = 0; i < count; i++) numbers[i] = i;
    return numbers;
  }
}
