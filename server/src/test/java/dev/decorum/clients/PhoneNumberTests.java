package dev.decorum.clients;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTests {

  @ParameterizedTest
  @CsvSource({
    "+44 20 7946 0123, +442079460123",
    "0044 20 7946-0123, +442079460123",
    "+44 (0)20 7946 0123, +442079460123",
    "020 7946 0123, 02079460123",
    "+٩٧١ ٤ ٥٥٥, +9714555"
  })
  void isComparedByItsDigits(String written, String normalised) {
    assertThat(PhoneNumber.parse(written)).map(PhoneNumber::normalised).contains(normalised);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12", "call me", "+44 20 x", "1234567890123456789", "44+20 7946"})
  void isNotEverythingWithDigits(String text) {
    assertThat(PhoneNumber.parse(text)).isEmpty();
  }
}
