package dev.decorum.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The right to run PostgreSQL on a folder; one process has it at a time, and loses it when it
/// ends.
final class FolderLock implements AutoCloseable {

  /// Who holds the right: a server keeps it, a command gives it back soon.
  enum Holder {
    SERVER,
    COMMAND
  }

  // The kernel gives a lock back as soon as this process closes any handle on its file, so nothing
  // here may open the file twice.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;
  private final FileLock lock;

  private FolderLock(Path file, FileChannel channel, FileLock lock) {
    this.file = file;
    this.channel = channel;
    this.lock = lock;
  }

  static Optional<FolderLock> tryAcquire(Path folder, Holder holder) throws IOException {
    var file = folder.resolve("lock");
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    var taken = false;
    try {
      var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      var lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      Files.writeString(holderFile(folder), holder.name());
      taken = true;
      return Optional.of(new FolderLock(file, channel, lock));
    } finally {
      if (!taken) {
        HELD.remove(file);
      }
    }
  }

  /// Who has the right at the moment, as far as it can be read.
  static Optional<Holder> holder(Path folder) {
    try {
      return Optional.of(Holder.valueOf(Files.readString(holderFile(folder))));
    } catch (IOException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Path holderFile(Path folder) {
    return folder.resolve("lock-holder");
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(holderFile(file.resolveSibling(".").normalize()));
    lock.release();
    channel.close();
    HELD.remove(file);
  }
}
