package dev.decorum.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The programs of PostgreSQL, unpacked from the class path.
record PostgresBinaries(Path bin) {

  static final String VERSION = "18.6";

  private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);
  private static final String EXECUTABLE = "rwxr-xr-x";

  /// The programs in `folder`, unpacked when they are not there yet.
  ///
  /// They appear under their final name only when complete, so an interrupted start leaves nothing
  /// that a later one would mistake for them.
  static PostgresBinaries in(Path folder) throws IOException {
    var home = folder.resolve("pgsql-" + VERSION);
    if (!Files.exists(home.resolve("bin/postgres"))) {
      LOG.info("Unpacking PostgreSQL {}", VERSION);
      var unfinished = folder.resolve("pgsql.new");
      Folders.delete(unfinished);
      Files.createDirectory(unfinished);
      unpack(unfinished);
      Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString(EXECUTABLE));
      Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    }
    return new PostgresBinaries(home.resolve("bin"));
  }

  String postgres() {
    return bin.resolve("postgres").toString();
  }

  String initdb() {
    return bin.resolve("initdb").toString();
  }

  String control() {
    return bin.resolve("pg_ctl").toString();
  }

  private static void unpack(Path target) throws IOException {
    try (var packed = PostgresBinaries.class.getResourceAsStream(archive())) {
      if (packed == null) {
        throw new DatabaseProblem(
            "Decorum brings no PostgreSQL for %s on %s: start it with --database-url and a server of your own."
                .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
      }
      try (var tar =
          new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
          unpack(tar, entry, target);
        }
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    var path = inside(target, entry.getName());
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.createLink(path, inside(target, entry.getLinkName()));
    } else {
      Files.copy(tar, path);
      var executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          path, PosixFilePermissions.fromString(executable ? EXECUTABLE : "rw-r--r--"));
    }
  }

  private static Path inside(Path target, String name) throws IOException {
    var path = target.resolve(name).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("An entry of the archive points outside of it");
    }
    return path;
  }

  private static String archive() {
    var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    var machine = System.getProperty("os.arch");
    var cpu =
        switch (machine) {
          case "amd64" -> "x86_64";
          case "aarch64" -> "arm_64";
          default -> machine;
        };
    return "/postgres-%s-%s.txz".formatted(system, cpu);
  }
}
