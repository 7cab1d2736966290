package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.audit.Actor;
import dev.decorum.mail.Address;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// At most so many mails a minute to each domain, whoever takes them up.
@SpringBootTest(properties = "decorum.channels.per-domain=5")
@ActiveProfiles("command")
@DatabaseTest
@Timeout(120)
class SendingRateTests {

  @Autowired Outbox outbox;
  @Autowired Mailboxes mailboxes;
  @Autowired Vault vault;
  @Autowired JdbcClient jdbc;
  @Autowired PlatformTransactionManager transactions;

  private Mailbox mailbox;

  @BeforeEach
  void setUp() {
    jdbc.sql("delete from channels.outbox").update();
    mailbox =
        mailboxes.add(
            Actor.system(),
            new NewMailbox(
                "help-" + RowIds.next() + "@brightwater.example",
                null,
                null,
                new OutgoingServer("127.0.0.1", 25, null, null, TlsMode.NONE, true)));
  }

  private void queue(String... to) {
    var content =
        new OutgoingContent(
            Address.of(mailbox.address()),
            null,
            Arrays.stream(to).map(Address::of).toList(),
            List.of(),
            List.of(),
            "Lift",
            Instant.EPOCH,
            RowIds.next() + "@brightwater.example",
            null,
            List.of(),
            "On the way.",
            null,
            "",
            List.of(),
            false);
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            _ -> outbox.add(vault.systemKey(), mailbox, null, content, Duration.ZERO, false));
  }

  private void queueMany(String domain, int count) {
    for (int i = 0; i < count; i++) queue("client" + i + "@" + domain);
  }

  /// Everything that may be taken up now, in the order in which it is.
  private List<String> takeUp() {
    var taken = new ArrayList<String>();
    while (true) {
      var claims =
          Objects.requireNonNull(
              new TransactionTemplate(transactions).execute(_ -> outbox.claim(3)));
      claims.forEach(claim -> taken.addAll(claim.content().recipients()));
      if (claims.size() < 3) return taken;
    }
  }

  private static long to(String domain, List<String> taken) {
    return taken.stream().filter(address -> address.endsWith("@" + domain)).count();
  }

  private void aMinuteLater() {
    jdbc.sql("update channels.outbox set attempted_at = attempted_at - interval '61 seconds'")
        .update();
  }

  @Test
  void givesADomainItsShareOfEachMinuteAndTheOthersTheirs() {
    queueMany("big.example", 12);
    queueMany("small.example", 2);
    queueMany("late.example", 1);

    var first = takeUp();
    assertThat(to("big.example", first)).isEqualTo(5);
    assertThat(to("small.example", first)).isEqualTo(2);
    assertThat(to("late.example", first)).isEqualTo(1);
    assertThat(takeUp()).isEmpty();

    aMinuteLater();
    assertThat(takeUp()).hasSize(5);
    aMinuteLater();
    assertThat(takeUp()).hasSize(2);
    aMinuteLater();
    assertThat(takeUp()).isEmpty();
  }

  @Test
  void countsAMailForEachOfItsDomains() {
    for (int i = 0; i < 4; i++) queue("a" + i + "@one.example", "b" + i + "@two.example");
    queueMany("two.example", 4);

    var taken = takeUp();

    assertThat(to("two.example", taken)).isEqualTo(5);
    assertThat(to("one.example", taken)).isLessThanOrEqualTo(5);
    aMinuteLater();
    assertThat(takeUp()).isNotEmpty();
    assertThat(to("two.example", taken)).isLessThanOrEqualTo(5);
  }

  @Test
  void holdsWhenManyReachForTheSameAtOnce() throws Exception {
    queueMany("big.example", 40);
    queueMany("other.example", 40);

    List<String> taken = new ArrayList<>();
    try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = nodes.invokeAll(Collections.nCopies(6, (Callable<List<String>>) this::takeUp));
      for (var one : all) taken.addAll(one.get());
    }

    assertThat(taken).doesNotHaveDuplicates();
    assertThat(to("big.example", taken)).isEqualTo(5);
    assertThat(to("other.example", taken)).isEqualTo(5);
  }
}
