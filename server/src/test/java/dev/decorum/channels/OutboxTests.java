package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.decorum.audit.Actor;
import dev.decorum.inbox.InteractionId;
import dev.decorum.mail.Address;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The rows of mails on their way out, with workers that exist in these tests only.
@SpringBootTest
@ActiveProfiles("command")
@DatabaseTest
@Timeout(120)
class OutboxTests {

  @Autowired Outbox outbox;
  @Autowired Mailboxes mailboxes;
  @Autowired Vault vault;
  @Autowired JdbcClient jdbc;
  @Autowired PlatformTransactionManager transactions;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
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

  @AfterEach
  void tearDown() {
    threads.close();
  }

  private InteractionId held(Duration wait) {
    var interaction = new InteractionId(RowIds.next());
    inTransaction(
        () -> {
          outbox.add(vault.systemKey(), mailbox, interaction, content(), wait, true);
          return true;
        });
    return interaction;
  }

  private static SortedMap<Integer, Trouble> nobody() {
    return new TreeMap<>();
  }

  private static OutgoingContent content() {
    return content("ann@client.example");
  }

  private static OutgoingContent content(String... to) {
    return new OutgoingContent(
        Address.of("help@brightwater.example"),
        null,
        Arrays.stream(to).map(Address::of).toList(),
        List.of(),
        List.of(),
        "Lift",
        Instant.EPOCH,
        "1@brightwater.example",
        null,
        List.of(),
        "On the way.",
        null,
        "",
        List.of(),
        false);
  }

