package dev.decorum.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// When a backup was last made of a data folder, and where it went.
record LastBackup(Instant at, Path file) {

  private static final Logger LOG = LoggerFactory.getLogger(LastBackup.class);
  private static final String FILE = "last-backup";

  static LastBackup of(Instant at, Path file) {
    return new LastBackup(at, file);
  }

  /// Empty when none was ever made.
  static Optional<LastBackup> read(Path folder) {
    try {
      var lines = Files.readAllLines(folder.resolve(FILE));
      return Optional.of(new LastBackup(Instant.parse(lines.getFirst()), Path.of(lines.getLast())));
    } catch (IOException | DateTimeException _) {
      return Optional.empty();
    }
  }

  void write(Path folder) {
    try {
      Files.writeString(folder.resolve(FILE), at + "\n" + file + "\n");
    } catch (IOException failed) {
      LOG.warn("{} cannot be written, so doctor will not know of it", folder.resolve(FILE));
    }
  }
}
