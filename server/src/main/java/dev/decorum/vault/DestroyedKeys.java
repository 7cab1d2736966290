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
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// The ids of the clients' keys that were destroyed, in a file beside the root key: what a database
/// that is older than that must not bring back. See ADR 22.
///
/// One a line, with a keyed digest, so that nobody can have a key destroyed by writing its id
/// there. Lines are only ever added; one that was not written to its end is passed over.
record DestroyedKeys(Path path) {

  static DestroyedKeys beside(Path rootKey) {
    return new DestroyedKeys(rootKey.resolveSibling(rootKey.getFileName() + ".destroyed"));
  }

  /// @param digest of an id
  Set<KeyId> read(Function<UUID, byte[]> digest) throws IOException {
    var ids = new LinkedHashSet<KeyId>();
    try (var lines = Files.lines(path, StandardCharsets.ISO_8859_1)) {
      lines.forEach(
          line -> {
            var parts = line.split(" ", 2);
            if (parts.length < 2) return;
            try {
              var id = UUID.fromString(parts[0]);
              if (MessageDigest.isEqual(HexFormat.of().parseHex(parts[1]), digest.apply(id))) {
                ids.add(new KeyId(id));
              }
            } catch (IllegalArgumentException notALine) {
              return;
            }
          });
    } catch (NoSuchFileException none) {
      return Set.of();
    }
    return ids;
  }

  /// On the disk when this returns.
  void add(Collection<KeyId> keys, Function<UUID, byte[]> digest) throws IOException {
    var text = new StringBuilder();
    for (var key : keys) {
      // Each begins a line of its own, whatever stands at the end of the file.
      text.append('\n').append(key.id()).append(' ');
      text.append(HexFormat.of().formatHex(digest.apply(key.id())));
    }
    try (var channel =
        FileChannel.open(
            path,
            EnumSet.of(
                StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      var bytes = ByteBuffer.wrap(text.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) channel.write(bytes);
      channel.force(true);
    }
  }

  /// Grows with each key that is destroyed.
  long size() {
    try {
      return Files.size(path);
    } catch (IOException none) {
      return 0;
    }
  }

  void copyTo(DestroyedKeys other) throws IOException {
    if (Files.exists(path)) {
      Files.copy(path, other.path(), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
