package dev.decorum.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The root key that was copied last by a command of ours, by its id.
///
/// @param destroyed how much was noted of erased clients beside it then
record CopiedKey(String id, long destroyed) {

  private static final Logger LOG = LoggerFactory.getLogger(CopiedKey.class);
  private static final String FILE = "root-key-copied";

  /// Empty when none was ever copied.
  static Optional<CopiedKey> read(Path folder) {
    try {
      var words = Files.readString(folder.resolve(FILE)).strip().split(" ", 2);
      return Optional.of(new CopiedKey(words[0], words.length > 1 ? Long.parseLong(words[1]) : 0));
    } catch (IOException | NumberFormatException _) {
      return Optional.empty();
    }
  }

  void write(Path folder) {
    try {
      Files.writeString(folder.resolve(FILE), id + " " + destroyed + "\n");
    } catch (IOException failed) {
      LOG.warn("{} cannot be written, so doctor will not know of it", folder.resolve(FILE));
    }
  }
}
