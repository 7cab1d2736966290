package dev.decorum.conduct.dialogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.conduct.Question;
import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.text.Reading;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Answers that repeat little of what was asked, and questions put in many ways.
class AnswersTests {

  private static final Dialogue DIALOGUE = Dialogue.english();

  static Stream<String> asks() throws IOException {
    return lines("asks.txt");
  }

  @ParameterizedTest
  @MethodSource
  void asks(String line) {
    var parts = line.split("\t");
    var expected = parts.length > 1 ? parts[1].split("\\|") : new String[0];

    var asked = DIALOGUE.asked(read(parts[0]));

    assertThat(asked).hasSameSizeAs(expected);
    for (var words : expected) {
      var at = parts[0].indexOf(words);
      assertThat(asked)
          .anyMatch(question -> question.start() < at + words.length() && at < question.end());
    }
  }

  static Stream<String> answers() throws IOException {
    return lines("answers.txt");
  }

  @ParameterizedTest
  @MethodSource
  void answers(String line) {
    var parts = line.split("\t");
    var reply = "Dear Ms Stone,\n\n" + parts[1] + "\n\nKind regards,\nAnna";

    var followed = DIALOGUE.followed(read(parts[0]), read(reply));

    assertThat(followed)
        .extracting(question -> question.state() == Question.State.OPEN ? "O" : "A")
        .containsExactly(parts[2].split(""));
  }

  private static Stream<String> lines(String file) throws IOException {
    try (var in = AnswersTests.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), UTF_8).lines().filter(line -> !line.startsWith("#"));
    }
  }

  private static Reading read(String text) {
    return Reading.of(text, Language.english());
  }
}
