package dev.decorum.conduct.commitments;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.text.Reading;
import java.io.IOException;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Sentences that promise something, and those that only sound like it.
class PromisesTests {

  private static final ZonedDateTime SENT =
      ZonedDateTime.parse("2026-11-24T09:30:00+00:00[Europe/London]");

  static Stream<String> promises() throws IOException {
    try (var in = PromisesTests.class.getResourceAsStream("promises.txt")) {
      return new String(in.readAllBytes(), UTF_8).lines().filter(line -> !line.startsWith("#"));
    }
  }

  @ParameterizedTest
  @MethodSource
  void promises(String line) {
    var mail = "Dear Ms Stone,\n\n" + line.substring(2) + "\n\nKind regards,\nAnna";

    var found = Commitments.english().in(Reading.of(mail, Language.english()), SENT, Locale.UK);

    assertThat(found).hasSize(line.startsWith("+") ? 1 : 0);
  }
}
