package dev.decorum.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import dev.decorum.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Rows whose time has come, on several nodes.
class DueWorkTests {

  private static final Duration ANY = Duration.ofMinutes(1);

  private DataSource database;
  private JdbcClient jdbc;

  @BeforeEach
  void rows() {
    var address = TestDatabase.empty();
    var owner = address.owner();
    database = new DriverManagerDataSource(address.url(), owner.user(), owner.password());
    jdbc = JdbcClient.create(database);
    jdbc.sql("create table task (id integer primary key, due boolean not null default true)")
        .update();
    jdbc.sql("create table done (task integer not null, node text not null)").update();
  }

  private void due(int count) {
    jdbc.sql("insert into task (id) select i from generate_series(1, :count) as i")
        .param("count", count)
        .update();
  }

  private List<String> done() {
    return jdbc.sql("select task || ' ' || node from done order by task")
        .query((row, _) -> row.getString(1))
        .list();
  }

  /// One of several that share the rows.
  private class Node implements DueWork.Rows<Integer> {

    final String name;
    private final DueWork<Integer> work;
    private final JdbcClient own = JdbcClient.create(database);

    Node(String name) {
      this(name, ANY);
    }

    /// @param longest how long a transaction of it may take
    Node(String name, Duration longest) {
      this.name = name;
      this.work =
          new DueWork<>(
              "A task",
              this,
              own,
              new TransactionTemplate(new JdbcTransactionManager(database)),
              longest);
    }

    void run() {
      work.run();
    }

    @Override
    public List<Integer> claim(int limit) {
      return own.sql(
              "select id from task where due order by id limit :limit for update skip locked")
          .param("limit", limit)
          .query((row, _) -> row.getInt(1))
          .list();
    }

    @Override
    public void act(Integer row) {
      own.sql("insert into done (task, node) values (:row, :node)")
          .param("row", row)
          .param("node", name)
          .update();
      own.sql("update task set due = false where id = :row").param("row", row).update();
    }

    @Override
    public void putOff(Integer row) {
      own.sql("update task set due = false where id = :row").param("row", row).update();
    }
  }

  @Test
  void eachRowIsActedOnOnceHoweverManyNodesThereAre() throws Exception {
    due(1_000);

    try (var nodes = Executors.newFixedThreadPool(3)) {
      for (var node : List.of("a", "b", "c")) nodes.execute(() -> new Node(node).run());
      nodes.shutdown();
      assertThat(nodes.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(jdbc.sql("select count(distinct task) from done").query(Integer.class).single())
        .isEqualTo(1_000);
    assertThat(done()).hasSize(1_000);
  }

  @Test
  void aNodeThatIsPausedForTooLongDoesNotActTwice() throws Exception {
    due(1);
    var paused = new CountDownLatch(1);
    var taken = new CountDownLatch(1);
    var once = new AtomicBoolean();
    var slow =
        new Node("slow", Duration.ofMillis(300)) {
          @Override
          public void act(Integer row) {
            super.act(row);
            if (!once.compareAndSet(false, true)) return;
            paused.countDown();
            try {
              assertThat(taken.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        };

    try (var nodes = Executors.newSingleThreadExecutor()) {
      var first = nodes.submit(slow::run);
      assertThat(paused.await(30, TimeUnit.SECONDS)).isTrue();
      var other = new Node("other");
      // Until the database has ended the transaction of the one that is paused.
      while (done().isEmpty()) other.run();
      taken.countDown();
      first.get();
    }

    assertThat(done()).containsExactly("1 other");
  }

  @Test
  void aRowThatCannotBeActedOnKeepsNoOtherWaiting() {
    due(3);
    var node =
        new Node("a") {
          @Override
          public void act(Integer row) {
            if (row == 2) throw new IllegalStateException("cannot");
            super.act(row);
          }
        };

    node.run();

    assertThat(done()).containsExactly("1 a", "3 a");
  }

  @Test
  void whatCannotBeClaimedIsNotHidden() {
    jdbc.sql("drop table task").update();

    assertThatException().isThrownBy(() -> new Node("a").run());
  }
}
