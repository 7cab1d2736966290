package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.channels.smtp.RawPeer;
import dev.decorum.database.EmbeddedPostgres;
import dev.decorum.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Kills the real program again and again while mail pours in. What it said 250 to is there
/// afterwards, once.
@Timeout(600)
class MailLossTests {

  private static final int MAILS = 600;
  private static final int SENDERS = 8;
  private static final int KILLS = 4;
  private static final long SEED = 20261121;

  private final Path folder = TestDatabase.newFolder();
  private final ConcurrentLinkedQueue<Integer> toSend = new ConcurrentLinkedQueue<>();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger tries = new AtomicInteger();
  private final AtomicBoolean stop = new AtomicBoolean();

  @Test
  void losesNothingAndDoublesNothingWhenItIsKilled() throws Exception {
    int port = RealNode.freePort();
    for (int i = 0; i < MAILS; i++) toSend.add(i);
    var random = new Random(SEED);
    var senders = new ArrayList<Thread>();
    var node = RealNode.start(folder, port);
    try {
      RealNode.command(folder, "mailbox", "add", "--address", "help@brightwater.example");
      for (int i = 0; i < SENDERS; i++) {
        senders.add(Thread.ofVirtual().start(() -> sendUntilAllAreTaken(port)));
      }
      for (int kill = 0; kill < KILLS && acknowledged.get() < MAILS; kill++) {
        awaitAcknowledged((kill + 1) * MAILS / (KILLS + 2) + random.nextInt(20));
        node.kill();
        node = RealNode.start(folder, port);
      }
      for (var sender : senders) sender.join();
      assertThat(acknowledged).hasValue(MAILS);
      try (var database = EmbeddedPostgres.join(folder.resolve("node/postgres"))) {
        var jdbc = JdbcClient.create(TestDatabase.dataSource(database.address()));
        awaitFiled(jdbc);

        assertThat(count(jdbc, "select count(*) from channels.incoming")).isEqualTo(MAILS);
        assertThat(count(jdbc, "select count(*) from inbox.interaction where direction = 'in'"))
            .isEqualTo(MAILS);
        assertThat(count(jdbc, "select count(distinct id_index) from channels.message_ref"))
            .isEqualTo(MAILS);
        assertThat(count(jdbc, "select count(*) from inbox.conversation")).isEqualTo(MAILS);
        // A raw file for each mail, and none that belongs to no mail.
        assertThat(count(jdbc, "select count(*) from files.file")).isEqualTo(MAILS);
      }
      assertThat(tries.get()).as("mails were sent again after kills").isGreaterThan(MAILS);
    } finally {
      stop.set(true);
      node.close();
    }
  }

  private void sendUntilAllAreTaken(int port) {
    Integer mail;
    while ((mail = toSend.poll()) != null) {
      while (!stop.get() && !taken(port, mail)) {
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
      acknowledged.incrementAndGet();
    }
  }

  /// True when it said 250. Anything else, and no answer at all, means to try again.
  private boolean taken(int port, int mail) {
    tries.incrementAndGet();
    try (var peer = RawPeer.at(port)) {
      peer.begin("client" + mail + "@client.example", "help@brightwater.example");
      peer.send(
          "From: Client %1$d <client%1$d@client.example>\r\nSubject: Mail %1$d\r\nMessage-ID: <%1$d@client.example>\r\n\r\n%2$s\r\n.\r\n"
              .formatted(mail, "The lift is stuck again. ".repeat(40)));
      return peer.hear().startsWith("250");
    } catch (IOException e) {
      return false;
    }
  }

  private void awaitAcknowledged(int count) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (acknowledged.get() < Math.min(count, MAILS)) {
      if (System.nanoTime() > end) throw new AssertionError("Mail is not taken any more");
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  private static void awaitFiled(JdbcClient jdbc) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (count(jdbc, "select count(*) from channels.incoming where state <> 'done'") > 0) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "Not filed within a minute: "
                + jdbc.sql(
                        """
                        select string_agg(distinct state || ' ' || coalesce(reason, ''), ', ')
                          from channels.incoming
                         where state <> 'done'
                        """)
                    .query(String.class)
                    .single());
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private static int count(JdbcClient jdbc, String sql) {
    return jdbc.sql(sql).query(Integer.class).single();
  }
}
