package dev.decorum.database;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/// Writes the files of a running database into an archive, in the way of PostgreSQL's low-level
/// backup: between its start and its stop the files may change under the reader, and the log that
/// is copied last mends them when they are restored.
///
/// Source: PostgreSQL 18 documentation, 25.3.4 "Making a Base Backup Using the Low Level API".
final class BackupWriter {

  static final Set<PosixFilePermission> OURS_FILE = PosixFilePermissions.fromString("rw-------");
  static final Set<PosixFilePermission> OURS_FOLDER = PosixFilePermissions.fromString("rwx------");

  /// Folders whose content is made anew at each start, or copied apart (25.3.4.3).
  private static final Set<String> EMPTY =
      Set.of(
          "pg_wal",
          "pg_replslot",
          "pg_dynshmem",
          "pg_notify",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans");

  private static final Set<String> LEFT_OUT =
      Set.of("postmaster.pid", "postmaster.opts", "pg_internal.init", "current_logfiles");

  private static final String CONTROL = "pg_control";

  private final Path folder;
  private final TarArchiveOutputStream tar;
  private final Map<String, String> digests = new LinkedHashMap<>();
  private long bytes;

  private BackupWriter(Path folder, TarArchiveOutputStream tar) {
    this.folder = folder;
    this.tar = tar;
  }

  static Backup write(
      EmbeddedPostgres postgres,
      Path folder,
      @Nullable Path rootKey,
      Path file,
      String program,
      Instant at)
      throws IOException, SQLException {
    Files.deleteIfExists(file);
    Files.createFile(file, PosixFilePermissions.asFileAttribute(OURS_FILE));
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      var packed = new FastGzip(Channels.newOutputStream(channel));
      var tar = new TarArchiveOutputStream(packed, StandardCharsets.UTF_8.name());
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      var writer = new BackupWriter(folder, tar);
      writer.about(program, at);
      writer.database(postgres, rootKey);
      writer.manifest();
      tar.finish();
      packed.finish();
      channel.force(true);
      return new Backup(
          at,
          program,
          writer.digests.size(),
          writer.bytes,
          writer.digests.containsKey(Backup.ROOT_KEY));
    }
  }

