package dev.decorum.cli;

import dev.decorum.database.Database;
import dev.decorum.database.DatabaseAddress.Login;
import dev.decorum.database.EmbeddedPostgres;
import dev.decorum.database.ExternalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which installation a command is about.
final class DatabaseOptions {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of this node: root key and embedded database.")
  private @Nullable Path data;

  @Option(
      names = "--database-url",
      paramLabel = "URL",
      description = {
        "Use a PostgreSQL 18 of your own: jdbc:postgresql://HOST/DATABASE.",
        "Its password comes from DECORUM_DATABASE_PASSWORD_FILE or DECORUM_DATABASE_PASSWORD."
      })
  private @Nullable String databaseUrl;

  @Option(
      names = "--database-user",
      paramLabel = "USER",
      description = "User of the database at --database-url.")
  private @Nullable String databaseUser;

  @Option(
      names = "--database-password-file",
      paramLabel = "FILE",
      description = "File with that user's password.")
  private @Nullable Path databasePasswordFile;

  @Option(
      names = "--database-owner-user",
      paramLabel = "USER",
      description = "Another user, who creates and changes the tables.")
  private @Nullable String databaseOwnerUser;

  @Option(
      names = "--database-owner-password-file",
      paramLabel = "FILE",
      description = "File with the password of the owner.")
  private @Nullable Path databaseOwnerPasswordFile;

  @Option(
      names = "--root-key-file",
      paramLabel = "FILE",
      description = "The root key, when it is not in the data folder.")
  private @Nullable Path rootKeyFile;

  @Option(
      names = "--verbose",
      description = "Say more on standard error, with the cause of a failure.")
  private boolean verbose;

  /// The folder of this node. Without `--data` it lies beside the program.
  Path data(String name) {
    var home = Path.of(System.getProperty("decorum.home", ""));
    return Objects.requireNonNullElse(data, home.resolve(name)).toAbsolutePath().normalize();
  }

  boolean external() {
    return databaseUrl != null;
  }

  boolean verbose() {
    return verbose;
  }

  /// The root key of the installation on this folder; the file need not exist.
  Path rootKey(Path folder) {
    return Objects.requireNonNullElse(rootKeyFile, folder.resolve("root.key"));
  }

  /// The database for a server, which has it for itself when it is the embedded one.
  Database start(Path folder) {
    return databaseUrl == null
        ? Database.embedded(EmbeddedPostgres.start(folder.resolve("postgres")))
        : connect(databaseUrl);
  }

  /// The database for a command, beside a running server or without one.
  Database join(Path folder) {
    if (databaseUrl != null) {
      return connect(databaseUrl);
    }
    if (!Files.isDirectory(folder)) {
      throw new Problem(
          "There is no data folder %s: name the server's with --data DIR.".formatted(folder));
    }
    return Database.embedded(EmbeddedPostgres.join(folder.resolve("postgres")));
  }

  private Database connect(String url) {
    if (databaseUser == null) {
      throw new Problem(
          "The user of the database is missing: set DECORUM_DATABASE_USER and DECORUM_DATABASE_PASSWORD_FILE.");
    }
    var application =
        new Login(
            databaseUser,
            password(databasePasswordFile, "DECORUM_DATABASE_PASSWORD", databaseUser));
    var owner =
        databaseOwnerUser == null
            ? application
            : new Login(
                databaseOwnerUser,
                password(
                    databaseOwnerPasswordFile,
                    "DECORUM_DATABASE_OWNER_PASSWORD",
                    databaseOwnerUser));
    return Database.external(ExternalPostgres.at(url, owner, application));
  }

  private static String password(@Nullable Path file, String variable, String user) {
    if (file == null) {
      return Objects.requireNonNullElse(System.getenv(variable), "");
    }
    try {
      return Files.readString(file).stripTrailing();
    } catch (IOException unreadable) {
      throw new Problem(
          "The file %s with the password of %s cannot be read: check its name and rights."
              .formatted(file, user));
    }
  }

  /// What every process of this installation has to know.
  Map<String, Object> asProperties(Path folder) {
    return rootKeyFile == null
        ? Map.of("decorum.data", folder.toString())
        : Map.of(
            "decorum.data",
            folder.toString(),
            "decorum.root-key-file",
            rootKeyFile.toAbsolutePath().toString());
  }
}
