package dev.decorum.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running PostgreSQL of one cluster: started, kept alive, and stopped.
///
/// It dies with this process, however that ends, and is started again when it ends by itself.
final class PostgresProcess {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresProcess.class);
  private static final Duration READY_WITHIN = Duration.ofMinutes(5);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final PostgresBinaries binaries;
  private final ServerAccount account;
  private final Path cluster;
  private final Path log;
  private final List<String> command;
  private final int port;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable Process process;
  private volatile @Nullable IOException notForked;

  PostgresProcess(
      PostgresBinaries binaries,
      ServerAccount account,
      Path cluster,
      Path log,
      int port,
      Map<String, String> settings) {
    this.binaries = binaries;
    this.account = account;
    this.cluster = cluster;
    this.log = log;
    this.port = port;
    this.command = command(settings);
  }

  /// `setsid` keeps the Ctrl-C of a terminal away from PostgreSQL, which has to outlive the
  /// application by a moment; `pdeathsig` ends it when we are killed.
  private List<String> command(Map<String, String> settings) {
    var postgres = new ArrayList<>(List.of("setpriv", "--pdeathsig", "INT", "--"));
    postgres.addAll(
        List.of(binaries.postgres(), "-D", cluster.toString(), "-p", Integer.toString(port)));
    settings.forEach((name, value) -> postgres.addAll(List.of("-c", name + "=" + value)));
    var whole = new ArrayList<>(List.of("setsid"));
    whole.addAll(account.runs(postgres));
    return List.copyOf(whole);
  }

  /// Starts PostgreSQL and returns when it accepts connections.
  void start() throws InterruptedException, IOException {
    var logged = Files.exists(log) ? Files.size(log) : 0;
    var forked = new CountDownLatch(1);
    // The kernel sends the death signal when the thread that forked ends, so this one lives on.
    Thread.ofPlatform().daemon().name("postgres").start(() -> keepAlive(forked));
    forked.await();
    var running = process;
    if (running == null) {
      throw new DatabaseProblem(
          "PostgreSQL cannot be started: the program setsid, setpriv or unshare is missing (on Debian: apt-get install util-linux).",
          notForked);
    }
    var deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (!isReady()) {
      if (!running.isAlive() || System.nanoTime() > deadline) {
        stopped.countDown();
        throw new DatabaseProblem(
            "PostgreSQL does not start: %s (More in %s)"
                .formatted(Sentences.cause(Files.readString(log).substring((int) logged)), log));
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private void keepAlive(CountDownLatch forked) {
    var pause = Duration.ofMillis(100);
    try {
      do {
        var begun = System.nanoTime();
        var running = fork();
        forked.countDown();
        if (running == null) {
          return;
        }
        var code = running.waitFor();
        if (stopped.getCount() == 0) {
          return;
        }
        LOG.warn("PostgreSQL ended by itself (code {}) and is started again", code);
        var lived = Duration.ofNanos(System.nanoTime() - begun);
        pause = lived.compareTo(LONGEST_PAUSE) > 0 ? Duration.ofMillis(100) : longer(pause);
      } while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration longer(Duration pause) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  private synchronized @Nullable Process fork() {
    if (stopped.getCount() == 0) {
      return null;
    }
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return process;
    } catch (IOException notFound) {
      notForked = notFound;
      return null;
    }
  }

  private boolean isReady() throws IOException {
    return readyPort(cluster).stream().anyMatch(ready -> ready == port);
  }

  /// Stops PostgreSQL in an orderly way: transactions under way are rolled back, the rest is on
  /// disk.
  void stop() throws InterruptedException {
    var running = last();
    if (running == null || !running.isAlive()) {
      return;
    }
    try {
      stop(binaries, account, cluster);
    } catch (DatabaseProblem notYetUp) {
      LOG.debug("Stopping PostgreSQL by signal", notYetUp);
      running.destroy();
    }
    if (!running.waitFor(60, TimeUnit.SECONDS)) {
      running.destroyForcibly();
    }
  }

  /// The last process there will be.
  private synchronized @Nullable Process last() {
    stopped.countDown();
    return process;
  }

  /// Stops a PostgreSQL that somebody killed from under us left running. True if there was one.
  static boolean stopOrphan(PostgresBinaries binaries, ServerAccount account, Path cluster)
      throws IOException, InterruptedException {
    var lines = pidFile(cluster);
    var orphan =
        lines.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(lines.getFirst()));
    // After a reboot the number may belong to any other program.
    var alive =
        orphan.isPresent()
            && ProcessHandle.of(orphan.getAsInt())
                .flatMap(handle -> handle.info().command())
                .filter(program -> program.endsWith("/postgres"))
                .isPresent();
    if (alive) {
      LOG.info("Stopping the PostgreSQL that an interrupted run left behind");
      stop(binaries, account, cluster);
    }
    return alive;
  }

  private static void stop(PostgresBinaries binaries, ServerAccount account, Path cluster)
      throws InterruptedException {
    Programs.run(
        account.runs(
            List.of(
                binaries.control(),
                "stop",
                "-D",
                cluster.toString(),
                "-m",
                "fast",
                "-w",
                "-t",
                "60")),
        "PostgreSQL does not stop");
  }

  /// The port of a PostgreSQL that accepts connections on `cluster`.
  static OptionalInt readyPort(Path cluster) throws IOException {
    var lines = pidFile(cluster);
    return lines.size() >= 8 && lines.get(7).equals("ready")
        ? OptionalInt.of(Integer.parseInt(lines.get(3)))
        : OptionalInt.empty();
  }

  private static List<String> pidFile(Path cluster) throws IOException {
    try {
      return Files.readAllLines(cluster.resolve("postmaster.pid")).stream()
          .map(String::strip)
          .toList();
    } catch (NoSuchFileException _) {
      return List.of();
    }
  }
}
