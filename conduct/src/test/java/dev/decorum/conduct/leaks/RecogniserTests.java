package dev.decorum.conduct.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.conduct.text.Span;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecogniserTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GB29 NWBK 6016 1331 9268 19",
        "gb29nwbk60161331926819",
        "De89 3704 0044 0532 0130 00"
      })
  void knowsAnIbanInEitherCase(String iban) {
    assertThat(Recogniser.IBAN.in("Pay " + iban + ", please."))
        .containsExactly(new Span(4, 4 + iban.length()));
  }
}
