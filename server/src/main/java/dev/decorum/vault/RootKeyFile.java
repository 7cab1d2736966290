package dev.decorum.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// A file that holds one root key, readable by its owner only.
record RootKeyFile(Path path) {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final int LARGEST = 64 * 1024;

  /// Beside it, while the root key is being replaced: the key that takes over.
  RootKeyFile successor() {
    return new RootKeyFile(path.resolveSibling(path.getFileName() + ".new"));
  }

  /// The key in the file, or nothing when there is no such file.
  Optional<RootKey> read() {
    try {
      if (Files.size(path) > LARGEST) throw new GeneralSecurityException("too large");
      return Optional.of(RootKey.parse(Files.readString(path)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new RootKeyProblem(
          "The root key file %s cannot be read; see that it is a file which the user of this process may read."
              .formatted(path));
    } catch (GeneralSecurityException e) {
      throw new RootKeyProblem(
          "The file %s is not a root key file or is damaged; put your copy of the root key in its place."
              .formatted(path));
    }
  }

  /// Writes the key so that the file is there completely or not at all, also after a power cut.
  void write(RootKey key, Instant madeAt) throws IOException {
    var folder = path.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    var draft =
        Files.createTempFile(
            folder,
            path.getFileName().toString(),
            ".tmp",
            PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try {
      try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        var bytes = ByteBuffer.wrap(key.format(madeAt).getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) channel.write(bytes);
        channel.force(true);
      }
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
      syncFolder();
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  void delete() throws IOException {
    if (Files.deleteIfExists(path)) syncFolder();
  }

  boolean readableByOthers() {
    try {
      var others = EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
      others.retainAll(Files.getPosixFilePermissions(path));
      return !others.isEmpty();
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private void syncFolder() throws IOException {
    try (var folder =
        FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }
}
