package dev.decorum.assistant;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.core.io.ClassPathResource;

/// What the model is told to do, in plain words, from a file with a number: another wording is
/// another number.
enum Prompt {
  REWORD("reword-1", 2_000),
  REWORD_SENTENCE("reword-sentence-1", 500),
  SUMMARISE("summarise-1", 500),
  TEST("test-1", 200);

  private final String edition;
  private final int tokens;
  private final String text;

  Prompt(String edition, int tokens) {
    this.edition = edition;
    this.tokens = tokens;
    try {
      text =
          new ClassPathResource("assistant/" + edition + ".txt").getContentAsString(UTF_8).strip();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  String edition() {
    return edition;
  }

  /// How many tokens the answer may have.
  int tokens() {
    return tokens;
  }

  String text() {
    return text;
  }
}
