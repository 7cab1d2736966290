package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.decorum.audit.Actor;
import dev.decorum.channels.smtp.RawPeer;
import dev.decorum.files.FileId;
import dev.decorum.files.Files;
import dev.decorum.inbox.Address;
import dev.decorum.inbox.ConversationFilter;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.Delivery;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InteractionView;
import dev.decorum.inbox.Kind;
import dev.decorum.inbox.NewConversation;
import dev.decorum.inbox.Recipients;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.Verdict;
import dev.decorum.inbox.View;
import dev.decorum.staff.NewMember;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import dev.peers.Dovecot;
import dev.peers.Postfix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.subethamail.smtp.RejectException;

/// Mail goes out and comes in by a real Postfix, which `./verify` sees to. It stands between us and
/// the clients' server.
@SpringBootTest
@DatabaseTest
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class PostfixTests {

  @Autowired Mailboxes mailboxes;
  @Autowired Inbox inbox;
  @Autowired Staff staff;
  @Autowired SmtpPort smtp;
  @Autowired Files files;
  @Autowired JdbcClient jdbc;

  private Sink clients;
  private Dovecot accounts;
  private Postfix postfix;
  private String unique;
  private String help;
  private Viewer mette;

  @BeforeAll
  void startServers() {
    assumeThat(Postfix.possible()).as("Postfix runs as root only").isTrue();
    clients = Sink.plain();
    accounts = Dovecot.start();
    postfix =
        Postfix.start(
            Map.of("client.example", clients.port(), "brightwater.example", smtp.port()), accounts);
  }

  @AfterAll
  void stopServers() {
    if (postfix == null) return;
    postfix.close();
    accounts.close();
    clients.close();
  }

  @BeforeEach
  void chooseNames() {
    unique = RowIds.next().toString().substring(24);
    help = "help-" + unique + "@brightwater.example";
    staff.createTeam(Actor.system(), unique);
    var member =
        staff
            .add(
                new NewMember(
                    "Mette Friis",
                    "mette-" + unique + "@staff.example",
                    Role.ADMIN,
                    List.of(unique),
                    "plum orchard window"))
            .member();
    mette = Viewer.of(member, RowIds.next(), ZoneOffset.UTC);
    clients.behave(new Sink.Manners() {});
    clients.rest();
  }

  private OutgoingServer plain(TlsMode tls) {
    return new OutgoingServer("127.0.0.1", postfix.port(), null, null, tls, true);
  }

  private OutgoingServer submission(String password, TlsMode tls) {
    return new OutgoingServer("127.0.0.1", postfix.submissionPort(), help, password, tls, true);
  }

  private Mailbox mailbox(OutgoingServer server) {
    return mailboxes.add(Actor.system(), new NewMailbox(help, null, unique, server));
  }

  private String client(String domain) {
    return "ann-" + unique + "@" + domain;
  }

  /// @return the number of the conversation
  private long write(String to) {
    return inbox
        .start(
            mette,
            new NewConversation(
                null,
                new Recipients(List.of(Address.of(to)), List.of(), List.of()),
                "Größerer Aufzug " + unique,
                "The lift is back.\n.\nIt is größer now.",
                staff.teamByName(unique).orElseThrow().id(),
                List.of(),
                null,
                null,
                false))
        .no();
  }

  private static <T> T soon(Supplier<Optional<T>> look) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (true) {
      var found = look.get();
      if (found.isPresent()) return found.get();
      if (System.nanoTime() > end) throw new AssertionError("It did not happen within 30 seconds");
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private List<InteractionView> messages(long no) {
    return inbox.interactions(mette, no, null, 50).items().stream()
        .filter(one -> one.kind() == Kind.MESSAGE)
        .toList();
  }

  private List<ConversationRow> conversations() {
    return inbox
        .list(mette, ConversationFilter.of(View.ALL), Sort.NEWEST, null, 200)
        .items()
        .stream()
        .filter(row -> row.subject().contains(unique))
        .toList();
  }

  @Test
  void passesAnAnswerOnUnchanged() throws Exception {
    mailbox(plain(TlsMode.NONE));

    var no = write(client("client.example"));
    var mail = clients.next();

    assertThat(mail.recipients()).containsExactly(client("client.example"));
    assertThat(mail.sender()).startsWith("help-" + unique + "+").endsWith("@brightwater.example");
    assertThat(mail.text()).contains("by relay.postfix.example").doesNotContain("using TLS");
    var read = mail.read();
    assertThat(read.subject()).isEqualTo("Größerer Aufzug " + unique);
    assertThat(read.text()).startsWith("The lift is back.\n.\nIt is größer now.");
    soon(() -> messages(no).stream().filter(one -> one.delivery() == Delivery.SENT).findFirst());
  }

  @Test
  void encryptsWhereItIsOffered() throws Exception {
    mailbox(plain(TlsMode.AUTO));

    write(client("client.example"));

    assertThat(clients.next().text()).contains("using TLSv1.3");
  }

  @Test
  void signsInWithAPasswordOfAllKindsOfLetters() throws Exception {
    var mailbox = mailbox(submission(Dovecot.PASSWORD, TlsMode.AUTO));

    assertThat(mailboxes.tryOutgoing(mailbox.id())).isEmpty();
    write(client("client.example"));

    assertThat(clients.next().text()).contains("(Authenticated sender: " + help + ")");
  }

  @Test
  void saysInWordsWhyItCannotSend() {
    var mailbox = mailbox(submission("wrong", TlsMode.AUTO));
    assertThat(mailboxes.tryOutgoing(mailbox.id()).orElseThrow())
        .contains("did not accept the user name or the password");

    mailboxes.sendBy(Actor.system(), mailbox.id(), submission(Dovecot.PASSWORD, TlsMode.STARTTLS));
    assertThat(mailboxes.tryOutgoing(mailbox.id()).orElseThrow())
        .contains("The certificate of the outgoing server 127.0.0.1 is not valid.");
  }

  @Test
  void hearsThatNobodyHasThisAddress() {
    mailbox(plain(TlsMode.NONE));

    var no = write(client(Postfix.DOMAIN));

    var failed = failed(no);
    assertThat(failed.deliveryReason()).contains("came back", client(Postfix.DOMAIN));
    // The notice stands in the conversation, and is no new one.
    assertThat(notice(no).verdict()).isEqualTo(Verdict.BOUNCE);
    assertThat(conversations()).hasSize(1);
  }

  @Test
  void hearsThatTheNextServerDoesNotKnowTheAddress() {
    clients.behave(
        new Sink.Manners() {
          @Override
          public void recipient(String address) throws RejectException {
            throw new RejectException(550, "5.1.1 no such user here");
          }
        });
    var mailbox = mailbox(plain(TlsMode.NONE));
    mailboxes.ownReturnPath(Actor.system(), mailbox.id(), true);

    var no = write(client("client.example"));

    assertThat(failed(no).deliveryReason()).contains("came back", client("client.example"));
    assertThat(notice(no).text()).contains("550 5.1.1");
    assertThat(conversations()).hasSize(1);
  }

  private InteractionView failed(long no) {
    return soon(
        () -> messages(no).stream().filter(one -> one.delivery() == Delivery.FAILED).findFirst());
  }

  private InteractionView notice(long no) {
    return soon(
        () -> messages(no).stream().filter(one -> one.verdict() == Verdict.BOUNCE).findFirst());
  }

  @Test
  void bringsMailInEncryptedToTheLastByteAndSaysOfWhomWeKnowNothing() throws Exception {
    mailbox(plain(TlsMode.NONE));
    var nobody = "nobody-" + unique + "@brightwater.example";

    try (var peer = RawPeer.at(postfix.port())) {
      peer.begin(client("client.example"), help, nobody);
      peer.send(
          "From: Ann <%s>\r\nTo: %s\r\nSubject: In %s\r\nMessage-ID: <%s@client.example>\r\n\r\nGrüße\r\n..\r\nnoch da \r\n.\r\n"
              .formatted(client("client.example"), help, unique, unique));
      assertThat(peer.hear()).startsWith("250");
    }

    var conversation =
        soon(() -> conversations().stream().filter(c -> c.subject().startsWith("In")).findFirst());
    assertThat(messages(conversation.no()).getFirst().text()).startsWith("Grüße\n.\nnoch da");
    assertThat(raw())
        .startsWith("Received: from relay.postfix.example ([127.0.0.1])")
        .contains(" with ESMTPS;")
        .endsWith("\r\n\r\nGrüße\r\n.\r\nnoch da \r\n");
    var bounce = clients.next();
    assertThat(bounce.sender()).isEmpty();
    assertThat(bounce.recipients()).containsExactly(client("client.example"));
    assertThat(bounce.text()).contains(nobody, "550 5.1.1");
  }

  private String raw() throws IOException {
    var file =
        jdbc.sql(
                """
                select i.raw_file
                  from channels.incoming i
                  join channels.mailbox m on m.id = i.mailbox_id
                 where m.id = :mailbox
                """)
            .param("mailbox", mailboxes.byAddress(help).orElseThrow().id().id())
            .query(UUID.class)
            .single();
    try (var content = files.open(new FileId(file))) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