  private <T> T inTransaction(Callable<T> work) {
    var result =
        new TransactionTemplate(transactions)
            .execute(
                _ -> {
                  try {
                    return work.call();
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                });
    if (result == null) throw new AssertionError("nothing came of it");
    return result;
  }

  private List<Outbox.Claim> claim() {
    return inTransaction(() -> outbox.claim(10));
  }

  private void leaseRunsOut() {
    jdbc.sql("update channels.outbox set leased_until = now() - interval '1 second'").update();
  }

  @Test
  void isEitherTakenUpOrTakenBackHoweverCloseTheRace() throws Exception {
    int undone = 0;
    var random = new Random(7);
    for (int round = 0; round < 200; round++) {
      var interaction = held(Duration.ofMillis(1));
      var barrier = new CyclicBarrier(3);
      // Each side has to look first in some rounds; which, depends on the machine.
      long later = random.nextLong(3_000_000);
      var undo =
          threads.submit(
              () -> {
                barrier.await();
                LockSupport.parkNanos(later);
                return inTransaction(() -> outbox.undo(interaction));
              });
      var claims = new ArrayList<java.util.concurrent.Future<List<Outbox.Claim>>>();
      for (int node = 0; node < 2; node++) {
        claims.add(
            threads.submit(
                () -> {
                  barrier.await();
                  return claim();
                }));
      }
      int taken = claims.get(0).get().size() + claims.get(1).get().size();
      // Not yet due when it was looked for: it is found now, unless it was taken back.
      taken += claim().size();

      assertThat(taken + (undo.get() ? 1 : 0)).isEqualTo(1);
      if (undo.get()) undone++;
    }
    assertThat(undone).isBetween(1, 199);
  }

  @Test
  void isHeldUntilItsTime() {
    var interaction = held(Duration.ofMinutes(5));

    assertThat(claim()).isEmpty();
    assertThat(inTransaction(() -> outbox.undo(interaction))).isTrue();
    assertThat(inTransaction(() -> outbox.undo(interaction))).isFalse();
  }

  @Test
  void belongsToOneWorkerUntilItsLeaseRunsOut() {
    held(Duration.ZERO);
    var first = claim();
    assertThat(first).hasSize(1);
    assertThat(claim()).isEmpty();
    assertThat(outbox.holds(first.getFirst())).isTrue();

    leaseRunsOut();
    assertThat(outbox.holds(first.getFirst())).isFalse();
    var second = claim();

    assertThat(second).hasSize(1);
    assertThat(second.getFirst().attempts()).isEqualTo(2);
    assertThat(outbox.finish(first.getFirst(), List.of(0), nobody(), null)).isFalse();
    assertThat(outbox.finish(second.getFirst(), List.of(0), nobody(), null)).isTrue();
    assertThat(claim()).isEmpty();
  }

  @Test
  void takesUpOfEachDomainInTurn() {
    for (int i = 0; i < 30; i++) queue("many" + i + "@big.example");
    for (var domain : List.of("one.example", "two.example", "three.example")) {
      queue("late@" + domain);
    }

    var first = recipients(inTransaction(() -> outbox.claim(4)));
    var then = recipients(inTransaction(() -> outbox.claim(4)));

    assertThat(first)
        .containsExactlyInAnyOrder(
            "many0@big.example", "late@one.example", "late@two.example", "late@three.example");
    assertThat(then)
        .containsExactlyInAnyOrder(
            "many1@big.example", "many2@big.example", "many3@big.example", "many4@big.example");
  }

  private void queue(String... to) {
    inTransaction(
        () -> outbox.add(vault.systemKey(), mailbox, null, content(to), Duration.ZERO, false));
  }

  private static List<String> recipients(List<Outbox.Claim> claims) {
    return claims.stream().flatMap(claim -> claim.content().recipients().stream()).toList();
  }

  @Test
  void keepsALeaseThatIsRenewed() {
    held(Duration.ZERO);
    var claim = claim().getFirst();
    leaseRunsOut();

    outbox.renew(List.of(claim.lease()));

    assertThat(outbox.holds(claim)).isTrue();
    assertThat(claim()).isEmpty();
  }

  @Test
  void remembersWhoHasItAlready() {
    held(Duration.ZERO);
    var claim = claim().getFirst();
    var refused = new TreeMap<>(Map.of(2, Trouble.MAILBOX_FULL));
    assertThat(outbox.postpone(claim, List.of(1), refused, Trouble.BUSY, Duration.ZERO)).isTrue();

    var again = claim().getFirst();

    assertThat(again.delivered()).containsExactly(1);
    assertThat(again.refused()).containsExactly(entry(2, Trouble.MAILBOX_FULL));
    assertThat(again.content()).isEqualTo(content());
    assertThat(again.lastTry()).isFalse();
  }

  @Test
  void isGivenUpTwoDaysAfterTheFirstTry() {
    held(Duration.ZERO);
    outbox.postpone(claim().getFirst(), List.of(), nobody(), Trouble.BUSY, Duration.ZERO);
    jdbc.sql("update channels.outbox set give_up_at = now() - interval '1 second'").update();

    assertThat(claim().getFirst().lastTry()).isTrue();
  }

  @Test
  void saysOnceThatThereIsNoServer() {
    var interaction = held(Duration.ZERO);
    mailboxes.sendBy(Actor.system(), mailbox.id(), null);

    assertThat(claim()).isEmpty();
    assertThat(inTransaction(outbox::strand))
        .singleElement()
        .extracting(Outbox.Stranded::interaction)
        .isEqualTo(interaction);
    assertThat(inTransaction(outbox::strand)).isEmpty();
  }

  @Test
  void whatLiesAsideLeavesOnceThereIsAServer() {
    mailboxes.sendBy(Actor.system(), mailbox.id(), null);
    mailbox = mailboxes.get(mailbox.id());
    held(Duration.ZERO);
    assertThat(inTransaction(outbox::strand)).isEmpty();
    assertThat(outbox.waiting()).containsEntry(mailbox.id(), 1);

    mailboxes.sendBy(
        Actor.system(),
        mailbox.id(),
        new OutgoingServer("127.0.0.1", 25, null, null, TlsMode.NONE, true));

    assertThat(claim()).hasSize(1);
  }

  @Test
  void whatWasLaidAsideWhileTheServerWasSetIsTakenUpAgain() {
    held(Duration.ZERO);
    jdbc.sql("update channels.outbox set next_attempt_at = 'infinity'").update();
    assertThat(claim()).isEmpty();

    outbox.refloat();

    assertThat(claim()).hasSize(1);
  }

  @Test
  void showsNoWordInTheDatabase() {
    held(Duration.ZERO);

    assertThat(jdbc.sql("select o::text from channels.outbox o").query(String.class).single())
        .contains("queued")
        .doesNotContain("Lift", "ann@client", "On the way");
  }
}
