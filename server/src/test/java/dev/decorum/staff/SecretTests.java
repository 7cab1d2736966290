package dev.decorum.staff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTests {

  @Test
  void comesBackFromItsText() {
    var secret = Secret.random();

    assertThat(Secret.read(secret.text())).contains(secret);
    assertThat(secret.bytes()).hasSize(32);
    assertThat(secret).doesNotHaveToString(secret.text()).isNotEqualTo(Secret.random());
  }

  @Test
  void hasOneText() {
    var text = Secret.random().text();
    char last = text.charAt(text.length() - 1);

    // The last two bits of the last character mean nothing and have to be zero.
    assertThat(Secret.read(text.substring(0, 42) + (char) (last + 1))).isEmpty();
    assertThat(Secret.read(text + "=")).isEmpty();
    assertThat(Secret.read(" " + text)).isEmpty();
    assertThat(Secret.read(text.substring(1))).isEmpty();
    assertThat(Secret.read("ü".repeat(43))).isEmpty();
    assertThat(Secret.read("")).isEmpty();
  }
}
