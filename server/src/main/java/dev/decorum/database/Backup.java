package dev.decorum.database;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/// A backup of the embedded database, in one file: a gzipped tar archive of the database files, of
/// the passwords of its roles and of the anchor of the audit log, with a checksum of each.
///
/// It is made while the server works, and holds what was committed when it ended. What clients say
/// is sealed in it as in the database, so it is worth nothing without the root key, which is in it
/// only when that is asked for.
///
/// @param at when it was begun
/// @param program the version of Decorum that made it
/// @param files how many files are in it
/// @param bytes of these files, unpacked
/// @param withRootKey whether the root key is in it
public record Backup(Instant at, String program, long files, long bytes, boolean withRootKey) {

  static final String ABOUT = "about.properties";
  static final String MANIFEST = "manifest.sha256";
  static final String FORMAT = "1";

  /// Of the data folder, beside the database.
  static final String ROOT_KEY = "root.key";

  static final String AUDIT_HEAD = "audit.head";
  static final String POSTGRES = "postgres/";
  static final String CLUSTER = POSTGRES + "data-18";

  /// Makes a backup of the database in `folder`. Cut off, it leaves nothing under the name of
  /// `file`.
  ///
  /// @param rootKey to put into the backup; null: not
  /// @throws DatabaseProblem when there is such a file already, or the backup cannot be made
  public static Backup create(
      Path folder, Path file, @Nullable Path rootKey, String program, Clock clock) {
    if (Files.exists(file)) {
      throw new DatabaseProblem("There is a file %s already: name another.".formatted(file));
    }
    var unfinished = file.resolveSibling(file.getFileName() + ".part");
    return guarded(
        "The backup could not be made",
        () -> {
          try (var postgres = EmbeddedPostgres.join(folder.resolve("postgres"))) {
            var backup =
                BackupWriter.write(postgres, folder, rootKey, unfinished, program, clock.instant());
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            return backup;
          } finally {
            Files.deleteIfExists(unfinished);
          }
        });
  }

  /// Reads a backup from end to end, compares each file with its checksum, unpacks it into a folder
  /// beside it, starts a database on that, reads every table, and removes it again.
  ///
  /// @throws DatabaseProblem when it is damaged or cannot be restored
  public static Backup verify(Path file) {
    var trial = file.resolveSibling(file.getFileName() + ".trial");
    return guarded(
        "The backup %s could not be looked at".formatted(file),
        () -> {
          try {
            Folders.delete(trial);
            Files.createDirectory(trial);
            var backup = unpack(file, trial);
            try (var postgres = EmbeddedPostgres.join(trial.resolve("postgres"))) {
              readAll(postgres);
            }
            return backup;
          } finally {
            Folders.delete(trial);
          }
        });
  }

  /// Unpacks a backup into a data folder that has no database. The folder is complete or has none.
  ///
  /// @throws DatabaseProblem when the backup is damaged, or the folder has a database already
  public static Backup restore(Path file, Path folder) {
    if (Files.exists(folder.resolve("postgres"))) {
      throw new DatabaseProblem(
          "There is a database in %s already: name an empty folder with --data, or move that one away."
              .formatted(folder));
    }
    var unfinished = folder.resolveSibling(folder.getFileName() + ".restoring");
    return guarded(
        "The backup %s could not be restored".formatted(file),
        () -> {
          try {
            Folders.delete(unfinished);
            Files.createDirectories(unfinished);
            var backup = unpack(file, unfinished);
            Files.createDirectories(folder);
            for (var name : List.of(ROOT_KEY, AUDIT_HEAD)) {
              var unpacked = unfinished.resolve(name);
              // A root key that lies there already was put there on purpose.
              if (Files.exists(unpacked) && !Files.exists(folder.resolve(name))) {
                Files.move(unpacked, folder.resolve(name));
              }
            }
            Files.move(
                unfinished.resolve("postgres"),
                folder.resolve("postgres"),
                StandardCopyOption.ATOMIC_MOVE);
            return backup;
          } finally {
            Folders.delete(unfinished);
          }
        });
  }

  /// Reading a page compares it with its checksum.
  private static void readAll(EmbeddedPostgres postgres) throws SQLException {
    var address = postgres.address();
    var reader = postgres.superuser();
    try (var connection =
            DriverManager.getConnection(address.url(), reader.user(), reader.password());
        var statement = connection.createStatement()) {
      var tables = new ArrayList<String>();
      try (var rows =
          statement.executeQuery(
              "select format('%I.%I', schemaname, tablename) from pg_catalog.pg_tables"
                  + " where schemaname not in ('pg_catalog', 'information_schema')")) {
        while (rows.next()) tables.add(rows.getString(1));
      }
      for (var table : tables) {
        statement.execute("select count(*) from " + table);
      }
    } catch (SQLException unreadable) {
      throw new DatabaseProblem(
          "The backup unpacks, but its database cannot be read: use another one.", unreadable);
    }
  }

