package dev.decorum.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A node that serves a data folder on the loopback interface, as `./decorum serve` starts it, and
/// ends with this object.
final class Node implements AutoCloseable {

  private final String home;
  private final Path data;
  private final Process process;
  private final double readyAfter;

  private Node(String home, Path data, Process process, double readyAfter) {
    this.home = home;
    this.data = data;
    this.process = process;
    this.readyAfter = readyAfter;
  }

  /// Pages on `port`, mail on the port after it.
  static Node started(String home, Path data, int port) throws IOException, InterruptedException {
    settle(home, data, port);
    return start(home, data, port);
  }

  /// The same once more, after it was killed.
  static Node again(String home, Path data, int port) throws IOException, InterruptedException {
    return start(home, data, port);
  }

  /// Builds what has to be built, and lets a first server make the cache of classes that later
  /// starts use: neither belongs to what is measured.
  private static void settle(String home, Path data, int port)
      throws IOException, InterruptedException {
    new ProcessBuilder(home + "/decorum", "--version").inheritIO().start().waitFor();
    if (cacheIsMade(home)) {
      return;
    }
    try (var _ = start(home, data, port)) {
      for (int second = 0; second < 180 && !cacheIsMade(home); second++) {
        Thread.sleep(Duration.ofSeconds(1));
      }
    }
  }

  private static boolean cacheIsMade(String home) throws IOException {
    Path target = Path.of(home, "server/target");
    Path program = target.resolve(Files.readString(target.resolve("program")));
    try (var files = Files.list(program)) {
      return files.anyMatch(file -> file.toString().endsWith(".aot"));
    }
  }

  private static Node start(String home, Path data, int port)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    var process =
        new ProcessBuilder(
                home + "/decorum",
                "serve",
                "--data",
                data.toString(),
                "--port",
                "" + port,
                "--smtp-port",
                "" + (port + 1))
            .redirectErrorStream(true)
            .start();
    awaitReady(process);
    return new Node(home, data, process, (System.nanoTime() - begun) / 1e9);
  }

  private static void awaitReady(Process node) throws IOException {
    var lines =
        new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8));
    for (String line; (line = lines.readLine()) != null; ) {
      if (line.contains("Decorum is ready")) {
        // What the node says from now on must not fill its pipe.
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    while (lines.readLine() != null) {}
                  } catch (IOException ended) {
                    return;
                  }
                });
        return;
      }
      System.err.println(line);
    }
    throw new IOException("The node ended before it was ready");
  }

  /// Seconds from the start of the command.
  double readyAfter() {
    return readyAfter;
  }

  Processes processes() {
    return new Processes(process.pid());
  }

  /// Takes mail for this address; without an outgoing server answers stay.
  void mailbox(String address) throws IOException, InterruptedException {
    command("mailbox", "add", "--address", address)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /// Fetches the mail of this address from an IMAP server on this machine.
  void mailbox(String address, int imapPort, String password)
      throws IOException, InterruptedException {
    var add =
        new ProcessBuilder(
                home + "/decorum",
                "mailbox",
                "add",
                "--data",
                data.toString(),
                "--address",
                address,
                "--imap-host",
                "127.0.0.1",
                "--imap-port",
                "" + imapPort,
                "--imap-tls",
                "none",
                "--imap-password-stdin")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var input = add.outputWriter(StandardCharsets.UTF_8)) {
      input.write(password + '\n');
    }
    if (add.waitFor() != 0) {
      throw new IOException("No mailbox");
    }
  }

  /// Runs another command on this data folder to its end.
  ///
  /// @param input a line for its standard input
  void command(String input, String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(home + "/decorum"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--data", data.toString()));
    var process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var line = process.outputWriter(StandardCharsets.UTF_8)) {
      line.write(input + '\n');
    }
    int code = process.waitFor();
    if (code != 0) throw new IOException(String.join(" ", command) + " ended with " + code);
  }

  /// As `kill -9` does.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  String token(String member) throws IOException, InterruptedException {
    Process command =
        command("token", "create", "--member", member)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String token =
        new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (command.waitFor() != 0) {
      throw new IOException("No token");
    }
    return token;
  }

  private ProcessBuilder command(String group, String name, String option, String value) {
    return new ProcessBuilder(
        home + "/decorum", group, name, "--data", data.toString(), option, value);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
