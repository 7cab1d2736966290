package dev.decorum.database;

import dev.decorum.database.DatabaseAddress.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/// The roles of the embedded database with their passwords, made once and kept beside it in a file
/// that only its owner can read.
///
/// @param superuser made the cluster, and makes the other two
record Credentials(Login superuser, Login owner, Login application) {

  static Credentials in(Path folder) throws IOException {
    var file = folder.resolve("credentials");
    if (!Files.exists(file)) {
      create(file);
    }
    var kept = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      kept.load(reader);
    }
    return new Credentials(
        login(kept, "postgres", file),
        login(kept, "decorum_owner", file),
        login(kept, "decorum_app", file));
  }

  /// A new file for our eyes only.
  static void writePrivately(Path file, String content) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, content, StandardOpenOption.SYNC);
  }

  private static void create(Path file) throws IOException {
    var unfinished = file.resolveSibling("credentials.new");
    writePrivately(
        unfinished,
        """
        postgres=%s
        decorum_owner=%s
        decorum_app=%s
        """
            .formatted(password(), password(), password()));
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Login login(Properties kept, String user, Path file) {
    var password = kept.getProperty(user);
    if (password == null) {
      throw new DatabaseProblem(
          "The file %s lacks the password of %s: restore it from a backup.".formatted(file, user));
    }
    return new Login(user, password);
  }

  private static String password() {
    var bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
