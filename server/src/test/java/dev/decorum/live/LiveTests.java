package dev.decorum.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.decorum.live.Stream.Changed;
import dev.decorum.live.Stream.News;
import dev.decorum.live.Stream.Resync;
import dev.decorum.testing.DatabaseTest;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(classes = LiveTests.App.class, webEnvironment = WebEnvironment.NONE)
@DatabaseTest
class LiveTests {

  @SpringBootApplication(scanBasePackages = "dev.decorum.database")
  @ConfigurationPropertiesScan("dev.decorum.database")
  @Import({Live.class, Listener.class, Streams.class})
  static class App {

    @Bean
    LiveGate gate() {
      return new LiveGate() {
        @Override
        public String topic() {
          return "conversation";
        }

        @Override
        public Set<UUID> allowed(Collection<UUID> members, String id) {
          return new HashSet<>(members);
        }
      };
    }
  }

  @Autowired Live live;
  @Autowired Streams streams;
  @Autowired JdbcClient jdbc;
  @Autowired PlatformTransactionManager transactions;

  private @Nullable Stream opened;

  @BeforeEach
  void listen() throws Exception {
    awaitListening();
    opened = streams.open(UUID.randomUUID(), UUID.randomUUID(), streams.latest()).orElseThrow();
  }

  @AfterEach
  void close() {
    streams.close(stream());
  }

  @Test
  void aChangeArrivesOnceItsTransactionCommits() throws Exception {
    inTransaction(
        () -> {
          live.changed("conversation", "4821", 7);
          assertThat(soonOrNull(200)).isNull();
        });

    assertThat(next())
        .isInstanceOfSatisfying(
            Changed.class,
            changed -> assertThat(changed.change()).hasToString("conversation 4821 7"));
  }

  @Test
  void changesOfOneTransactionArriveInTheirOrderAndOnce() throws Exception {
    inTransaction(
        () -> {
          live.changed("conversation", "1", 3);
          live.changed("conversation", "2", 5);
          live.changed("conversation", "1", 3);
        });
    live.changed("conversation", "3", 1);

    for (var change : List.of("conversation 1 3", "conversation 2 5", "conversation 3 1")) {
      assertThat(next())
          .isInstanceOfSatisfying(
              Changed.class, changed -> assertThat(changed.change()).hasToString(change));
    }
  }

  @Test
  void aChangeThatIsRolledBackNeverArrives() throws Exception {
    assertThatThrownBy(
            () ->
                inTransaction(
                    () -> {
                      live.changed("conversation", "1", 1);
                      throw new IllegalStateException("rolled back");
                    }))
        .hasMessage("rolled back");

    live.changed("conversation", "2", 1);

    assertThat(next())
        .isInstanceOfSatisfying(
            Changed.class, changed -> assertThat(changed.change().id()).isEqualTo("2"));
  }

  @Test
  void wakingAQueueRunsItsWorker() throws Exception {
    var ran = new Semaphore(0);
    live.onWake("outbox", ran::release);
    var other = new AtomicInteger();
    live.onWake("other", other::incrementAndGet);

    live.wake("outbox");

    assertThat(ran.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    assertThat(other).hasValue(0);
  }

  @Test
  void callsWhileAWorkerRunsMakeItRunOnceMore() throws Exception {
    var runs = new AtomicInteger();
    var running = new AtomicInteger();
    var started = new CountDownLatch(1);
    var finish = new CountDownLatch(1);
    var second = new CountDownLatch(2);
    live.onWake(
        "slow",
        () -> {
          assertThat(running.incrementAndGet()).isEqualTo(1);
          runs.incrementAndGet();
          started.countDown();
          await(finish);
          running.decrementAndGet();
          second.countDown();
        });

    live.woken("slow");
    await(started);
    live.woken("slow");
    live.woken("slow");
    finish.countDown();

    assertThat(second.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(runs).hasValue(2);
  }

  @Test
  void aLostConnectionComesBackAndBrowsersAndWorkersLookAgain() throws Exception {
    var ran = new Semaphore(0);
    live.onWake("intake", ran::release);

    jdbc.sql(
            """
            select pg_terminate_backend(pid)
              from pg_stat_activity
             where datname = current_database()
               and query like 'listen %'
            """)
        .query((row, _) -> row.getBoolean(1))
        .list();

    assertThat(next()).isInstanceOf(Resync.class);
    assertThat(ran.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    live.changed("conversation", "3", 1);
    assertThat(next()).isInstanceOf(Changed.class);
  }

  /// The listener connects on a thread of its own; a worker is woken once it has.
  private void awaitListening() throws InterruptedException {
    var ready = new Semaphore(0);
    String queue = "ready-" + UUID.randomUUID();
    live.onWake(queue, ready::release);
    for (int i = 0; i < 50; i++) {
      live.wake(queue);
      if (ready.tryAcquire(200, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
    fail("Nobody listens");
  }

  private Stream stream() {
    return Objects.requireNonNull(opened);
  }

  private News next() throws InterruptedException {
    News news = stream().next(30, TimeUnit.SECONDS);
    assertThat(news).isNotNull();
    return Objects.requireNonNull(news);
  }

  private @Nullable News soonOrNull(int millis) {
    try {
      return stream().next(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private void inTransaction(Runnable work) {
    new TransactionTemplate(transactions).executeWithoutResult(_ -> work.run());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
