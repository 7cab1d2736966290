package dev.decorum.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TracesTests {

  private static final String TEMPLATE =
      "Dear {client name},\n\nwe will visit you on {day}. Please open the gate.\n\n{my name}";

  @Test
  void whatStandsInFieldsDoesNotCount() {
    var message =
        "Good morning\r\nDear Ms Okafor,\r\n\r\nwe will visit you on Friday.  Please open\n the gate.\n\nSam";

    assertThat(Traces.of(TEMPLATE, message)).isEqualTo(Traces.ALL);
  }

  @Test
  void aChangedSentenceIsAnEdit() {
    assertThat(Traces.of(TEMPLATE, "Dear Ms Okafor, we will visit you on Friday."))
        .isEqualTo(Traces.SOME);
    assertThat(Traces.of(TEMPLATE, "Please open the gate. Then we will visit you on Friday."))
        .isEqualTo(Traces.SOME);
  }

  @Test
  void whatWasThrownAwayLeavesNothing() {
    assertThat(Traces.of(TEMPLATE, "Thank you for the photograph.")).isEqualTo(Traces.NONE);
    assertThat(Traces.of("{day}", "On Friday.")).isEqualTo(Traces.NONE);
  }
}
