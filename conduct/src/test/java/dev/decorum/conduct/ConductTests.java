package dev.decorum.conduct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.conduct.text.Language;
import org.junit.jupiter.api.Test;

class ConductTests {

  @Test
  void everyShippedRuleDoesAsItsExamplesSay() {
    assertThat(Conduct.english().prove()).isEmpty();
    assertThat(Conduct.of(Language.german()).prove()).isEmpty();
  }
}
