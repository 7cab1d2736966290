package dev.decorum.database;

import static dev.decorum.database.Clusters.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// A database of an earlier version is brought up to date when a later one starts. The versions are
/// those of a small shop in `db/upgrade`, each folder with all the migrations its program had.
@Timeout(120)
class UpgradeTests {

  private static final String FIRST = "db/upgrade/first";
  private static final String SECOND = "db/upgrade/second";

  /// The second, as it was before somebody noticed a mistake in its last step.
  private static final String MISTAKEN = "db/upgrade/mistaken";

  /// The second, with a step that takes its time.
  private static final String SLOW = "db/upgrade/slow";

  private Path data;
  private EmbeddedPostgres postgres;

  @BeforeEach
  void aDatabaseOfTheFirstVersionWithOrders() throws Exception {
    data = Clusters.newFolder().resolveSibling(".").normalize();
    postgres = EmbeddedPostgres.start(data.resolve("postgres"));
    start(FIRST);
    work("insert into shop.purchase (client, cents) values ('Ann', 1250), ('Bob', 99)");
  }

  @AfterEach
  void stop() {
    postgres.close();
  }

  /// As a program of this version does at its start.
  private void start(String version) {
    start(postgres, version);
  }

  private static void start(EmbeddedPostgres postgres, String version) {
    var owner = postgres.address().owner();
    new Migrations(postgres.address().application().user(), List.of("shop", "books"), version)
        .migrate(
            Flyway.configure()
                .dataSource(
                    new DriverManagerDataSource(
                        postgres.address().url(), owner.user(), owner.password()))
                .load());
  }

  /// As the application, which has rights on rows only.
  private String work(String statement) throws SQLException {
    return ask(postgres.address(), postgres.address().application(), statement);
  }

  @Test
  void keepsWhatThereIsAndChangesItAsTheLaterVersionWants() throws Exception {
    start(SECOND);

    assertThat(
            work("select string_agg(client || ' ' || price, ', ' order by no) from shop.purchase"))
        .isEqualTo("Ann 12.50, Bob 0.99");
    work("insert into books.entry (purchase_no, amount) select no, price from shop.purchase");
    assertThat(work("select sum(amount) from books.entry")).isEqualTo("13.49");
    assertThat(versions()).isEqualTo("1,2,3");

    // Nothing is done twice.
    start(SECOND);
    assertThat(work("select count(*) from shop.purchase")).isEqualTo("2");
  }

  private String versions() throws SQLException {
    return ask(
        postgres.address(),
        "select string_agg(version, ',' order by installed_rank) from shop.migration where success and version is not null");
  }

  @Test
  void leavesTheBackupThatWasMadeBeforeAsItIsAndUpgradesWhatComesFromIt() throws Exception {
    var file = data.resolveSibling(data.getFileName() + ".backup.tar.gz");
    Backup.create(data, file, null, "1", Clock.systemUTC());
    var before = Files.readAllBytes(file);
    start(SECOND);
    work("delete from shop.purchase");

    assertThat(Arrays.equals(Files.readAllBytes(file), before)).isTrue();
    Backup.verify(file);
    var target = data.resolveSibling(data.getFileName() + ".restored");
    Backup.restore(file, target);
    try (var restored = EmbeddedPostgres.start(target.resolve("postgres"))) {
      assertThat(ask(restored.address(), "select sum(cents) from shop.purchase")).isEqualTo("1349");
      start(restored, SECOND);
      assertThat(ask(restored.address(), "select sum(price) from shop.purchase"))
          .isEqualTo("13.49");
    }
  }

  @Test
  void namesTheStepThatFailsAndLeavesNothingOfItBehind() throws Exception {
    assertThatExceptionOfType(DatabaseProblem.class)
        .isThrownBy(() -> start(MISTAKEN))
        .withMessageContaining("shop")
        .withMessageContaining("step 3")
        .withMessageContaining("Nothing of it was kept");

    // The steps before it are done, and the program of before still finds its rows.
    assertThat(versions()).isEqualTo("1,2");
    assertThat(work("select sum(cents) from shop.purchase")).isEqualTo("1349");
    start(SECOND);
    assertThat(work("select sum(price) from shop.purchase")).isEqualTo("13.49");
  }

  @Test
  void goesOnWhereItWasInterrupted() throws Exception {
    var upgrade = CompletableFuture.runAsync(() -> start(SLOW));
    while (ask(
            postgres.address(),
            "select count(*) from pg_stat_activity where query like '%pg_sleep%' and state = 'active' and pid <> pg_backend_pid()")
        .equals("0")) {
      assertThat(upgrade.isDone()).isFalse();
      LockSupport.parkNanos(20_000_000);
    }

    // As when the machine loses power: nobody gets to clean up.
    ProcessHandle.of(Long.parseLong(Files.readAllLines(postmaster()).getFirst().strip()))
        .orElseThrow()
        .destroyForcibly();
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(upgrade::join)
        .withCauseInstanceOf(DatabaseProblem.class);
    postgres.close();
    postgres = EmbeddedPostgres.start(data.resolve("postgres"));

    assertThat(versions()).isEqualTo("1,2");
    start(SECOND);
    assertThat(versions()).isEqualTo("1,2,3");
    assertThat(work("select sum(price) from shop.purchase")).isEqualTo("13.49");
  }

  private Path postmaster() {
    return data.resolve("postgres/data-18/postmaster.pid");
  }
}
