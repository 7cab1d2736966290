package dev.decorum.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.decorum.sla.Step.Who;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenTests {

  @ParameterizedTest
  @CsvSource({
    "4h, 240, 4h",
    "90m, 90, 1h 30m",
    "1h 30m, 90, 1h 30m",
    "45 min, 45, 45m",
    "1H30, 0, ''"
  })
  void lengthsAreReadAndWritten(String typed, long minutes, String written) {
    var length = Written.length(typed);

    if (minutes == 0) {
      assertThat(length).isEmpty();
    } else {
      assertThat(length).contains(Duration.ofMinutes(minutes));
      assertThat(Written.length(length.orElseThrow())).isEqualTo(written);
    }
  }

  @Test
  void stepsAreReadAndWritten() {
    var text = "30m before: owner\ndue: owner\n1h 30m after: leads take over\n8h after: admins";

    var steps = Written.steps(text);

    assertThat(steps)
        .containsExactly(
            new Step(-30, Who.OWNER, false),
            new Step(0, Who.OWNER, false),
            new Step(90, Who.LEADS, true),
            new Step(480, Who.ADMINS, false));
    assertThat(Written.steps(steps)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"soon: owner", "1h after: nobody", "1h after: owner take over", "h: leads"})
  void aStepThatCannotBeReadIsNamedByItsLine(String step) {
    assertThatExceptionOfType(Written.StepUnreadable.class)
        .isThrownBy(() -> Written.steps("due: owner\n" + step))
        .satisfies(unreadable -> assertThat(unreadable.line()).isEqualTo(2));
  }
}
