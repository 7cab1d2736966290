package dev.decorum.database;

import static dev.decorum.database.Clusters.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTests {

  private Path folder = Path.of("");

  @BeforeEach
  void anEmptyFolder() throws IOException {
    folder = Clusters.newFolder();
  }

  @Test
  void keepsWhatWasCommittedOverARestart() throws SQLException {
    try (var postgres = EmbeddedPostgres.start(folder)) {
      ask(postgres.address(), "create table public.kept as select 'here' as word");
    }

    try (var postgres = EmbeddedPostgres.start(folder)) {
      assertThat(ask(postgres.address(), "select word from public.kept")).isEqualTo("here");
    }
  }

  @Test
  void isDurableAndClosedToTheOutside() throws SQLException {
    try (var postgres = EmbeddedPostgres.start(folder)) {
      var address = postgres.address();

      assertThat(ask(address, "show fsync")).isEqualTo("on");
      assertThat(ask(address, "show synchronous_commit")).isEqualTo("on");
      assertThat(ask(address, "show data_checksums")).isEqualTo("on");
      assertThat(ask(address, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(address, "show password_encryption")).isEqualTo("scram-sha-256");
      assertThat(
              ask(
                  address,
                  "select datlocprovider::text || datlocale from pg_database where datname = 'decorum'"))
          .isEqualTo("bC.UTF-8");
    }
  }

  @Test
  void keepsItsPasswordsForItself() throws IOException {
    try (var _ = EmbeddedPostgres.start(folder)) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("credentials"))))
          .isEqualTo("rw-------");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("data-18"))))
          .isEqualTo("rwx------");
      assertThat(folder.resolve("password.new")).doesNotExist();
    }
  }

  @Test
  void refusesASecondServerOnItsFolder() {
    try (var _ = EmbeddedPostgres.start(folder)) {
      assertThatExceptionOfType(DatabaseProblem.class)
          .isThrownBy(() -> EmbeddedPostgres.start(folder))
          .withMessage(
              "Another Decorum is running on %s: stop it, or choose another folder with --data.",
              folder.getParent());
    }
  }

  @Test
  void letsACommandJoinARunningServer() throws SQLException {
    try (var server = EmbeddedPostgres.start(folder)) {
      ask(server.address(), "create table public.shared as select 'both' as word");

      try (var command = EmbeddedPostgres.join(folder)) {
        assertThat(command.joined()).isTrue();
        assertThat(ask(command.address(), "select word from public.shared")).isEqualTo("both");
      }

      assertThat(ask(server.address(), "select word from public.shared")).isEqualTo("both");
    }
  }

  @Test
  void runsForTheTimeOfACommandWhenThereIsNoServer() throws SQLException {
    DatabaseAddress address;
    try (var command = EmbeddedPostgres.join(folder)) {
      address = command.address();
      assertThat(command.joined()).isFalse();
      assertThat(ask(address, "select 1")).isEqualTo("1");
    }

    assertThatThrownBy(() -> ask(address, "select 1")).isInstanceOf(SQLException.class);
  }

  @Test
  void givesTheApplicationARoleThatMakesNothing() {
    try (var postgres = EmbeddedPostgres.start(folder)) {
      var address = postgres.address();

      assertThatThrownBy(() -> ask(address, address.application(), "create schema mine"))
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() -> ask(address, address.application(), "create database mine"))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void writesNoWordOfAStatementIntoItsLog() throws IOException {
    try (var postgres = EmbeddedPostgres.start(folder)) {
      var address = postgres.address();
      for (var statement :
          new String[] {
            "select 'Ottilie'::int",
            "create table public.people (name text unique); insert into public.people values ('Ottilie'), ('Ottilie')",
            "do $$ begin raise warning 'Ottilie'; end $$",
            "select Ottilie"
          }) {
        try {
          ask(address, statement);
        } catch (SQLException expected) {
          assertThat(expected.getMessage()).doesNotContain("Key (name)=");
        }
      }
    }

    assertThat(folder.resolve("postgres.log"))
        .content()
        .contains("database system is ready")
        .doesNotContain("Ottilie");
  }

  @Test
  void comesBackWhenPostgresIsKilled() throws Exception {
    try (var postgres = EmbeddedPostgres.start(folder)) {
      ask(postgres.address(), "create table public.kept as select 'here' as word");
      var postmaster =
          ProcessHandle.of(
                  Long.parseLong(
                      Files.readAllLines(folder.resolve("data-18/postmaster.pid")).getFirst()))
              .orElseThrow();

      postmaster.destroyForcibly();
      postmaster.onExit().join();

      assertTimeoutPreemptively(
          Duration.ofSeconds(60),
          () -> {
            while (true) {
              try {
                assertThat(ask(postgres.address(), "select word from public.kept"))
                    .isEqualTo("here");
                return;
              } catch (SQLException notYet) {
                Thread.sleep(50);
              }
            }
          });
    }
  }

  @Test
  void startsOverWhenItsCreationWasCutOff() throws Exception {
    Files.createDirectories(folder.resolve("data.new/base"));
    Files.writeString(folder.resolve("data.new/PG_VERSION"), "18");

    try (var postgres = EmbeddedPostgres.start(folder)) {
      assertThat(ask(postgres.address(), "select 1")).isEqualTo("1");
    }
  }

  @Test
  void saysWhatIsWrongWhenItDoesNotStart() throws IOException {
    try (var _ = EmbeddedPostgres.start(folder)) {
      assertThat(folder.resolve("data-18/PG_VERSION")).exists();
    }
    Files.writeString(folder.resolve("data-18/postgresql.auto.conf"), "shared_buffers = 'much'\n");

    assertThatExceptionOfType(DatabaseProblem.class)
        .isThrownBy(() -> EmbeddedPostgres.start(folder))
        .withMessageStartingWith("PostgreSQL does not start: ")
        .withMessageContaining("postgres.log");
  }
}
