package dev.decorum.coach;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OtherClientsTests {

  @Test
  void whatCouldBeANameBeginsAndEndsWithACapital() {
    assertThat(
            OtherClients.candidates("We saw it at Harbour Hotel, and Bank of Scotland too.", 600))
        .contains("Harbour Hotel", "Bank of Scotland", "We", "Scotland")
        .doesNotContain("of Scotland", "saw it", "Scotland too");
  }

  @Test
  void namesDoNotReachAcrossLines() {
    assertThat(OtherClients.candidates("Harbour\n\nHotel", 600))
        .containsExactlyInAnyOrder("Harbour", "Hotel");
  }

  @Test
  void aTextOfCapitalsDoesNotAskForEverything() {
    assertThat(OtherClients.candidates("AB ".repeat(100_000), 600)).hasSizeLessThanOrEqualTo(600);
    assertThat(OtherClients.candidates("", 600)).isEmpty();
  }
}
