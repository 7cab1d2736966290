package dev.decorum.database;

import dev.decorum.database.DatabaseAddress.Login;
import dev.decorum.database.FolderLock.Holder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The PostgreSQL that Decorum brings along: real server programs on a folder of its own, reachable
/// from this machine only.
///
/// What is committed is on disk: the folder survives the end of this process, of PostgreSQL and of
/// both at any moment. One server uses a folder at a time; commands join the server that runs on
/// it.
public final class EmbeddedPostgres implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final String DATABASE = "decorum";
  private static final Duration COMMAND_ENDS_WITHIN = Duration.ofSeconds(60);
  private static final long LARGE_LOG = 5_000_000;

  /// Written into the cluster's own `postgresql.conf` when it is made, where the administrator may
  /// change them. They fit a machine that also runs the application.
  private static final Map<String, String> TUNING =
      Map.of(
          "shared_buffers", "80MB",
          "work_mem", "8MB",
          "maintenance_work_mem", "64MB",
          "effective_cache_size", "512MB",
          "max_connections", "64",
          "max_wal_size", "512MB",
          "checkpoint_timeout", "15min",
          "random_page_cost", "1.1",
          "jit", "off");

  /// Not to be changed: durability, no way in from outside, and no word of a client in the log,
  /// which an error message, its detail or its statement may contain.
  private static final Map<String, String> RULES =
      Map.ofEntries(
          Map.entry("fsync", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("full_page_writes", "on"),
          Map.entry("listen_addresses", "127.0.0.1"),
          Map.entry("unix_socket_directories", ""),
          Map.entry("log_destination", "stderr"),
          Map.entry("logging_collector", "off"),
          Map.entry("log_min_messages", "log"),
          Map.entry("log_min_error_statement", "panic"),
          Map.entry("log_error_verbosity", "terse"),
          Map.entry("log_statement", "none"),
          Map.entry("log_duration", "off"),
          Map.entry("log_min_duration_statement", "-1"),
          Map.entry("log_min_duration_sample", "-1"),
          Map.entry("log_parameter_max_length", "0"),
          Map.entry("log_parameter_max_length_on_error", "0"),
          Map.entry("log_checkpoints", "off"),
          Map.entry("log_timezone", "UTC"),
          Map.entry("timezone", "UTC"));

  private final @Nullable FolderLock lock;
  private final @Nullable PostgresProcess process;
  private final int port;
  private final Credentials credentials;

  private EmbeddedPostgres(
      @Nullable FolderLock lock,
      @Nullable PostgresProcess process,
      int port,
      Credentials credentials) {
    this.lock = lock;
    this.process = process;
    this.port = port;
    this.credentials = credentials;
  }

  /// Starts PostgreSQL for a server on `folder`, which is made when it does not exist.
  ///
  /// @throws DatabaseProblem when another server runs there, or it cannot be started
  public static EmbeddedPostgres start(Path folder) {
    return start(folder, Map.of());
  }

  /// As [#start(Path)], with settings of PostgreSQL that overrule ours.
  public static EmbeddedPostgres start(Path folder, Map<String, String> settings) {
    return guarded(
        folder,
        home -> launch(home, lock(home, Holder.SERVER).orElseThrow(() -> inUse(folder)), settings));
  }

  /// The PostgreSQL of the server that runs on `folder`, or one of our own until [#close()].
  public static EmbeddedPostgres join(Path folder) {
    return guarded(
        folder,
        home -> {
          var lock = lock(home, Holder.COMMAND);
          return lock.isPresent() ? launch(home, lock.get(), Map.of()) : attach(home);
        });
  }

  /// How to reach it. The port is another one after each start, and stays while it runs.
  public DatabaseAddress address() {
    return new DatabaseAddress(url(port, DATABASE), credentials.owner(), credentials.application());
  }

  /// True when another process started it.
  public boolean joined() {
    return process == null;
  }

  /// The role that may do anything, such as making further databases.
  public Login superuser() {
    return credentials.superuser();
  }

  /// Stops PostgreSQL if this object started it.
  @Override
  public void close() {
    try {
      if (process != null) {
        process.stop();
      }
      if (lock != null) {
        lock.close();
      }
    } catch (IOException notReleased) {
      LOG.warn("The lock of the database could not be released", notReleased);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static EmbeddedPostgres launch(Path home, FolderLock lock, Map<String, String> settings)
      throws IOException, InterruptedException, SQLException {
    PostgresProcess process = null;
    var running = false;
    try {
      var cluster = cluster(home);
      var account = ServerAccount.of(cluster);
      account.passThrough(home);
      account.passThrough(home.resolveSibling("."));
      var binaries = PostgresBinaries.in(home);
      var credentials = Credentials.in(home);
      if (!Files.exists(cluster)) {
        createCluster(home, cluster, binaries, account, credentials);
      }
      PostgresProcess.stopOrphan(binaries, account, cluster);
      var log = log(home);
      var port = freePort();
      var all = new LinkedHashMap<>(RULES);
      all.putAll(settings);
      process = new PostgresProcess(binaries, account, cluster, log, port, all);
      process.start();
      createDatabase(home, port, credentials);
      running = true;
      return new EmbeddedPostgres(lock, process, port, credentials);
    } finally {
      if (!running) {
        if (process != null) {
          process.stop();
        }
        lock.close();
      }
    }
  }

  private static Path cluster(Path home) {
    return home.resolve("data-18");
  }

  private static void createCluster(
      Path home,
      Path cluster,
      PostgresBinaries binaries,
      ServerAccount account,
      Credentials credentials)
      throws IOException, InterruptedException {
    LOG.info("Creating the database");
    var unfinished = home.resolve("data.new");
    Folders.delete(unfinished);
    Files.createDirectory(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    var password = home.resolve("password.new");
    Credentials.writePrivately(password, credentials.superuser().password());
    account.own(unfinished);
    account.own(password);
    try {
      Programs.run(
          account.runs(initdb(binaries, unfinished, password, credentials.superuser().user())),
          "The database cannot be created");
    } finally {
      Files.delete(password);
    }
    Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
  }

  private static List<String> initdb(
      PostgresBinaries binaries, Path target, Path password, String superuser) {
    var command =
        new ArrayList<>(
            List.of(
                binaries.initdb(),
                "--pgdata=" + target,
                "--username=" + superuser,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--data-checksums",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--no-instructions"));
    TUNING.forEach((name, value) -> command.add("--set=" + name + "=" + value));
    return command;
  }

  /// Makes the roles and the database. Runs until it has once come to its end.
  private static void createDatabase(Path home, int port, Credentials credentials)
      throws SQLException, IOException {
    var done = home.resolve("database-created");
    if (Files.exists(done)) {
      return;
    }
    var superuser = credentials.superuser();
    try (var connection =
        DriverManager.getConnection(
            url(port, "postgres"), superuser.user(), superuser.password())) {
      createRole(connection, credentials.owner());
      createRole(connection, credentials.application());
      if (!exists(connection, "select 1 from pg_database where datname = ?", DATABASE)) {
        execute(
            connection,
            "create database %s owner %s".formatted(DATABASE, credentials.owner().user()));
      }
      execute(connection, "revoke all on database %s from public".formatted(DATABASE));
      execute(
          connection,
          "grant connect on database %s to %s"
              .formatted(DATABASE, credentials.application().user()));
    }
    Files.writeString(done, "");
  }

  private static void createRole(Connection connection, Login login) throws SQLException {
    if (!exists(connection, "select 1 from pg_roles where rolname = ?", login.user())) {
      execute(
          connection,
          "create role %s login password '%s'".formatted(login.user(), login.password()));
    }
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (var statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static void execute(Connection connection, String statement) throws SQLException {
    try (var executable = connection.createStatement()) {
      executable.execute(statement);
    }
  }

  private static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?%s".formatted(port, database, DriverOptions.TEXT);
  }

  /// The port may be taken by somebody else before PostgreSQL has it; the start then fails with a
  /// sentence that says so, and the next one finds another.
  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Path log(Path home) throws IOException {
    var log = home.resolve("postgres.log");
    if (Files.exists(log) && Files.size(log) > LARGE_LOG) {
      Files.move(log, home.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    return log;
  }

  /// The lock, or nothing when a server has it. Waits for a command that has it to end.
  private static Optional<FolderLock> lock(Path home, Holder holder)
      throws IOException, InterruptedException {
    var deadline = System.nanoTime() + COMMAND_ENDS_WITHIN.toNanos();
    while (true) {
      var lock = FolderLock.tryAcquire(home, holder);
      if (lock.isPresent() || FolderLock.holder(home).equals(Optional.of(Holder.SERVER))) {
        return lock;
      }
      if (System.nanoTime() > deadline) {
        throw new DatabaseProblem(
            "Another command is using %s: try again when it has ended."
                .formatted(home.getParent()));
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static EmbeddedPostgres attach(Path home) throws IOException, InterruptedException {
    var deadline = System.nanoTime() + COMMAND_ENDS_WITHIN.toNanos();
    while (true) {
      var port = PostgresProcess.readyPort(cluster(home));
      if (port.isPresent() && Files.exists(home.resolve("database-created"))) {
        return new EmbeddedPostgres(null, null, port.getAsInt(), Credentials.in(home));
      }
      if (System.nanoTime() > deadline) {
        throw new DatabaseProblem(
            "The server on %s is not ready: try again in a moment.".formatted(home.getParent()));
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static DatabaseProblem inUse(Path folder) {
    return new DatabaseProblem(
        "Another Decorum is running on %s: stop it, or choose another folder with --data."
            .formatted(folder.toAbsolutePath().getParent()));
  }

  private interface Launch {
    EmbeddedPostgres on(Path home) throws IOException, InterruptedException, SQLException;
  }

  /// Runs `launch` and turns what went wrong into a sentence.
  private static EmbeddedPostgres guarded(Path folder, Launch launch) {
    if (!System.getProperty("os.name").equals("Linux")) {
      throw new DatabaseProblem(
          "The embedded database runs on Linux only: start Decorum with --database-url and a PostgreSQL 18 of your own.");
    }
    try {
      var home = folder.toAbsolutePath().normalize();
      Files.createDirectories(home);
      return launch.on(home);
    } catch (AccessDeniedException denied) {
      throw new DatabaseProblem(
          "The folder %s cannot be written: give it to the user who starts Decorum, or choose another with --data."
              .formatted(denied.getFile()),
          denied);
    } catch (IOException | SQLException unexpected) {
      throw new DatabaseProblem(
          "The embedded database in %s cannot be started: %s"
              .formatted(folder, Sentences.cause(String.valueOf(unexpected.getMessage()))),
          unexpected);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new DatabaseProblem("The start of the database was interrupted.", interrupted);
    }
  }
}
