package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.audit.Actor;
import dev.decorum.channels.smtp.RawPeer;
import dev.decorum.inbox.Address;
import dev.decorum.inbox.Delivery;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InteractionView;
import dev.decorum.inbox.NewConversation;
import dev.decorum.inbox.Recipients;
import dev.decorum.inbox.Sent;
import dev.decorum.staff.NewMember;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Mails with an address of their own to which they come back.
@SpringBootTest
@DatabaseTest
@Timeout(120)
class ReturnPathTests {

  /// The words of a mail server that says neither which mail it means nor to whom it was.
  private static final String BARE_NOTICE =
      """
      From: Mail Delivery System <mailer-daemon@mx.client.example>
      Subject: Undelivered Mail Returned to Sender
      MIME-Version: 1.0
      Content-Type: multipart/report; report-type=delivery-status; boundary=b

      --b
      Content-Type: text/plain

      Your mail could not be delivered.
      --b
      Content-Type: message/delivery-status

      Reporting-MTA: dns; mx.client.example

      Final-Recipient: rfc822; ann@client.example
      Action: failed
      Status: 5.1.1
      --b--
      """;

  @Autowired Mailboxes mailboxes;
  @Autowired BounceAddresses bounces;
  @Autowired Inbox inbox;
  @Autowired Staff staff;
  @Autowired SmtpPort smtp;
  @Autowired JdbcClient jdbc;

  private final Sink sink = Sink.plain();
  private String unique;
  private Mailbox mailbox;
  private Viewer mette;

  @BeforeEach
  void setUp() {
    unique = RowIds.next().toString().substring(24);
    mailbox =
        mailboxes.add(
            Actor.system(),
            new NewMailbox("h" + unique + "@brightwater.example", null, unique, sink.asServer()));
    var member =
        staff
            .add(
                new NewMember(
                    "Mette Friis",
                    "mette-" + unique + "@staff.example",
                    Role.LEAD,
                    List.of(unique),
                    "plum orchard window"))
            .member();
    mette = Viewer.of(member, RowIds.next(), ZoneOffset.UTC);
  }

  @AfterEach
  void tearDown() {
    sink.close();
  }

  private Sent write() {
    return inbox.start(
        mette,
        new NewConversation(
            null,
            new Recipients(List.of(Address.of("ann@client.example")), List.of(), List.of()),
            "Lift",
            "The lift is back.",
            staff.teamByName(unique).orElseThrow().id(),
            List.of(),
            null,
            null,
            false));
  }

  private InteractionView message(Sent sent) {
    return inbox.interaction(mette, sent.interaction());
  }

  private void deliver(String sender, String recipient, String mail) throws IOException {
    try (var peer = RawPeer.at(smtp.port())) {
      peer.begin(sender, recipient);
      peer.send(mail.replace("\n", "\r\n") + "\r\n.\r\n");
      assertThat(peer.hear()).startsWith("250");
    }
  }

  private static <T> T soon(Supplier<Optional<T>> look) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (true) {
      var found = look.get();
      if (found.isPresent()) return found.get();
      assertThat(System.nanoTime()).as("It did not happen within 30 seconds").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private String arrived() {
    return soon(
        () ->
            jdbc.sql(
                    """
                    select state
                      from channels.incoming
                     where mailbox_id = :mailbox
                       and state <> 'new'
                     order by received_at desc
                     limit 1
                    """)
                .param("mailbox", mailbox.id().id())
                .query(String.class)
                .optional());
  }

  @Test
  void comesBackToTheReplyAddressUnlessToldOtherwise() throws InterruptedException {
    write();

    var mail = sink.next();

    assertThat(mail.sender()).contains("+r.").isEqualTo(mail.read().replyTo().getFirst().address());
  }

  @Test
  void namesTheMailThatCameBack() throws Exception {
    mailboxes.ownReturnPath(Actor.system(), mailbox.id(), true);
    var sent = write();
    var mail = sink.next();
    soon(() -> Optional.of(message(sent)).filter(one -> one.delivery() == Delivery.SENT));
    assertThat(mail.sender()).contains("+b.").endsWith("@brightwater.example");
    assertThat(mail.read().replyTo().getFirst().address()).contains("+r.");

    deliver("", mail.sender(), BARE_NOTICE);

    var failed =
        soon(() -> Optional.of(message(sent)).filter(one -> one.delivery() == Delivery.FAILED));
    assertThat(failed.deliveryReason())
        .isEqualTo("The mail came back: the address ann@client.example does not exist.");
  }

  @Test
  void believesNoAddressThatSomebodyElseMadeUp() throws Exception {
    mailboxes.ownReturnPath(Actor.system(), mailbox.id(), true);
    var sent = write();
    var path = sink.next().sender();
    soon(() -> Optional.of(message(sent)).filter(one -> one.delivery() == Delivery.SENT));
    int at = path.indexOf('@') - 3;
    var forged =
        path.substring(0, at) + (path.charAt(at) == 'a' ? 'b' : 'a') + path.substring(at + 1);
    assertThat(bounces.find(path)).isPresent();
    assertThat(bounces.find(forged)).isEmpty();

    deliver("", forged, BARE_NOTICE);

    assertThat(arrived()).isEqualTo("held");
    assertThat(message(sent).delivery()).isEqualTo(Delivery.SENT);
  }

  @Test
  void isNoDoorIntoTheConversation() throws Exception {
    mailboxes.ownReturnPath(Actor.system(), mailbox.id(), true);
    var sent = write();
    var path = sink.next().sender();

    deliver(
        "mallory@elsewhere.example",
        path,
        "From: mallory@elsewhere.example\nSubject: Hello\n\nLet me in\n");

    assertThat(arrived()).isEqualTo("done");
    assertThat(inbox.latest(mette, sent.no(), null, 10).items()).hasSize(1);
  }

  @Test
  void keepsAnOrdinaryAddressWhereTheNameLeavesNoRoom() {
    var longest =
        mailboxes.add(
            Actor.system(),
            new NewMailbox(
                "a-very-long-name-of-a-mailbox-" + unique + "@brightwater.example",
                null,
                unique,
                sink.asServer()));

    assertThat(bounces.of(longest, UUID.randomUUID())).isEmpty();
    assertThat(bounces.of(mailbox, RowIds.next())).isPresent();
  }
}
