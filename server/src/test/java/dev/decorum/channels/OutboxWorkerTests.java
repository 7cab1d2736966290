package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.audit.Actor;
import dev.decorum.mail.Address;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.SecondNode;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.subethamail.smtp.RejectException;

/// Sends by a server that is often busy, sometimes hangs up, and does not know everybody.
@SpringBootTest
@DatabaseTest
@Timeout(180)
class OutboxWorkerTests {

  private static final int MAILS = 80;
  private static final long SEED = 20261121;

  @Autowired Outbox outbox;
  @Autowired Mailboxes mailboxes;
  @Autowired Vault vault;
  @Autowired JdbcClient jdbc;
  @Autowired PlatformTransactionManager transactions;
  @Autowired ConfigurableApplicationContext node;

  @Test
  void givesEachMailAtLeastOnceAndTwiceOnlyWhenTheLineBrokeAfterIt() {
    try (var sink = Sink.plain()) {
      var random = new Random(SEED);
      Set<String> broken = ConcurrentHashMap.newKeySet();
      sink.behave(
          new Sink.Manners() {
            @Override
            public void recipient(String address) throws RejectException {
              if (address.startsWith("gone")) throw new RejectException(550, "5.1.1 no such user");
            }

            @Override
            public void data(Sink.Caught mail) throws RejectException {
              var dice = next(random);
              if (dice < 20) throw new RejectException(451, "4.7.1 try again later");
              if (dice < 30) {
                broken.add(String.valueOf(mail.header("Message-ID")));
                sink.take(mail);
                throw Sink.drop();
              }
            }
          });
      var mailbox =
          mailboxes.add(
              Actor.system(),
              new NewMailbox(
                  "help-" + RowIds.next() + "@brightwater.example", null, null, sink.asServer()));
      IntStream.range(0, MAILS)
          .forEach(i -> queue(mailbox, (i % 20 == 0 ? "gone" : "client") + i, i));

      awaitAllSettled(mailbox);

      Map<String, Long> copies =
          sink.rest().stream()
              .collect(
                  Collectors.groupingBy(
                      mail -> String.valueOf(mail.header("Message-ID")), Collectors.counting()));
      assertThat(copies).hasSize(MAILS - MAILS / 20);
      var twice =
          copies.entrySet().stream().filter(e -> e.getValue() > 1).map(Map.Entry::getKey).toList();
      assertThat(broken).containsAll(twice);
      assertThat(broken).isNotEmpty();
      assertThat(states(mailbox, "failed")).isEqualTo(MAILS / 20);
      assertThat(states(mailbox, "sent")).isEqualTo(MAILS - MAILS / 20);
    }
  }

  @Test
  void givesEachMailOnceWhenTwoNodesReachForTheSame() {
    try (var sink = Sink.plain();
        var second = SecondNode.beside(node, Map.of("decorum.base-url", "http://second.example"))) {
      sink.behave(
          new Sink.Manners() {
            @Override
            public void data(Sink.Caught mail) {
              // Long enough for both to have their hands full.
              LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
          });
      var mailbox =
          second
              .bean(Mailboxes.class)
              .add(
                  Actor.system(),
                  new NewMailbox(
                      "help-" + RowIds.next() + "@brightwater.example",
                      null,
                      null,
                      sink.asServer()));
      for (int i = 0; i < MAILS; i++) {
        queue(mailbox, "client" + i, i);
      }

      awaitAllSettled(mailbox);

      var mails = sink.rest();
      assertThat(mails).extracting(mail -> mail.recipients().getFirst()).doesNotHaveDuplicates();
      assertThat(mails).hasSize(MAILS);
      assertThat(mails).extracting(Sink.Caught::helo).contains("second.example", "localhost");
      assertThat(states(mailbox, "sent")).isEqualTo(MAILS);
    }
  }

  private static synchronized int next(Random random) {
    return random.nextInt(100);
  }

  private void queue(Mailbox mailbox, String to, int i) {
    var content =
        new OutgoingContent(
            Address.of(mailbox.address()),
            null,
            List.of(Address.of(to + "@client.example")),
            List.of(),
            List.of(),
            "Mail " + i,
            Instant.EPOCH,
            i + "." + RowIds.next() + "@brightwater.example",
            null,
            List.of(),
            "Text",
            null,
            "",
            List.of(),
            false);
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            _ -> outbox.add(vault.systemKey(), mailbox, null, content, Duration.ZERO, false));
  }

  /// Does not wait for the pauses between tries.
  private void awaitAllSettled(Mailbox mailbox) {
    long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
    while (states(mailbox, "queued") > 0) {
      assertThat(System.nanoTime()).as("mails are stuck").isLessThan(end);
      new TransactionTemplate(transactions).executeWithoutResult(_ -> outbox.tryNow(mailbox.id()));
      LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
    }
  }

  private int states(Mailbox mailbox, String state) {
    return jdbc.sql(
            "select count(*) from channels.outbox where mailbox_id = :mailbox and state = :state")
        .param("mailbox", mailbox.id().id())
        .param("state", state)
        .query(Integer.class)
        .single();
  }
}
