package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.decorum.audit.Actor;
import dev.decorum.inbox.Address;
import dev.decorum.inbox.Delivery;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InteractionView;
import dev.decorum.inbox.Kind;
import dev.decorum.inbox.NewConversation;
import dev.decorum.inbox.Recipients;
import dev.decorum.mail.MailReader;
import dev.decorum.staff.NewMember;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import dev.peers.Dovecot;
import dev.peers.FaultyLine;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Copies what was sent into the folders of a real Dovecot.
@SpringBootTest(properties = "decorum.channels.poll-every=300ms")
@DatabaseTest
@Timeout(120)
class SentCopiesTests {

  /// The one that the server says is for sent mail.
  private static final String SENT = "Sent Mail";

  private static Dovecot dovecot;

  @Autowired Mailboxes mailboxes;
  @Autowired MailFetching fetching;
  @Autowired SentCopies copies;
  @Autowired SentFolders folders;
  @Autowired Inbox inbox;
  @Autowired Staff staff;
  @Autowired JdbcClient jdbc;

  private final Sink sink = Sink.plain();
  private String unique;
  private Mailbox mailbox;
  private Viewer mette;

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
    unique = RowIds.next().toString().substring(24);
    mailbox =
        mailboxes.add(
            Actor.system(),
            new NewMailbox(
                "help-" + unique + "@brightwater.example", null, unique, sink.asServer()));
    var member =
        staff
            .add(
                new NewMember(
                    "Mette Friis",
                    "mette-" + unique + "@staff.example",
                    Role.AGENT,
                    List.of(unique),
                    "plum orchard window"))
            .member();
    mette = Viewer.of(member, RowIds.next(), ZoneOffset.UTC);
  }

  @AfterEach
  void stopFetching() {
    fetching.fetchFrom(Actor.system(), mailbox.id(), null);
    sink.close();
  }

  private void fetchFrom(int port) {
    fetching.fetchFrom(
        Actor.system(),
        mailbox.id(),
        IncomingServer.at(
            "127.0.0.1", port, mailbox.address(), Dovecot.PASSWORD, TlsMode.NONE, true));
  }

  /// @return the number of the conversation
  private long write(String text) {
    return inbox
        .start(
            mette,
            new NewConversation(
                null,
                new Recipients(
                    List.of(Address.of("ann-" + unique + "@client.example")), List.of(), List.of()),
                "Lift",
                text,
                staff.teamByName(unique).orElseThrow().id(),
                List.of(),
                null,
                null,
                false))
        .no();
  }

  private List<InteractionView> messages(long no) {
    return inbox.latest(mette, no, null, 10).items().stream()
        .filter(one -> one.kind() == Kind.MESSAGE)
        .toList();
  }

  private int copied(String folder) {
    return dovecot.count(mailbox.address(), folder).mails();
  }

  private SentStanding standing() {
    return copies.standing(mailbox.id()).orElseThrow();
  }

  private static void await(BooleanSupplier what) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!what.getAsBoolean()) {
      if (System.nanoTime() > end) throw new AssertionError("It did not happen within 30 s");
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  @Test
  void copiesWhatWasSentOnceMarkedAsSeenAndWithItsDate() throws Exception {
    fetchFrom(dovecot.port());
    write("Before anybody wished for copies.");
    sink.next();
    copies.keep(Actor.system(), mailbox.id(), null);

    write("The lift is back.");
    var sent = sink.next();
    await(() -> copied(SENT) == 1 && standing().waiting() == 0);

    var copy = MailReader.read(dovecot.mails(mailbox.address(), SENT).getFirst());
    assertThat(copy.messageId()).isEqualTo(sent.read().messageId());
    assertThat(copy.text()).isEqualTo(sent.read().text());
    assertThat(copy.date()).isEqualTo(sent.read().date());
    assertThat(dovecot.count(mailbox.address(), SENT)).isEqualTo(new Dovecot.Count(1, 1));
    assertThat(standing().well()).isTrue();
  }

  @Test
  void copiesIntoANamedFolderThatItMakes() throws Exception {
    fetchFrom(dovecot.port());
    copies.keep(Actor.system(), mailbox.id(), "Verschickt & größer");

    write("The lift is back.");
    sink.next();

    await(() -> copied("Verschickt &- gr&APYA3w-er") == 1);
    assertThat(copied(SENT)).isZero();
  }

  @Test
  void findsWhatItHadCopiedBeforeItDied() throws Exception {
    fetchFrom(dovecot.port());
    copies.keep(Actor.system(), mailbox.id(), null);
    write("The lift is back.");
    sink.next();
    await(() -> copied(SENT) == 1 && standing().waiting() == 0);

    // As if the node had died between the server's answer and its own commit.
    jdbc.sql("select id from channels.outbox where mailbox_id = :mailbox and state = 'sent'")
        .param("mailbox", mailbox.id().id())
        .query(UUID.class)
        .list()
        .forEach(folders::copy);
    await(() -> standing().waiting() == 0);

    assertThat(copied(SENT)).isEqualTo(1);
  }

  @Test
  void copiesEachOnceOverALineThatBreaksAgainAndAgain() throws Exception {
    try (var line = new FaultyLine(dovecot.port(), 7, 12, 3_000)) {
      fetchFrom(line.port());
      copies.keep(Actor.system(), mailbox.id(), null);
      for (int i = 0; i < 5; i++) write("Lift " + i + " is back.");
      for (int i = 0; i < 5; i++) sink.next();

      await(
          () -> {
            copies.tryAgain(mailbox.id());
            return standing().waiting() == 0;
          });

      assertThat(
              dovecot.mails(mailbox.address(), SENT).stream()
                  .map(mail -> MailReader.read(mail).messageId()))
          .hasSize(5)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void saysAtTheMailboxWhatIsInTheWayAndNeverAtTheMessage() throws Exception {
    fetchFrom(dovecot.port());
    copies.keep(Actor.system(), mailbox.id(), null);
    fetching.fetchFrom(
        Actor.system(),
        mailbox.id(),
        IncomingServer.at(
            "127.0.0.1", dovecot.port(), mailbox.address(), "wrong", TlsMode.NONE, true));

    var no = write("The lift is back.");
    sink.next();
    await(() -> standing().trouble() != null);

    assertThat(standing().trouble()).contains("did not accept the user");
    assertThat(standing().waiting()).isEqualTo(1);
    await(() -> messages(no).stream().allMatch(one -> one.delivery() == Delivery.SENT));
    assertThat(messages(no)).hasSize(1).allMatch(one -> one.deliveryReason() == null);

    fetchFrom(dovecot.port());
    copies.tryAgain(mailbox.id());
    await(() -> standing().waiting() == 0);
    assertThat(copied(SENT)).isEqualTo(1);
    assertThat(standing().trouble()).isNull();
  }

  @Test
  void refusesFoldersThatNewMailComesToAndMailboxesThatAreNotFetched() {
    assertThatThrownBy(() -> copies.keep(Actor.system(), mailbox.id(), null))
        .isInstanceOfSatisfying(
            MailboxRefused.class,
            e -> assertThat(e.reason()).isEqualTo(MailboxRefused.Reason.NOT_FETCHED));
    fetchFrom(dovecot.port());
    assertThatThrownBy(() -> copies.keep(Actor.system(), mailbox.id(), "inbox"))
        .isInstanceOfSatisfying(
            MailboxRefused.class,
            e -> assertThat(e.reason()).isEqualTo(MailboxRefused.Reason.SENT_IS_FETCHED));
    assertThat(copies.standing(mailbox.id())).isEmpty();
  }
}
