package dev.decorum.channels;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The whole program in a process of its own, which can be killed.
final class RealNode implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Process process;
  private final int webPort;
  private final int smtpPort;

  private RealNode(Process process, int webPort, int smtpPort) {
    this.process = process;
    this.webPort = webPort;
    this.smtpPort = smtpPort;
  }

  /// Starts `./decorum serve` and waits until it takes mail.
  static RealNode start(Path data, int smtpPort, String... options) throws IOException {
    int webPort = freePort();
    var arguments =
        new ArrayList<>(
            List.of(
                "serve",
                "--data",
                data.resolve("node").toString(),
                "--port",
                String.valueOf(webPort),
                "--smtp-port",
                String.valueOf(smtpPort)));
    arguments.addAll(List.of(options));
    var node = new RealNode(run(data, arguments), webPort, smtpPort);
    node.awaitMail();
    return node;
  }

  /// Where its pages and its API are.
  int webPort() {
    return webPort;
  }

  /// Runs another command of the program to its end.
  static void command(Path data, String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(arguments));
    command.addAll(List.of("--data", data.resolve("node").toString()));
    int code = run(data, command).waitFor();
    if (code != 0) throw new AssertionError(command + " ended with " + code);
  }

  private static Process run(Path data, List<String> arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.decorum.cli.Main"));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("log").toFile()))
        .start();
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitMail() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), smtpPort)) {
        socket.getInputStream().read();
        return;
      } catch (IOException notYet) {
        if (!process.isAlive()) throw new AssertionError("The node ended; see its log");
        if (System.nanoTime() > end) throw new AssertionError("The node does not start");
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
  }

  /// As `kill -9` does.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("The node did not end within a minute");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
