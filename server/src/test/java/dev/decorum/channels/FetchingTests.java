package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.decorum.audit.Actor;
import dev.decorum.channels.imap.Folder;
import dev.decorum.files.FileId;
import dev.decorum.files.Files;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.SecondNode;
import dev.decorum.vault.RowIds;
import dev.peers.Dovecot;
import dev.peers.FaultyLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Fetches mail from a real Dovecot.
@SpringBootTest(properties = "decorum.channels.poll-every=300ms")
@DatabaseTest
@Timeout(240)
class FetchingTests {

  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final String INBOX = "INBOX";

  private static Dovecot dovecot;

  @Autowired Mailboxes mailboxes;
  @Autowired MailFetching fetching;
  @Autowired Files files;
  @Autowired JdbcClient jdbc;
  @Autowired ConfigurableApplicationContext context;

  private String user;
  private Mailbox mailbox;

  @BeforeAll
  static void startDovecot() {
    dovecot = Dovecot.start();
  }

  @AfterAll
  static void stopDovecot() {
    dovecot.close();
  }

  @BeforeEach
  void addMailbox() {
    // Each test has a mailbox of its own, here and there.
    user = "help-" + RowIds.next().toString().substring(24) + "@brightwater.example";
    mailbox = mailboxes.add(Actor.system(), NewMailbox.at(user));
  }

  @AfterEach
  void stopFetching() {
    fetching.fetchFrom(Actor.system(), mailbox.id(), null);
  }

  private IncomingServer server() {
    return server(dovecot.port());
  }

  private IncomingServer server(int port) {
    return IncomingServer.at("127.0.0.1", port, user, Dovecot.PASSWORD, TlsMode.AUTO, true);
  }

  private static IncomingServer since(IncomingServer server, LocalDate day) {
    return with(server, day, null, Afterwards.LEAVE, null);
  }

  private static IncomingServer archiving(IncomingServer server, LocalDate before) {
    return with(server, null, before, Afterwards.LEAVE, null);
  }

  private static IncomingServer marking(IncomingServer server) {
    return with(server, null, null, Afterwards.SEEN, null);
  }

  private static IncomingServer moving(IncomingServer server, String target) {
    return with(server, null, null, Afterwards.MOVE, target);
  }

  private static IncomingServer with(
      IncomingServer server,
      @Nullable LocalDate since,
      @Nullable LocalDate archive,
      Afterwards afterwards,
      @Nullable String target) {
    return new IncomingServer(
        server.host(),
        server.port(),
        server.user(),
        server.password(),
        server.grant(),
        server.tls(),
        server.folder(),
        since,
        archive,
        afterwards,
        target,
        true);
  }

  private void fetchFrom(IncomingServer server) {
    fetching.fetchFrom(Actor.system(), mailbox.id(), server);
  }

  private String letter(String subject) {
    return letter(subject, "Mon, 16 Nov 2026 09:00:00 +0100", "");
  }

  private String letter(String subject, String date, String fields) {
    return "From: Ann <ann-%s@client.example>\r\nTo: %s\r\nSubject: %s\r\nDate: %s\r\nMessage-ID: <%s@client.example>\r\n%s\r\nThe lift is stuck again.\r\n"
        .formatted(user.substring(5, 10), user, subject, date, subject, fields);
  }

  private void deliver(String mail) {
    deliver(mail, Instant.now());
  }

  private void deliver(String mail, Instant arrived) {
    dovecot.deliver(user, INBOX, mail.getBytes(StandardCharsets.UTF_8), arrived);
  }