  private static Backup unpack(Path file, Path target) throws IOException {
    var digests = new HashMap<String, String>();
    Properties about = null;
    Map<String, String> manifest = null;
    long bytes = 0;
    try (var packed =
            new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)), 1 << 16);
        var tar = new TarArchiveInputStream(packed)) {
      for (var entry = next(tar); entry != null; entry = next(tar)) {
        if (about == null && !entry.getName().equals(ABOUT)) break;
        if (entry.getName().equals(ABOUT)) {
          about = new Properties();
          about.load(tar);
        } else if (entry.getName().equals(MANIFEST)) {
          manifest = BackupWriter.readManifest(tar);
        } else {
          bytes += unpack(tar, entry, target, digests);
        }
      }
      // The checksum of the packed stream is at its very end.
      packed.transferTo(OutputStream.nullOutputStream());
    } catch (ZipException | EOFException notWhole) {
      throw new DatabaseProblem(
          "The backup %s is damaged or not whole: use another one.".formatted(file), notWhole);
    }
    if (about == null) {
      throw new DatabaseProblem("%s is not a backup of Decorum.".formatted(file));
    }
    if (!FORMAT.equals(about.getProperty("format"))) {
      throw new DatabaseProblem(
          "The backup %s was made by a newer Decorum (%s): restore it with that."
              .formatted(file, about.getProperty("program")));
    }
    if (manifest == null || !manifest.equals(digests)) {
      throw new DatabaseProblem(
          "The backup %s is damaged or not whole: use another one.".formatted(file));
    }
    own(target.resolve(CLUSTER));
    return new Backup(
        Instant.parse(about.getProperty("at")),
        about.getProperty("program"),
        digests.size(),
        bytes,
        digests.containsKey(ROOT_KEY));
  }

  private static @Nullable TarArchiveEntry next(TarArchiveInputStream tar) throws IOException {
    try {
      return tar.getNextEntry();
    } catch (EOFException | ZipException notWhole) {
      throw notWhole;
    } catch (IOException notAnEntry) {
      throw (ZipException) new ZipException("no entry of an archive").initCause(notAnEntry);
    }
  }

  private static long unpack(
      TarArchiveInputStream tar, TarArchiveEntry entry, Path target, Map<String, String> digests)
      throws IOException {
    var path = inside(target, entry.getName());
    if (entry.isDirectory()) {
      createPrivately(path);
      return 0;
    }
    createPrivately(path.resolveSibling("."));
    var digest = BackupWriter.sha256();
    Files.createFile(path, PosixFilePermissions.asFileAttribute(BackupWriter.OURS_FILE));
    try (var out = Files.newOutputStream(path)) {
      long size = new DigestInputStream(tar, digest).transferTo(out);
      digests.put(entry.getName(), HexFormat.of().formatHex(digest.digest()));
      return size;
    }
  }

  /// A name that is none, or leads outside, or comes twice: the archive is damaged.
  private static Path inside(Path target, String name) throws ZipException {
    try {
      var path = target.resolve(name).normalize();
      if (path.startsWith(target) && (name.endsWith("/") || !Files.exists(path))) return path;
    } catch (InvalidPathException notAName) {
      throw (ZipException) new ZipException("no name of a file").initCause(notAName);
    }
    throw new ZipException("a name that cannot be");
  }

  private static void createPrivately(Path folder) throws IOException {
    Files.createDirectories(
        folder.normalize(), PosixFilePermissions.asFileAttribute(BackupWriter.OURS_FOLDER));
  }

  /// To whom PostgreSQL will run as.
  private static void own(Path cluster) throws IOException {
    try {
      var account = ServerAccount.of(cluster.resolveSibling("data.new"));
      try (var paths = Files.walk(cluster)) {
        for (var path : paths.toList()) account.own(path);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new DatabaseProblem("Restoring was interrupted: start it again.", interrupted);
    }
  }

  private interface Work {
    Backup go() throws IOException, SQLException;
  }

  private static Backup guarded(String failure, Work work) {
    try {
      return work.go();
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException inTheWay) {
      throw new DatabaseProblem(
          "%s: %s is in the way.".formatted(failure, inTheWay.getFile()), inTheWay);
    } catch (IOException | SQLException unexpected) {
      throw new DatabaseProblem(
          "%s: %s".formatted(failure, Sentences.cause(String.valueOf(unexpected.getMessage()))),
          unexpected);
    }
  }
}
