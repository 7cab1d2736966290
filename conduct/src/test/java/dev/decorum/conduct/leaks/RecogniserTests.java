package dev.decorum.conduct.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecogniserTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EMAIL    | helen.brandt+x@mail.example.com | Write to helen.brandt+x@mail.example.com.
          EMAIL    | o'neill@example.org             | <o'neill@example.org>
          US_PHONE | (212) 555-0147                  | Call (212) 555-0147 now.
          US_PHONE | +1 212 555 0147 x12             | Call +1 212 555 0147 x12.
          US_PHONE | 2125550147                      | fax 2125550147, please
          US_SSN   | 536-22-8741                     | his number is 536-22-8741.
          CARD     | 4111 1111 1111 1111             | the card 4111 1111 1111 1111 it is
          IBAN     | GB29 NWBK 6016 1331 9268 19     | to GB29 NWBK 6016 1331 9268 19 today
          IBAN     | gb29nwbk60161331926819          | to gb29nwbk60161331926819 today
          """)
  void findsItWhole(Recogniser recogniser, String words, String text) {
    assertThat(recogniser.in(text)).extracting(span -> span.in(text)).containsExactly(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EMAIL    | Meet me @ noon, or @jonas, or a@b
          US_PHONE | +44 20 7946 0958, 20261120-0001234567, 123-456-78901, 112-555-0147
          US_SSN   | 000-22-8741, 666-22-8741, 536-22-87410, 536-00-8741
          CARD     | 4111 1111 1111 1112, 0000 0000 0000 0000, 94001118992231974286
          IBAN     | GB29 NWBK 6016 1331 9268 18, XX29NWBK60161331926819, GB29NWBK6016133192681
          """)
  void findsNothingElse(Recogniser recogniser, String text) {
    assertThat(recogniser.in(text)).isEmpty();
  }
}
