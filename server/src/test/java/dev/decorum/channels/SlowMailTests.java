package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.decorum.audit.Actor;
import dev.decorum.channels.IncomingMails.Incoming;
import dev.decorum.channels.smtp.RawPeer;
import dev.decorum.files.Files;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Mails that take longer to be read than a mail may take.
@SpringBootTest
@DatabaseTest
@Timeout(120)
class SlowMailTests {

  /// Not called a budget: the reader has an inherited one by that name.
  private static final Duration SHORT = Duration.ofMillis(300);

  /// Reads a mail that says so for ever, until it is told to stop.
  static class SlowReader extends RawMails {
    SlowReader(Files files, ChannelsProperties settings) {
      super(files, settings);
    }

    @Override
    Read read(Incoming mail, Duration budget) {
      var read = super.read(mail, budget);
      if (!new String(read.raw(), StandardCharsets.ISO_8859_1).contains("X-Slow: yes")) return read;
      return within(
          SHORT,
          () -> {
            while (!Thread.currentThread().isInterrupted()) Thread.onSpinWait();
            return read;
          });
    }
  }

  @TestConfiguration
  static class Slow {
    @Bean
    @Primary
    SlowReader slowReader(Files files, ChannelsProperties settings) {
      return new SlowReader(files, settings);
    }
  }

  @Autowired Mailboxes mailboxes;
  @Autowired SmtpPort smtp;
  @Autowired IntakeBell bell;
  @Autowired JdbcClient jdbc;
  @Autowired Files files;
  @Autowired ChannelsProperties settings;

  private final String unique = RowIds.next().toString().substring(24);

  private Mailbox mailbox() {
    return mailboxes.add(Actor.system(), NewMailbox.at("slow-" + unique + "@brightwater.example"));
  }

  private void send(Mailbox to, String from, String header) throws Exception {
    try (var peer = RawPeer.at(smtp.port())) {
      peer.begin(from, to.address());
      peer.send(
          "From: %s\r\n%sSubject: Hello\r\nMessage-ID: <%s@client.example>\r\n\r\nhello\r\n.\r\n"
              .formatted(from, header, RowIds.next()));
      assertThat(peer.hear()).startsWith("250");
    }
  }

  private int count(Mailbox mailbox, String condition) {
    return jdbc.sql(
            "select count(*) from channels.incoming where mailbox_id = :mailbox and " + condition)
        .param("mailbox", mailbox.id().id())
        .query(Integer.class)
        .single();
  }

  private void await(Mailbox mailbox, String condition, int count) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (count(mailbox, condition) < count) {
      assertThat(System.nanoTime()).as(condition).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  @Test
  void waitsForAPersonAfterThreeTriesAndHoldsUpNothing() throws Exception {
    var help = mailbox();
    for (int i = 0; i < 6; i++) {
      send(help, "slow%d-%s@client.example".formatted(i, unique), "X-Slow: yes\r\n");
    }
    for (int i = 0; i < 20; i++) send(help, "ann%d-%s@client.example".formatted(i, unique), "");

    await(help, "state = 'done'", 20);
    for (int failures = 1; failures <= 2; failures++) {
      await(help, "state = 'new' and reason = 'too_slow' and failures >= " + failures, 6);
      assertThat(count(help, "state = 'failed'")).isZero();
      // The pause between two tries is over at once.
      jdbc.sql(
              """
              update channels.incoming
                 set next_attempt_at = now()
               where mailbox_id = :mailbox
                 and state = 'new'
                 and failures = :failures
              """)
          .param("mailbox", help.id().id())
          .param("failures", failures)
          .update();
      bell.ring(1);
    }

    await(help, "state = 'failed' and reason = 'too_slow' and failures = 3", 6);
    assertThat(count(help, "state = 'done'")).isEqualTo(20);
  }

  /// Goes on however often it is told to stop.
  private static String deafUntil(CountDownLatch stop) {
    while (true) {
      try {
        stop.await();
        return "";
      } catch (InterruptedException e) {
        // Not yet.
      }
    }
  }

  @Test
  void leavesBehindAReaderThatDoesNotStop() throws Exception {
    var reader = new RawMails(files, settings);
    var stop = new CountDownLatch(1);
    int all = settings.workers() + 8;
    try {
      // One that had not begun when its time was over holds up nothing.
      var begun = new AtomicInteger();
      while (begun.get() < all) {
        assertThatThrownBy(
                () ->
                    reader.within(
                        Duration.ofMillis(50),
                        () -> {
                          begun.incrementAndGet();
                          return deafUntil(stop);
                        }))
            .isInstanceOfAny(RawMails.TooSlow.class, RawMails.AllBusy.class);
      }

      // There is an end to that, or a few mails would take the machine.
      assertThatThrownBy(() -> reader.within(SHORT, () -> "")).isInstanceOf(RawMails.AllBusy.class);
    } finally {
      stop.countDown();
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try {
        assertThat(reader.within(SHORT, () -> "read")).isEqualTo("read");
        break;
      } catch (RawMails.AllBusy | RawMails.TooSlow notYet) {
        assertThat(System.nanoTime()).isLessThan(end);
      }
    }
    reader.destroy();
  }
}
