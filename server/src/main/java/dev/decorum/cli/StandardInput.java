package dev.decorum.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import org.jspecify.annotations.Nullable;

/// What is typed or piped into a command, line by line.
final class StandardInput {

  private static @Nullable BufferedReader lines;

  private StandardInput() {}

  /// The next line, which must not be empty.
  static String secret(String name) {
    var line = line();
    if (!line.isEmpty()) return line;
    throw new Problem(
        "There is no %s on standard input: pipe it in, such as with < FILE.".formatted(name));
  }

  /// The next line; null when it is empty.
  static @Nullable String optionalSecret() {
    var line = line();
    return line.isEmpty() ? null : line;
  }

  private static synchronized String line() {
    try {
      if (lines == null) {
        lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
      }
      var line = lines.readLine();
      return line == null ? "" : line;
    } catch (IOException _) {
      return "";
    }
  }
}
