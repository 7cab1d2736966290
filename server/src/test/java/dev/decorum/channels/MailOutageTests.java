package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.audit.Actor;
import dev.decorum.channels.smtp.RawPeer;
import dev.decorum.database.EmbeddedPostgres;
import dev.decorum.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/// Takes the database away while mail comes in: nothing is acknowledged that is not there, and all
/// goes on by itself.
@SpringBootTest
@ContextConfiguration(initializers = MailOutageTests.OwnDatabase.class)
@DirtiesContext
@Timeout(300)
class MailOutageTests {

  private static final int MAILS = 120;

  private static final Path DATA = TestDatabase.newFolder();
  private static final Path FOLDER = DATA.resolve("postgres");

  private static EmbeddedPostgres postgres = EmbeddedPostgres.start(FOLDER);
  private static final Shim SHIM = before(postgres);

  @Autowired Mailboxes mailboxes;
  @Autowired SmtpPort smtp;
  @Autowired IncomingMails mails;
  @Autowired JdbcClient jdbc;

  /// A PostgreSQL of its own, with all the care that the product takes, behind a SHIM.
  static final class OwnDatabase
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      var properties = new HashMap<String, Object>(postgres.address().asSpringProperties());
      for (var key : new String[] {"spring.datasource.url", "spring.flyway.url"}) {
        var url = String.valueOf(properties.get(key));
        properties.put(key, url.replace(":" + portOf(postgres) + "/", ":" + SHIM.port() + "/"));
      }
      properties.put("decorum.data", DATA.toString());
      properties.put("decorum.smtp-port", 0);
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(new MapPropertySource("own database", properties));
    }
  }

  private static Shim before(EmbeddedPostgres server) {
    try {
      return new Shim(portOf(server));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int portOf(EmbeddedPostgres postgres) {
    return URI.create(postgres.address().url().substring("jdbc:".length())).getPort();
  }

  @AfterAll
  static void stop() throws IOException {
    SHIM.close();
    postgres.close();
  }

  @Test
  void asksToTryAgainWhileTheDatabaseIsAwayAndGoesOnByItself() throws Exception {
    var help = mailboxes.add(Actor.system(), NewMailbox.at("help@brightwater.example"));
    var toSend = new ConcurrentLinkedQueue<Integer>();
    for (int i = 0; i < MAILS; i++) toSend.add(i);
    var acknowledged = new AtomicInteger();
    var refusedForGood = new AtomicInteger();
    var senders = new ArrayList<Thread>();
    for (int i = 0; i < 6; i++) {
      senders.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    Integer mail;
                    while ((mail = toSend.poll()) != null) {
                      while (true) {
                        var answer = send(mail);
                        if (answer.startsWith("5")) refusedForGood.incrementAndGet();
                        if (answer.startsWith("250")) break;
                        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                      }
                      acknowledged.incrementAndGet();
                    }
                  }));
    }
    for (int outage = 1; outage <= 3; outage++) {
      awaitAtLeast(acknowledged, outage * MAILS / 5);
      SHIM.takeAway();

      long asked = System.nanoTime();
      assertThat(send(10_000 + outage)).startsWith("451");
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(30));
      if (outage == 3) {
        // This time it crashes, in the middle of things.
        postgres = crashed(postgres);
      }

      SHIM.giveBack(portOf(postgres));
      long back = System.nanoTime();
      while (!send(20_000 + outage).startsWith("250")) {
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
      assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(Duration.ofSeconds(60));
    }
    for (var sender : senders) sender.join();

    assertThat(refusedForGood).hasValue(0);
    int all = MAILS + 3;
    var ours = " where mailbox_id = '%s'".formatted(help.id().id());
    awaitCount("select count(*) from channels.incoming" + ours + " and state = 'done'", all);
    assertThat(count("select count(*) from channels.incoming" + ours)).isEqualTo(all);
    assertThat(count("select count(*) from inbox.conversation" + ours)).isEqualTo(all);
    assertThat(
            count(
                "select count(*) from files.file f where not exists (select from channels.incoming i where i.raw_file = f.id)"))
        .isZero();
  }

  @Test
  void saysThatThereIsNoRoomWhileTheDiskIsFull() {
    mailboxes.add(Actor.system(), NewMailbox.at("full@brightwater.example"));
    var superuser = superuser();
    superuser
        .sql(
            """
            create function channels.full() returns trigger language plpgsql as $$
            begin
              raise exception 'could not extend file' using errcode = 'disk_full';
            end $$
            """)
        .update();
    superuser
        .sql(
            """
            create trigger disk_full before insert on channels.incoming
            for each row execute function channels.full()
            """)
        .update();

    assertThat(send("full@brightwater.example", 30_000)).startsWith("452 4.3.1");

    superuser.sql("drop function channels.full cascade").update();
    assertThat(send("full@brightwater.example", 30_000)).startsWith("250");
  }

  @Test
  void putsAMailAsideThatCannotBeWorkedOnAndGoesOnWithTheRest() {
    var poisoned = mailboxes.add(Actor.system(), NewMailbox.at("poison@brightwater.example"));
    mailboxes.add(Actor.system(), NewMailbox.at("fine@brightwater.example"));
    var superuser = superuser();
    superuser
        .sql(
            """
            create function channels.poison() returns trigger language plpgsql as $$
            begin
              raise exception 'no';
            end $$
            """)
        .update();
    superuser
        .sql(
            """
            create trigger poison before insert on channels.message_ref
            for each row when (new.mailbox_id = '%s') execute function channels.poison()
            """
                .formatted(poisoned.id().id()))
        .update();

    assertThat(send("poison@brightwater.example", 40_000)).startsWith("250");
    for (int i = 0; i < 20; i++) {
      assertThat(send("fine@brightwater.example", 41_000 + i)).startsWith("250");
    }

    awaitCount(
        """
        select count(*)
          from channels.incoming i
          join channels.mailbox m on m.id = i.mailbox_id
         where i.state = 'done'
           and m.id <> '%s'
           and i.received_at > (select received_at from channels.incoming where mailbox_id = '%1$s')
        """
            .formatted(poisoned.id().id()),
        20);
    assertThat(count("select count(*) from channels.incoming where state = 'failed'")).isZero();
    var ofPoison = " from channels.incoming where mailbox_id = '%s' ".formatted(poisoned.id().id());
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (count("select count(*)" + ofPoison + "and state = 'failed'") == 0) {
      if (System.nanoTime() > end) throw new AssertionError("It is never put aside");
      // Does not wait for the pauses between tries.
      jdbc.sql(
              "update channels.incoming set next_attempt_at = now() where mailbox_id = :id and failures > 0 and state = 'new'")
          .param("id", poisoned.id().id())
          .update();
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
    assertThat(count("select failures" + ofPoison)).isEqualTo(3);
    assertThat(
            count(
                "select count(*) from inbox.conversation c where c.mailbox_id = '%s'"
                    .formatted(poisoned.id().id())))
        .isZero();

    superuser.sql("drop function channels.poison cascade").update();
    var id = jdbc.sql("select id" + ofPoison).query(UUID.class).single();
    mails.retry(id);
    awaitCount("select count(*)" + ofPoison + "and state = 'done'", 1);
  }

  private static JdbcClient superuser() {
    var login = postgres.superuser();
    return JdbcClient.create(
        new DriverManagerDataSource(postgres.address().url(), login.user(), login.password()));
  }

  /// Kills the server of this test as a power cut would, and starts it again.
  private static EmbeddedPostgres crashed(EmbeddedPostgres running) throws Exception {
    var pid =
        Long.parseLong(Files.readAllLines(FOLDER.resolve("data-18/postmaster.pid")).getFirst());
    var postmaster = ProcessHandle.of(pid).orElseThrow();
    postmaster.destroyForcibly();
    postmaster.onExit().get(20, TimeUnit.SECONDS);
    running.close();
    return EmbeddedPostgres.start(FOLDER);
  }

  private String send(int mail) {
    return send("help@brightwater.example", mail);
  }

  private String send(String to, int mail) {
    try (var peer = RawPeer.at(smtp.port())) {
      peer.say("EHLO peer.example");
      peer.say("MAIL FROM:<client%d@client.example>".formatted(mail));
      var recipient = peer.say("RCPT TO:<" + to + ">");
      if (!recipient.startsWith("250")) return recipient;
      peer.say("DATA");
      peer.send(
          "From: client%1$d@client.example\r\nSubject: Mail %1$d\r\nMessage-ID: <%1$d@client.example>\r\n\r\nhello %1$d\r\n.\r\n"
              .formatted(mail));
      return peer.hear();
    } catch (IOException e) {
      return "";
    }
  }

  private static void awaitAtLeast(AtomicInteger counter, int count) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (counter.get() < count) {
      if (System.nanoTime() > end) throw new AssertionError("Mail is not taken any more");
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  private void awaitCount(String sql, int count) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (count(sql) < count) {
      if (System.nanoTime() > end) throw new AssertionError(count(sql) + " instead of " + count);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private int count(String sql) {
    return jdbc.sql(sql).query(Integer.class).single();
  }
}
