package dev.decorum.database;

import java.util.List;

/// What PostgreSQL's own words mean to an administrator.
final class Sentences {

  private Sentences() {}

  /// The reason in an output of PostgreSQL: its last complaint, or its last line.
  static String cause(String output) {
    var lines = output.lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty()) {
      return "it gave no reason.";
    }
    if (output.contains("No space left on device")) {
      return "the disk is full; free some space and start again.";
    }
    return last(lines).strip();
  }

  private static String last(List<String> lines) {
    return lines.reversed().stream()
        .filter(line -> line.contains("FATAL:") || line.contains("error:"))
        .findFirst()
        .orElse(lines.getLast());
  }
}
