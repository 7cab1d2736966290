package dev.decorum.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class TokenTextTests {

  @Test
  void isKnownByItsLooks() {
    var seen = new HashSet<String>();
    for (int i = 0; i < 1000; i++) {
      var text = TokenText.random();

      assertThat(text).matches("dcm_pat_[0-9A-Za-z]{49}");
      assertThat(TokenText.wellFormed(text)).isTrue();
      seen.add(text);
    }
    assertThat(seen).hasSize(1000);
  }

  @Test
  void showsASlipAnywhere() {
    var text = TokenText.random();

    for (int i = 0; i < text.length(); i++) {
      char other = text.charAt(i) == 'a' ? 'b' : 'a';
      assertThat(TokenText.wellFormed(text.substring(0, i) + other + text.substring(i + 1)))
          .isFalse();
    }
    assertThat(TokenText.wellFormed("")).isFalse();
    assertThat(TokenText.wellFormed(text + "0")).isFalse();
    assertThat(TokenText.wellFormed(text.substring(1))).isFalse();
  }
}