  private void about(String program, Instant at) throws IOException {
    var about = new Properties();
    about.setProperty("format", Backup.FORMAT);
    about.setProperty("program", program);
    about.setProperty("postgres", PostgresBinaries.VERSION);
    about.setProperty("at", at.toString());
    var text = new StringWriter();
    about.store(text, null);
    put(Backup.ABOUT, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void database(EmbeddedPostgres postgres, @Nullable Path rootKey)
      throws IOException, SQLException {
    var superuser = postgres.superuser();
    try (var connection =
        DriverManager.getConnection(
            postgres.address().url(), superuser.user(), superuser.password())) {
      // Before the database, so that the log of changes is never behind its anchor.
      addIfThere(folder.resolve(Backup.AUDIT_HEAD), Backup.AUDIT_HEAD);
      if (rootKey != null) add(rootKey, Backup.ROOT_KEY);
      add(folder.resolve("postgres/credentials"), Backup.POSTGRES + "credentials");
      add(folder.resolve("postgres/database-created"), Backup.POSTGRES + "database-created");
      // Ends with this connection, and keeps until then all the log that the backup needs.
      query(
          connection,
          "select slot_name from pg_create_physical_replication_slot('decorum_backup_'"
              + " || pg_backend_pid(), true, true)");
      var first =
          query(connection, "select pg_walfile_name(pg_backup_start('decorum', fast => true))");
      var cluster = folder.resolve(Backup.CLUSTER);
      var control = cluster.resolve("global").resolve(CONTROL);
      Files.walkFileTree(cluster, new Cluster(cluster));
      add(control, name(cluster, control));
      try (var statement = connection.createStatement();
          var stopped =
              statement.executeQuery(
                  "select labelfile, pg_walfile_name(lsn)"
                      + " from pg_backup_stop(wait_for_archive => false)")) {
        stopped.next();
        put(
            Backup.CLUSTER + "/backup_label",
            stopped.getString(1).getBytes(StandardCharsets.UTF_8));
        log(cluster.resolve("pg_wal"), first, stopped.getString(2));
      }
    }
  }

  private static String query(Connection connection, String text) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(text)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /// The pieces of the log from the start to the stop; their names sort like their positions.
  private void log(Path folder, String first, String last) throws IOException {
    try (var pieces = Files.newDirectoryStream(folder, name -> Files.isRegularFile(name))) {
      for (var piece : pieces) {
        var name = piece.getFileName().toString();
        boolean needed =
            name.length() == first.length()
                && name.compareTo(first) >= 0
                && name.compareTo(last) <= 0;
        if (needed || name.endsWith(".history")) {
          add(piece, Backup.CLUSTER + "/pg_wal/" + name);
        }
      }
    }
  }

  private static String name(Path cluster, Path file) {
    return Backup.CLUSTER + "/" + cluster.relativize(file);
  }

  private final class Cluster extends SimpleFileVisitor<Path> {

    private final Path cluster;

    Cluster(Path cluster) {
      this.cluster = cluster;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes)
        throws IOException {
      var name = visited.getFileName().toString();
      if (name.startsWith("pgsql_tmp")) return FileVisitResult.SKIP_SUBTREE;
      if (visited.equals(cluster)) return FileVisitResult.CONTINUE;
      putFolder(name(cluster, visited) + "/");
      if (cluster.equals(visited.getParent()) && EMPTY.contains(name)) {
        if (name.equals("pg_wal")) putFolder(name(cluster, visited) + "/archive_status/");
        return FileVisitResult.SKIP_SUBTREE;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      var name = file.getFileName().toString();
      if (!LEFT_OUT.contains(name) && !name.equals(CONTROL)) {
        addIfThere(file, name(cluster, file));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      // A table that was dropped meanwhile.
      if (failure instanceof NoSuchFileException) return FileVisitResult.CONTINUE;
      throw failure;
    }
  }

  private void addIfThere(Path file, String name) throws IOException {
    try {
      add(file, name);
    } catch (NoSuchFileException _) {
      // Dropped meanwhile; the log says so too.
    }
  }

  private void add(Path file, String name) throws IOException {
    try (var content = Files.newInputStream(file)) {
      put(name, content, Files.size(file));
    }
  }

  private void put(String name, byte[] content) throws IOException {
    put(name, new ByteArrayInputStream(content), content.length);
  }

  private void putFolder(String name) throws IOException {
    tar.putArchiveEntry(new TarArchiveEntry(name));
    tar.closeArchiveEntry();
  }

  /// Exactly `size` bytes: a file that grows meanwhile is cut, one that shrinks filled with zeros,
  /// and the log mends both.
  private void put(String name, InputStream content, long size) throws IOException {
    var entry = new TarArchiveEntry(name);
    entry.setSize(size);
    entry.setMode(0100600);
    tar.putArchiveEntry(entry);
    var digest = sha256();
    var buffer = new byte[1 << 16];
    for (long left = size; left > 0; ) {
      int wanted = (int) Math.min(buffer.length, left);
      int read = content.readNBytes(buffer, 0, wanted);
      Arrays.fill(buffer, read, wanted, (byte) 0);
      tar.write(buffer, 0, wanted);
      digest.update(buffer, 0, wanted);
      left -= wanted;
    }
    tar.closeArchiveEntry();
    if (!name.equals(Backup.ABOUT) && !name.equals(Backup.MANIFEST)) {
      digests.put(name, HexFormat.of().formatHex(digest.digest()));
      bytes += size;
    }
  }

  private void manifest() throws IOException {
    var text = new StringBuilder();
    digests.forEach((name, digest) -> text.append(digest).append("  ").append(name).append('\n'));
    put(Backup.MANIFEST, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  static Map<String, String> readManifest(InputStream content) throws IOException {
    var manifest = new HashMap<String, String>();
    var lines = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      var parts = line.split("  ", 2);
      if (parts.length == 2) manifest.put(parts[1], parts[0]);
    }
    return manifest;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// Sealed bytes do not compress; what does, does at the lowest level.
  private static final class FastGzip extends GZIPOutputStream {

    FastGzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
