package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.audit.Actor;
import dev.decorum.channels.RoundTrip.State;
import dev.decorum.channels.RoundTrip.Way;
import dev.decorum.channels.smtp.RawPeer;
import dev.decorum.staff.NewMember;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.testing.Browser;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import dev.peers.Dovecot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Test mails from a mailbox to itself.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Timeout(120)
class RoundTripTests {

  private static final String PASSWORD = "plum orchard window";

  @Autowired Mailboxes mailboxes;
  @Autowired MailFetching fetching;
  @Autowired RoundTrips trips;
  @Autowired Staff staff;
  @Autowired SmtpPort smtp;
  @Autowired Clock clock;
  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;

  private String address;

  @BeforeEach
  void chooseAddress() {
    address = "help-" + RowIds.next().toString().substring(24) + "@brightwater.example";
  }

  private Mailbox sendingBy(int server) {
    return mailboxes.add(
        Actor.system(),
        new NewMailbox(
            address,
            null,
            null,
            new OutgoingServer("127.0.0.1", server, null, null, TlsMode.NONE, true)));
  }

  private RoundTrip last(Mailbox mailbox) {
    return trips.last(mailbox.id()).orElseThrow();
  }

  private RoundTrip await(Mailbox mailbox, Predicate<RoundTrip> what) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (true) {
      var trip = last(mailbox);
      if (what.test(trip)) return trip;
      assertThat(System.nanoTime()).as(trip.toString()).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private RoundTrip awaitEnd(Mailbox mailbox) {
    return await(mailbox, trip -> !trip.state().underWay());
  }

  /// Nothing of it is to be seen in any list.
  private void assertIsNoConversation(Mailbox mailbox) {
    assertThat(
            jdbc.sql("select state from channels.incoming where mailbox_id = :mailbox")
                .param("mailbox", mailbox.id().id())
                .query(String.class)
                .list())
        .isNotEmpty()
        .containsOnly("discarded");
    assertThat(
            jdbc.sql("select count(*) from inbox.conversation where mailbox_id = :mailbox")
                .param("mailbox", mailbox.id().id())
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void goesOutAndComesBackBySmtpWithoutBecomingAConversation() {
    var mailbox = sendingBy(smtp.port());

    trips.begin(Actor.system(), mailbox.id());
    var trip = awaitEnd(mailbox);

    assertThat(trip.state()).isEqualTo(State.ARRIVED);
    assertThat(trip.way()).isEqualTo(Way.SMTP);
    assertThat(trip.leftAt()).isBetween(trip.startedAt(), trip.endedAt());
    assertIsNoConversation(mailbox);
  }

  @Test
  void comesBackByImapWhereMailIsFetched() {
    try (var dovecot = Dovecot.start();
        var sink = Sink.plain()) {
      sink.behave(
          new Sink.Manners() {
            @Override
            public void data(Sink.Caught mail) {
              dovecot.deliver(address, IncomingServer.INBOX, mail.bytes(), clock.instant());
            }
          });
      var mailbox = sendingBy(sink.port());
      fetchFrom(mailbox, dovecot, Dovecot.PASSWORD);

      trips.begin(Actor.system(), mailbox.id());
      var trip = awaitEnd(mailbox);

      assertThat(trip.state()).isEqualTo(State.ARRIVED);
      assertThat(trip.way()).isEqualTo(Way.IMAP);
      assertIsNoConversation(mailbox);
      fetching.fetchFrom(Actor.system(), mailbox.id(), null);
    }
  }

  private void fetchFrom(Mailbox mailbox, Dovecot dovecot, String password) {
    fetching.fetchFrom(
        Actor.system(),
        mailbox.id(),
        IncomingServer.at("127.0.0.1", dovecot.port(), address, password, TlsMode.NONE, true));
  }

  @Test
  void saysWithoutWaitingThatMailCannotBeFetched() {
    try (var dovecot = Dovecot.start();
        var sink = Sink.plain()) {
      var mailbox = sendingBy(sink.port());
      fetchFrom(mailbox, dovecot, "wrong");

      trips.begin(Actor.system(), mailbox.id());
      var trip = awaitEnd(mailbox);

      assertThat(trip.state()).isEqualTo(State.NOT_ARRIVED);
      assertThat(trip.trouble()).contains("did not accept the user " + address);
      fetching.fetchFrom(Actor.system(), mailbox.id(), null);
    }
  }

  @Test
  void saysWhyItDoesNotLeaveAndTriesAgain() throws IOException {
    var mailbox = sendingBy(RealNode.freePort());

    trips.begin(Actor.system(), mailbox.id());
    var trip = awaitEnd(mailbox);

    assertThat(trip.state()).isEqualTo(State.NOT_LEFT);
    assertThat(trip.trouble()).contains("127.0.0.1 cannot be reached");
    mailboxes.sendBy(
        Actor.system(),
        mailbox.id(),
        new OutgoingServer("127.0.0.1", smtp.port(), null, null, TlsMode.NONE, true));
    trips.begin(Actor.system(), mailbox.id());
    assertThat(await(mailbox, now -> now.state() == State.ARRIVED).trouble()).isNull();
  }

  @Test
  void hearsFromAServerThatItCameBack() throws Exception {
    try (var sink = Sink.plain()) {
      var mailbox = sendingBy(sink.port());
      trips.begin(Actor.system(), mailbox.id());
      var sent = sink.next();

      try (var peer = RawPeer.at(smtp.port())) {
        peer.begin("", address);
        peer.send(bounce(sent));
        assertThat(peer.hear()).startsWith("250");
      }

      var trip = awaitEnd(mailbox);
      assertThat(sent.sender()).isEqualTo(address);
      assertThat(trip.state()).isEqualTo(State.NOT_ARRIVED);
      assertThat(trip.trouble()).contains("sent it back");
      assertIsNoConversation(mailbox);
    }
  }

  private String bounce(Sink.Caught sent) {
    return """
        From: MAILER-DAEMON@sink.example
        To: %1$s
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary=x

        --x
        Content-Type: text/plain

        It could not be delivered.
        --x
        Content-Type: message/delivery-status

        Reporting-MTA: dns; sink.example

        Final-Recipient: rfc822; %1$s
        Action: failed
        Status: 5.1.1

        --x
        Content-Type: text/rfc822-headers

        From: %1$s
        To: %1$s
        Message-ID: %2$s

        --x--
        .
        """
        .formatted(address, sent.header("Message-ID"))
        .replace("\n", "\r\n");
  }

  @Test
  void endsTheWaitingForWhatNeverComesAndStillTakesItWhenItComesLate() throws Exception {
    try (var sink = Sink.plain()) {
      var mailbox = sendingBy(sink.port());
      trips.begin(Actor.system(), mailbox.id());
      var sent = sink.next();
      await(mailbox, trip -> trip.state() == State.ON_ITS_WAY);
      jdbc.sql(
              """
              update channels.test_mail
                 set left_at = left_at - interval '4 minutes'
               where mailbox_id = :mailbox
              """)
          .param("mailbox", mailbox.id().id())
          .update();

      assertThat(last(mailbox).state()).isEqualTo(State.NOT_ARRIVED);
      assertThat(last(mailbox).trouble())
          .contains("did not come to the SMTP port within 3 min", address);

      try (var peer = RawPeer.at(smtp.port())) {
        peer.begin(address, address);
        peer.send(new String(sent.bytes(), StandardCharsets.UTF_8) + "\r\n.\r\n");
        assertThat(peer.hear()).startsWith("250");
      }
      await(mailbox, trip -> trip.state() == State.ARRIVED);
      assertIsNoConversation(mailbox);
    }
  }

  @Test
  void showsHowFarItIsOnAPageThatLooksAgainByItself() throws Exception {
    var admin = admin();
    try (var sink = Sink.plain()) {
      var mailbox = sendingBy(sink.port());
      var page = "/admin/channels/" + mailbox.no();
      assertThat(admin.get(page).body()).contains("Send a test mail there and back");
      assertThat(admin.get(page + "/test-mail").body()).contains("No test mail was sent yet.");

      assertThat(admin.post(page + "/test-mail").location()).isEqualTo(page + "/test-mail");
      await(mailbox, trip -> trip.state() == State.ON_ITS_WAY);

      var waiting = admin.get(page + "/test-mail");
      assertThat(waiting.header("Refresh")).isEqualTo("2");
      assertThat(waiting.body())
          .contains(
              "127.0.0.1 has taken it.",
              "Waiting for it to come to the SMTP port.",
              "This page looks again by itself.")
          .doesNotContain("Try again");
    }
    mailboxes.sendBy(Actor.system(), mailboxes.byAddress(address).orElseThrow().id(), null);
    var box = mailboxes.byAddress(address).orElseThrow();
    jdbc.sql("delete from channels.test_mail where mailbox_id = :mailbox")
        .param("mailbox", box.id().id())
        .update();
    admin.post("/admin/channels/" + box.no() + "/test-mail");
    awaitEnd(box);

    var failed = admin.get("/admin/channels/" + box.no() + "/test-mail");
    assertThat(failed.header("Refresh")).isEmpty();
    assertThat(failed.body())
        .contains("No outgoing server is set for " + address, "It has not left.", "Try again");
  }

  private Browser admin() {
    var email = "mette-" + RowIds.next().toString().substring(24) + "@staff.example";
    staff.add(new NewMember("Mette Friis", email, Role.ADMIN, List.of(), PASSWORD));
    var browser = new Browser(port);
    browser.get("/sign-in");
    assertThat(browser.post("/sign-in", "email", email, "password", PASSWORD).location())
        .isEqualTo("/");
    return browser;
  }
}
