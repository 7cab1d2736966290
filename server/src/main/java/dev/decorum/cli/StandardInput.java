package dev.decorum.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/// What is typed or piped into a command.
final class StandardInput {

  private StandardInput() {}

  /// The first line.
  static String secret(String name) {
    try {
      var line = new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
      if (line != null && !line.isEmpty()) {
        return line;
      }
    } catch (IOException _) {
      // The same as nothing.
    }
    throw new Problem(
        "There is no %s on standard input: pipe it in, such as with < FILE.".formatted(name));
  }
}