  /// The raw mails that are kept, and how often each is.
  private Map<String, Integer> kept() {
    var kept = new HashMap<String, Integer>();
    for (var raw :
        jdbc.sql("select raw_file from channels.incoming where mailbox_id = :mailbox")
            .param("mailbox", mailbox.id().id())
            .query(UUID.class)
            .list()) {
      try (var content = files.open(new FileId(raw))) {
        kept.merge(new String(content.readAllBytes(), StandardCharsets.UTF_8), 1, Integer::sum);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    return kept;
  }

  private int count() {
    return count("select count(*) from channels.incoming where mailbox_id = :mailbox");
  }

  private int count(String sql) {
    return jdbc.sql(sql).param("mailbox", mailbox.id().id()).query(Integer.class).single();
  }

  private static void await(BooleanSupplier what) {
    await(Duration.ofSeconds(60), what);
  }

  private static void await(Duration most, BooleanSupplier what) {
    long end = System.nanoTime() + most.toNanos();
    while (!what.getAsBoolean()) {
      if (System.nanoTime() > end) throw new AssertionError("It did not happen within " + most);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private FetchStanding standing() {
    return fetching.standing(mailbox.id()).orElseThrow();
  }

  private void awaitUpToDate() {
    await(() -> standing().lookedAt() != null && standing().comparedAt() != null);
  }

  @Test
  void keepsWhatLiesThereAndWhatComesLaterToTheLastByte() {
    deliver(letter("first"));
    deliver(letter("second"));

    fetchFrom(server());
    awaitUpToDate();
    deliver(letter("third"));
    // Told by the server: nobody would ask for minutes.
    await(Duration.ofSeconds(60), () -> count() == 3);

    assertThat(kept())
        .containsOnly(
            Map.entry(letter("first"), 1),
            Map.entry(letter("second"), 1),
            Map.entry(letter("third"), 1));
    await(
        () ->
            count(
                    """
                    select count(*)
                      from channels.incoming
                     where mailbox_id = :mailbox
                       and state = 'done'
                    """)
                == 3);
    assertThat(dovecot.count(user, INBOX)).isEqualTo(new Dovecot.Count(3, 0));
    assertThat(standing().well()).isTrue();
  }

  @Test
  void doesNotMindThatSomebodyElseHasReadAMail() {
    deliver(letter("first"));
    fetchFrom(marking(server()));
    awaitUpToDate();

    assertThat(count()).isEqualTo(1);
    await(() -> dovecot.count(user, INBOX).equals(new Dovecot.Count(1, 1)));
  }

  @Test
  void movesWhatItKeepsIntoAFolderThatItMakes() {
    deliver(letter("first"));
    deliver(letter("second"));

    fetchFrom(moving(server(), "Kept & förwarded"));
    awaitUpToDate();

    assertThat(count()).isEqualTo(2);
    assertThat(dovecot.count(user, INBOX).mails()).isZero();
    assertThat(dovecot.count(user, "Kept &- f&APY-rwarded").mails()).isEqualTo(2);
    deliver(letter("third"));
    await(() -> dovecot.count(user, "Kept &- f&APY-rwarded").mails() == 3);
    assertThat(count()).isEqualTo(3);
  }

  @Test
  void asksAgainAndAgainWhereTheServerTellsNothingAndMovesWithoutMove() {
    try (var plain = Dovecot.startWithout("IDLE")) {
      plain.deliver(user, INBOX, letter("first").getBytes(StandardCharsets.UTF_8), NOW);
      fetchFrom(server(plain.port()));
      awaitUpToDate();
      plain.deliver(user, INBOX, letter("second").getBytes(StandardCharsets.UTF_8), NOW);
      await(() -> count() == 2);
    }
    try (var old = Dovecot.startWithout("MOVE")) {
      old.deliver(user, INBOX, letter("third").getBytes(StandardCharsets.UTF_8), NOW);
      fetchFrom(moving(server(old.port()), "Kept"));
      await(() -> count() == 3 && old.count(user, "Kept").mails() == 1);
      await(() -> old.count(user, INBOX).mails() == 0);
    }
  }

  @Test
  void keepsAMailOnceThatComesByTwoWaysOrLiesThereTwice() {
    deliver(letter("same"));
    deliver("Received: by another.example\r\nDelivered-To: " + user + "\r\n" + letter("same"));

    fetchFrom(server());
    awaitUpToDate();

    assertThat(count()).isEqualTo(1);
    assertThat(standing().kept()).isEqualTo(2);
  }

  @Test
  void readsAgainWithoutDoublesWhenAllNumbersAreOthers() {
    for (int i = 0; i < 10; i++) deliver(letter("mail" + i));
    fetchFrom(server());
    awaitUpToDate();
    assertThat(count()).isEqualTo(10);

    fetching.fetchFrom(Actor.system(), mailbox.id(), null);
    dovecot.renumber(user, INBOX);
    deliver(letter("later"));
    fetchFrom(server());

    await(() -> count() == 11);
    awaitUpToDate();
    assertThat(kept().values()).containsOnly(1);
    assertThat(standing().kept()).isEqualTo(11);
  }

  @Test
  void leavesMailFromBeforeTheDayItIsToldOf() {
    var today = LocalDate.ofInstant(NOW, ZoneOffset.UTC);
    deliver(letter("old"), NOW.minus(Duration.ofDays(40)));
    deliver(letter("yesterday"), NOW.minus(Duration.ofDays(1)));
    deliver(letter("today"), NOW);

    fetchFrom(since(server(), today.minusDays(3)));
    awaitUpToDate();
    assertThat(count()).isEqualTo(2);
    assertThat(standing().onServer()).isEqualTo(2);

    // Who wants more later gets it, and nothing twice.
    fetchFrom(server());
    await(() -> count() == 3);
    assertThat(kept().values()).containsOnly(1);
  }

  @Test
  void bringsInAnArchiveWithItsDatesAndWithoutAnybodyWaiting() {
    var today = LocalDate.ofInstant(NOW, ZoneOffset.UTC);
    deliver(
        letter("question", "Tue, 4 Mar 2014 10:00:00 +0000", ""), NOW.minus(Duration.ofDays(90)));
    deliver(
        letter(
            "again",
            "Wed, 5 Mar 2014 10:00:00 +0000",
            "In-Reply-To: <question@client.example>\r\n"),
        NOW.minus(Duration.ofDays(89)));
    deliver(letter("fresh"), NOW);

    fetchFrom(archiving(server(), today.minusDays(14)));
    await(
        () ->
            count(
                    """
                    select count(*)
                      from channels.incoming
                     where mailbox_id = :mailbox
                       and state = 'done'
                    """)
                == 3);

    record Row(String status, Instant createdAt, boolean waits) {}
    var conversations =
        jdbc.sql(
                """
                select status, created_at, waiting_since is not null as waits
                  from inbox.conversation
                 where mailbox_id = :mailbox
                """)
            .param("mailbox", mailbox.id().id())
            .query(
                (row, _) ->
                    new Row(
                        row.getString("status"),
                        Timestamps.read(row, "created_at"),
                        row.getBoolean("waits")))
            .list();
    assertThat(conversations)
        .filteredOn(one -> one.createdAt().isBefore(Instant.parse("2014-03-06T00:00:00Z")))
        .isNotEmpty()
        .allSatisfy(
            one -> {
              assertThat(one.status()).isEqualTo("resolved");
              assertThat(one.waits()).isFalse();
            });
    assertThat(conversations)
        .filteredOn(Row::waits)
        .singleElement()
        .satisfies(one -> assertThat(one.status()).isEqualTo("open"));
    assertThat(
            count(
                """
                select count(*)
                  from channels.outbox
                 where mailbox_id = :mailbox
                """))
        .isZero();
  }

  @Test
  void findsWhatIsMissingAndFetchesItAgain() {
    for (int i = 0; i < 5; i++) deliver(letter("mail" + i));
    fetchFrom(server());
    awaitUpToDate();
    // As after a mistake of ours, or of whoever mends a database.
    jdbc.sql("delete from channels.imap_mail where mailbox_id = :mailbox and uid in (2, 4)")
        .param("mailbox", mailbox.id().id())
        .update();
    jdbc.sql(
            """
            delete from channels.incoming i
             where mailbox_id = :mailbox
               and not exists (select from channels.imap_mail m where m.incoming_id = i.id)
            """)
        .param("mailbox", mailbox.id().id())
        .update();

    fetching.compare(mailbox.id());
    await(() -> standing().missing() == 2 && !standing().comparing());

    assertThat(standing().onServer()).isEqualTo(5);
    assertThat(standing().well()).isFalse();
    assertThat(fetching.missing(mailbox.id()))
        .extracting(MissingMail::uid, MissingMail::reason)
        .containsExactly(
            tuple(2L, MissingMail.Reason.NOT_FETCHED), tuple(4L, MissingMail.Reason.NOT_FETCHED));

    fetching.fetchAgain(mailbox.id());
    await(() -> standing().missing() == 0);
    assertThat(kept()).hasSize(5);
    assertThat(kept().values()).containsOnly(1);
  }

  @Test
  void keepsALargeMailAsItIsWithoutKeepingItInMemory() {
    var line = "Lorem ipsum dolor sit amet, consectetur adipisici elit 0123456789.\r\n";
    var large = letter("large") + line.repeat(30 * 1024 * 1024 / line.length());
    deliver(large);
    deliver(letter("small"));

    fetchFrom(server());
    await(Duration.ofSeconds(60), () -> count() == 2);

    assertThat(kept()).containsOnlyKeys(large, letter("small"));
  }

  @Test
  void saysInWordsWhatIsInTheWay() throws IOException {
    fetchFrom(server(RealNode.freePort()));
    await(() -> standing().trouble() != null);
    assertThat(standing().trouble()).contains("127.0.0.1", "does not answer");
    assertThat(standing().nextTry()).isNotNull();

    fetchFrom(IncomingServer.at("127.0.0.1", dovecot.port(), user, "wrong", TlsMode.AUTO, true));
    await(() -> standing().trouble() != null);
    assertThat(standing().trouble()).contains("did not accept the user " + user);
    assertThat(standing().lasting()).isTrue();

    fetchFrom(
        IncomingServer.at(
            "no-such-server.invalid", 993, user, Dovecot.PASSWORD, TlsMode.TLS, true));
    assertThat(fetching.probe(mailbox.id()).orElseThrow()).contains("there is no such name");

    fetchFrom(
        IncomingServer.at(
            "127.0.0.1", dovecot.tlsPort(), user, Dovecot.PASSWORD, TlsMode.TLS, true));
    assertThat(fetching.probe(mailbox.id()).orElseThrow()).contains("certificate");

    fetchFrom(
        IncomingServer.at("127.0.0.1", dovecot.port(), user, Dovecot.PASSWORD, TlsMode.TLS, true));
    assertThat(fetching.probe(mailbox.id()).orElseThrow()).contains("Encryption");

    var nowhere = server();
    fetchFrom(
        new IncomingServer(
            nowhere.host(),
            nowhere.port(),
            user,
            nowhere.password(),
            null,
            TlsMode.NONE,
            "Nowhere",
            null,
            null,
            Afterwards.LEAVE,
            null,
            true));
    assertThat(fetching.probe(mailbox.id()).orElseThrow()).contains("no folder Nowhere");

    fetchFrom(server());
    assertThat(fetching.probe(mailbox.id())).isEmpty();
    awaitUpToDate();
    assertThat(standing().trouble()).isNull();
  }

  @Test
  void stopsWhileTheMailboxIsClosed() {
    fetchFrom(server());
    awaitUpToDate();
    mailboxes.close(Actor.system(), mailbox.id());
    await(() -> leases() == 0);

    deliver(letter("meanwhile"));
    mailboxes.reopen(Actor.system(), mailbox.id());
    await(() -> count() == 1);
  }

  private int leases() {
    return count(
        """
        select count(*)
          from channels.imap_source
         where mailbox_id = :mailbox
           and leased_until > now()
        """);
  }

  @Test
  void losesAndDoublesNothingHoweverOftenTheLineBreaksAndTheNumbersChange() throws Exception {
    int mails = 300;
    var random = new Random(20261122);
    var sent = new HashMap<String, Integer>();
    try (var line = new FaultyLine(dovecot.port(), 7, 30, 300_000)) {
      var server =
          IncomingServer.at("127.0.0.1", line.port(), user, Dovecot.PASSWORD, TlsMode.NONE, true);
      fetchFrom(marking(server));
      for (int i = 0; i < mails; i++) {
        var mail =
            letter("mail" + i)
                + "x\r\n".repeat(random.nextInt(random.nextInt(5) == 0 ? 60_000 : 2_000));
        sent.put(mail, 1);
        deliver(mail);
        if (i == 100 || i == 200) {
          int so = i;
          await(Duration.ofSeconds(60), () -> count() > so / 2);
          line.breakAll();
          dovecot.renumber(user, INBOX);
        }
      }
      await(Duration.ofSeconds(150), () -> count() >= mails && line.breaksLeft() == 0);
      fetching.compare(mailbox.id());
      await(Duration.ofSeconds(60), () -> !standing().comparing() && standing().missing() == 0);
    }

    assertThat(kept()).isEqualTo(sent);
    assertThat(standing().onServer()).isEqualTo(mails);
    assertThat(count("select count(*) from channels.imap_mail where mailbox_id = :mailbox"))
        .isEqualTo(mails);
  }

  @Test
  void isFetchedByOneOfTwoNodesAndByTheOtherWhenThatEnds() {
    try (var other = SecondNode.beside(context, Map.of("decorum.smtp-port", 0))) {
      fetchFrom(server());
      awaitUpToDate();
      for (int i = 0; i < 20; i++) deliver(letter("mail" + i));
      await(() -> count() == 20);
      assertThat(leases()).isEqualTo(1);
      // Whoever has it is told to stop; the other takes over.
      other.bean(FetchWorker.class).stop();
      deliver(letter("late"));
      await(Duration.ofSeconds(60), () -> count() == 21);
      context.getBean(FetchWorker.class).stop();
      other.bean(FetchWorker.class).start();
      deliver(letter("later"));
      await(Duration.ofSeconds(60), () -> count() == 22);
    } finally {
      context.getBean(FetchWorker.class).start();
    }
    assertThat(kept().values()).containsOnly(1);
  }

  @Test
  void writesNothingOnceAnotherHasTakenOver() {
    var sources = context.getBean(ImapSources.class);
    context.getBean(FetchWorker.class).stop();
    try {
      fetchFrom(server());
      var slept =
          sources.claim(100).stream()
              .filter(claim -> claim.mailbox().equals(mailbox.id()))
              .findFirst()
              .orElseThrow();
      sources.opened(slept, new Folder(7, 5, 4));
      sources.restart(mailbox.id());

      var kept = context.getBean(FetchedMails.class);
      assertThatThrownBy(() -> kept.keep(slept, new ImapSources.Cursor(7, 4), List.of()))
          .isInstanceOf(LeaseLost.class);
      assertThatThrownBy(() -> sources.opened(slept, new Folder(8, 5, 4)))
          .isInstanceOf(LeaseLost.class);
      assertThat(sources.held(List.of(slept))).isEmpty();
    } finally {
      context.getBean(FetchWorker.class).start();
    }
  }
}
