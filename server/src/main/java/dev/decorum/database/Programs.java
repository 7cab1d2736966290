package dev.decorum.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;

/// Runs programs of the system and of PostgreSQL to their end.
final class Programs {

  private Programs() {}

  /// Whether `command` exists and ends well.
  static boolean succeeds(List<String> command) throws InterruptedException {
    try {
      return end(command).code() == 0;
    } catch (IOException _) {
      return false;
    }
  }

  /// Runs `command`; a failure becomes a sentence that begins with `failure`.
  static void run(List<String> command, String failure) throws InterruptedException {
    End end;
    try {
      end = end(command);
    } catch (IOException notFound) {
      throw new DatabaseProblem(
          "%s: the program %s is missing (on Debian: apt-get install util-linux)."
              .formatted(failure, command.getFirst()),
          notFound);
    }
    if (end.code() != 0) {
      throw new DatabaseProblem("%s: %s".formatted(failure, Sentences.cause(end.output())));
    }
  }

  private static End end(List<String> command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new End(process.waitFor(), output);
  }

  private record End(int code, String output) {}
}
