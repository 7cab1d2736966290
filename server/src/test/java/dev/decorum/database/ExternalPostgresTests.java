package dev.decorum.database;

import static dev.decorum.database.Clusters.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.decorum.database.DatabaseAddress.Login;
import dev.decorum.testing.TestDatabase;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/// The tests' own server stands for that of an administrator.
class ExternalPostgresTests {

  private final DatabaseAddress database = TestDatabase.empty();
  private final String url = database.url().replaceFirst("\\?.*", "");

  @Test
  void acceptsTwoRoles() throws Exception {
    var address = ExternalPostgres.at(url, database.owner(), database.application());

    assertThat(address.hasSeparateOwner()).isTrue();
    assertThat(ask(address, address.application(), "select current_user")).isEqualTo("decorum_app");
  }

  @Test
  void acceptsOneRoleForBoth() {
    var address = ExternalPostgres.at(url, database.owner(), database.owner());

    assertThat(address.hasSeparateOwner()).isFalse();
  }

  @Test
  void keepsTheDetailsOfErrorsOutOfExceptions() {
    var address = ExternalPostgres.at(url, database.owner(), database.owner());

    assertThatExceptionOfType(java.sql.SQLException.class)
        .isThrownBy(
            () ->
                ask(
                    address,
                    "create table public.people (name text unique); insert into public.people values ('Ottilie'), ('Ottilie')"))
        .satisfies(error -> assertThat(error.getMessage()).doesNotContain("Ottilie"));
  }

  @Test
  void saysThatNobodyAnswers() throws Exception {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    assertRefused(
        "jdbc:postgresql://127.0.0.1:%d/decorum".formatted(free),
        database.owner(),
        "No PostgreSQL answers at 127.0.0.1:%d/decorum: see that it runs, and that host and port in --database-url are right."
            .formatted(free));
  }

  @Test
  void saysThatThePasswordIsWrong() {
    assertRefused(
        url,
        new Login("decorum_owner", "guess"),
        "PostgreSQL at %s refuses the user decorum_owner: check DECORUM_DATABASE_USER and its password or password file."
            .formatted(place()));
  }

  @Test
  void saysThatTheDatabaseIsMissing() {
    assertRefused(
        url + "_not",
        database.owner(),
        "There is no such database at %s_not: create it there, or mend --database-url."
            .formatted(place()));
  }

  @Test
  void saysWhichRightIsMissing() {
    var name = place().replaceFirst(".*/", "");

    assertRefused(
        url,
        database.application(),
        "The user decorum_app may not create schemas: run  grant create on database %s to decorum_app  as its owner, or name another user with DECORUM_DATABASE_OWNER_USER."
            .formatted(name));
  }

  @Test
  void saysHowAUrlIsWritten() {
    assertRefused(
        "postgres://127.0.0.1/decorum",
        database.owner(),
        "The database URL is not understood: write it as jdbc:postgresql://HOST:5432/DATABASE.");
  }

  private String place() {
    return url.replaceFirst("jdbc:postgresql://", "");
  }

  private static void assertRefused(String url, Login login, String sentence) {
    assertThatExceptionOfType(DatabaseProblem.class)
        .isThrownBy(() -> ExternalPostgres.at(url, login, login))
        .withMessage(sentence);
  }
}
