package dev.decorum.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.decorum.database.EmbeddedPostgres;
import dev.decorum.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.jdbc.core.simple.JdbcClient;

/// One server from its first start to its end, with commands beside it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServeTests {

  private record Ended(int code, String out, String err) {

    /// What a command printed that did its work; else the test says all that it said.
    String told() {
      assertThat(code).as("%s", this).isZero();
      return out;
    }
  }

  private final Path folder = TestDatabase.newFolder();
  private final HttpClient browser = HttpClient.newHttpClient();
  private final List<String> said = new ArrayList<>();
  private final int smtpPort = freePort();
  private Process server = start();

  private Process start() {
    try {
      var postgres = Files.createDirectories(folder.resolve("postgres"));
      var programs = TestDatabase.programs();
      Files.createSymbolicLink(postgres.resolve(String.valueOf(programs.getFileName())), programs);
      return decorum(
          "serve",
          "--data",
          folder.toString(),
          "--port",
          "0",
          "--smtp-port",
          String.valueOf(smtpPort));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }

  private static Process decorum(String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("DECORUM_"));
    return builder.start();
  }

  private Ended command(String... arguments) throws Exception {
    return commandReading("", arguments);
  }

  private Ended commandReading(String input, String... arguments) throws Exception {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", folder.toString()));
    var process = decorum(all.toArray(String[]::new));
    try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
      stdin.write(input);
    }
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out.strip(), err.strip());
  }

  @BeforeAll
  void waitUntilReady() throws IOException {
    Thread.ofVirtual().start(() -> drain(server));
    var reader =
        new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
    for (var line = reader.readLine(); line != null; line = reader.readLine()) {
      said.add(line);
      if (line.startsWith("Set up: ")) {
        return;
      }
    }
    throw new IllegalStateException("The server ended: " + said);
  }

  private static void drain(Process process) {
    try {
      process.getErrorStream().transferTo(System.err);
    } catch (IOException ended) {
      System.err.println(ended.getMessage());
    }
  }

  @AfterAll
  void stop() {
    server.destroyForcibly();
    browser.close();
  }

  private String baseUrl() {
    return said.get(1).replaceFirst("^Open ", "");
  }

  private int status(String path) throws IOException, InterruptedException {
    return browser
        .send(
            HttpRequest.newBuilder(URI.create(baseUrl() + path))
                .timeout(Duration.ofSeconds(30))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  @Order(1)
  void saysThatItIsReadyAndHowToBegin() throws Exception {
    assertThat(said).hasSize(3).first().isEqualTo("Decorum is ready");
    assertThat(said.get(1)).matches("Open http://localhost:\\d+");
    assertThat(said.get(2)).startsWith("Set up: " + baseUrl() + "/");
    assertThat(status("/livez")).isEqualTo(200);
    assertThat(status("/readyz")).isEqualTo(200);
  }

  @Test
  @Order(2)
  void commandsWorkBesideIt() throws Exception {
    var member =
        command(
            "member",
            "add",
            "--name",
            "Jonas Lind",
            "--email",
            "jonas@example.com",
            "--role",
            "admin");
    var token = command("token", "create", "--member", "jonas@example.com");
    var mailbox = command("mailbox", "add", "--address", "hello@example.com");
    var doctor = command("doctor");

    assertThat(member.told()).startsWith(baseUrl() + "/");
    assertThat(token.told()).matches("dcm_pat_\\w+");
    assertThat(mailbox).as("%s", mailbox).isEqualTo(new Ended(0, "", ""));
    assertThat(doctor.told()).contains("ok    The server is running and ready");
  }

  @Test
  @Order(3)
  void aTestMailIsSentThereAndBackByACommand() throws Exception {
    var added =
        command(
            "mailbox",
            "add",
            "--address",
            "there-and-back@example.com",
            "--smtp-host",
            "127.0.0.1",
            "--smtp-port",
            String.valueOf(smtpPort),
            "--smtp-tls",
            "none");

    var came = command("mailbox", "test", "--address", "There-And-Back@example.com");
    var unknown = command("mailbox", "test", "--address", "nobody@example.com");

    assertThat(added).as("%s", added).isEqualTo(new Ended(0, "", ""));
    assertThat(came.told()).matches("The test mail left by .* and came in by SMTP\\.");
    assertThat(came.err()).contains("Handing a test mail to", "waiting for it on the SMTP port");
    assertThat(unknown)
        .isEqualTo(new Ended(2, "", "There is no mailbox with the address nobody@example.com."));
  }

  @Test
  @Order(3)
  void copiesOfAnswersGoIntoTheFolderThatACommandNames() throws Exception {
    var named = addFetching("copies@example.com", "--imap-sent-folder", "Answers");
    var byTheServer = addFetching("sent@example.com", "--imap-sent-copies");

    assertThat(List.of(named, byTheServer)).containsOnly(new Ended(0, "", ""));
    try (var database = EmbeddedPostgres.join(folder.resolve("postgres"))) {
      assertThat(
              JdbcClient.create(TestDatabase.dataSource(database.address()))
                  .sql("select name is not null from channels.sent_folder order by 1")
                  .query(Boolean.class)
                  .list())
          .containsExactly(false, true);
    }
  }

  /// Nobody listens there: what is asked for is kept all the same.
  private Ended addFetching(String address, String... options) throws Exception {
    var all =
        new ArrayList<>(
            List.of(
                "mailbox",
                "add",
                "--address",
                address,
                "--imap-host",
                "127.0.0.1",
                "--imap-port",
                String.valueOf(freePort()),
                "--imap-tls",
                "none",
                "--imap-password-stdin"));
    all.addAll(List.of(options));
    return commandReading("plum orchard window\n", all.toArray(String[]::new));
  }

  @Test
  @Order(3)
  void aSecondServerOnTheFolderIsRefused() throws Exception {
    var second = command("serve", "--port", "0", "--smtp-port", "0");

    assertThat(second)
        .isEqualTo(
            new Ended(
                2,
                "",
                "Another Decorum is running on %s: stop it, or choose another folder with --data."
                    .formatted(folder)));
  }

  @Test
  @Order(4)
  void recoversWithoutARestartWhenPostgresIsKilled() throws Exception {
    var postmaster = postmaster();

    postmaster.destroyForcibly();
    postmaster.onExit().join();

    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          while (status("/readyz") != 200) {
            Thread.sleep(100);
          }
        });
    assertThat(postmaster().pid()).isNotEqualTo(postmaster.pid());
  }

  @Test
  @Order(5)
  void takesPostgresWithItWhenItIsStopped() throws Exception {
    var postmaster = postmaster();

    server.destroy();

    assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(postmaster.isAlive()).isFalse();
    assertThat(folder.resolve("postgres/data-18/postmaster.pid")).doesNotExist();
  }

  @Test
  @Order(6)
  void commandsWorkWithoutIt() throws Exception {
    var token = command("token", "create", "--member", "jonas@example.com", "--scope", "read");

    assertThat(token.told()).matches("dcm_pat_\\w+");
  }

  @Test
  @Order(7)
  void aMissingRootKeyIsRefusedInASentence() throws Exception {
    Files.move(folder.resolve("root.key"), folder.resolve("kept.key"));

    var ended = command("serve", "--port", "0", "--smtp-port", "0");

    assertThat(ended.code()).as("%s", ended).isEqualTo(2);
    assertThat(ended.err()).contains("root.key is missing").doesNotContain("\tat ");
    assertThat(ended.err().lines()).hasSize(1);
  }

  private ProcessHandle postmaster() throws IOException {
    return ProcessHandle.of(
            Long.parseLong(
                Files.readAllLines(folder.resolve("postgres/data-18/postmaster.pid")).getFirst()))
        .orElseThrow();
  }
}
