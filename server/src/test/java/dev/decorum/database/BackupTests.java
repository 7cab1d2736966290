package dev.decorum.database;

import static dev.decorum.database.Clusters.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackupTests {

  private Path data = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void anEmptyFolder() throws IOException {
    data = Clusters.newFolder().resolveSibling(".").normalize();
    file = data.resolveSibling(data.getFileName() + ".backup.tar.gz");
  }

  private Backup create() {
    return Backup.create(data, file, null, "0.1.0", Clock.systemUTC());
  }

  private static Path restored(Path data) {
    return data.resolveSibling(data.getFileName() + ".restored");
  }

  @Test
  void bringsBackEverythingThatWasCommittedBeforeItWhileOthersWrite() throws Exception {
    try (var postgres = EmbeddedPostgres.start(data.resolve("postgres"))) {
      ask(postgres.address(), "create table public.line (no int primary key, text text)");
      var written = new AtomicInteger();
      var enough = new AtomicBoolean();
      var writer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (!enough.get()) write(postgres.address(), written);
                  });
      while (written.get() < 500) {
        assertThat(writer.isAlive()).as("somebody writes").isTrue();
        LockSupport.parkNanos(1_000_000);
      }
      int before = written.get();

      create();

      int after = written.get();
      enough.set(true);
      writer.join();
      assertThat(after).isGreaterThan(before);
      var target = restored(data);
      Backup.restore(file, target);
      try (var again = EmbeddedPostgres.start(target.resolve("postgres"))) {
        int found = Integer.parseInt(ask(again.address(), "select max(no) from public.line"));
        assertThat(found).isGreaterThanOrEqualTo(before);
        assertThat(ask(again.address(), "select count(*) from public.line"))
            .isEqualTo(String.valueOf(found));
        assertThat(ask(again.address(), "select count(distinct length(text)) from public.line"))
            .isEqualTo("1");
      }
    }
  }

  /// A hundred lines, one transaction each.
  private static void write(DatabaseAddress address, AtomicInteger written) {
    try (var connection =
            DriverManager.getConnection(
                address.url(), address.owner().user(), address.owner().password());
        var insert =
            connection.prepareStatement(
                "insert into public.line values (?, repeat(md5(random()::text), 30))")) {
      for (int i = 0; i < 100; i++) {
        insert.setInt(1, written.get() + 1);
        insert.executeUpdate();
        written.incrementAndGet();
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Test
  void isForItsOwnerOnlyAndTellsWhatIsInIt() throws Exception {
    try (var _ = EmbeddedPostgres.start(data.resolve("postgres"))) {
      var made = create();

      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(Backup.verify(file)).isEqualTo(made);
      assertThat(made.withRootKey()).isFalse();
      assertThat(made.files()).isGreaterThan(100);
    }
  }

  @Test
  void isMadeWithoutAServerToo() throws Exception {
    try (var postgres = EmbeddedPostgres.start(data.resolve("postgres"))) {
      ask(postgres.address(), "create table public.kept as select 'here' as word");
    }
    Files.writeString(data.resolve("root.key"), "the key");

    var made = Backup.create(data, file, data.resolve("root.key"), "0.1.0", Clock.systemUTC());

    assertThat(made.withRootKey()).isTrue();
    var target = restored(data);
    Backup.restore(file, target);
    assertThat(target.resolve("root.key")).hasContent("the key");
    try (var again = EmbeddedPostgres.start(target.resolve("postgres"))) {
      assertThat(ask(again.address(), "select word from public.kept")).isEqualTo("here");
    }
  }

  @Test
  void refusesADamagedOrCutOne() throws Exception {
    try (var _ = EmbeddedPostgres.start(data.resolve("postgres"))) {
      create();
    }
    var whole = Files.readAllBytes(file);
    var target = restored(data);
    for (int at : new int[] {whole.length / 3, whole.length / 2, whole.length - 40}) {
      var damaged = whole.clone();
      damaged[at] ^= 0x20;
      Files.write(file, damaged);

      assertThatExceptionOfType(DatabaseProblem.class)
          .isThrownBy(() -> Backup.restore(file, target))
          .withMessageContaining("damaged or not whole");
      assertThat(target.resolve("postgres")).doesNotExist();
    }
    for (int length : new int[] {20, whole.length / 2, whole.length - 1}) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));

      assertThatExceptionOfType(DatabaseProblem.class)
          .isThrownBy(() -> Backup.restore(file, target))
          .withMessageContaining("damaged or not whole");
      assertThat(target.resolve("postgres")).doesNotExist();
    }
    Files.writeString(file, "something else");
    assertThatExceptionOfType(DatabaseProblem.class).isThrownBy(() -> Backup.verify(file));
  }

  @Test
  void overwritesNothing() throws Exception {
    try (var _ = EmbeddedPostgres.start(data.resolve("postgres"))) {
      create();

      assertThatExceptionOfType(DatabaseProblem.class)
          .isThrownBy(this::create)
          .withMessageContaining("already");
      assertThatExceptionOfType(DatabaseProblem.class)
          .isThrownBy(() -> Backup.restore(file, data))
          .withMessageContaining("There is a database in");
    }
  }
}
