package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.audit.Actor;
import dev.decorum.channels.smtp.RawPeer;
import dev.decorum.clients.Clients;
import dev.decorum.database.DecorumProperties;
import dev.decorum.inbox.Address;
import dev.decorum.inbox.ConversationFilter;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.Delivery;
import dev.decorum.inbox.Direction;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InteractionView;
import dev.decorum.inbox.Kind;
import dev.decorum.inbox.NewFile;
import dev.decorum.inbox.NewReply;
import dev.decorum.inbox.Recipients;
import dev.decorum.inbox.SenderCheck;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.Status;
import dev.decorum.inbox.Verdict;
import dev.decorum.inbox.View;
import dev.decorum.mail.Part;
import dev.decorum.staff.NewMember;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.StaffMail;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.subethamail.smtp.RejectException;

/// Mail in, reply out, answer in: through real sockets and a real database.
@SpringBootTest
@DatabaseTest
@Timeout(120)
class MailFlowTests {

  @Autowired Mailboxes mailboxes;
  @Autowired Inbox inbox;
  @Autowired Clients clients;
  @Autowired Staff staff;
  @Autowired SmtpPort smtp;
  @Autowired Quarantine quarantine;
  @Autowired ReturnedMails returned;
  @Autowired IncomingMails incoming;
  @Autowired StaffMail staffMail;
  @Autowired DecorumProperties properties;
  @Autowired Vault vault;
  @Autowired Clock clock;
  @Autowired JdbcClient jdbc;

  private final Sink sink = Sink.plain();
  private String help;
  private Mailbox mailbox;
  private Viewer mette;

  @BeforeEach
  void setUp() {
    // Each test has a mailbox and a client of its own.
    var unique = RowIds.next().toString().substring(24);
    help = "help-" + unique + "@brightwater.example";
    mailbox =
        mailboxes.add(Actor.system(), new NewMailbox(help, "Brightwater", null, sink.asServer()));
    var member =
        staff
            .add(
                new NewMember(
                    "Mette Friis",
                    "mette-" + unique + "@brightwater.example",
                    Role.ADMIN,
                    List.of(),
                    "plum orchard window"))
            .member();
    mette = Viewer.of(member, RowIds.next(), ZoneOffset.UTC);
  }

  @AfterEach
  void tearDown() {
    sink.close();
  }

  private String client(String name) {
    return name + "-" + mailbox.no() + "@client.example";
  }

  private void deliver(String sender, String recipient, String mail) throws IOException {
    try (var peer = RawPeer.at(smtp.port())) {
      peer.begin(sender, recipient);
      peer.send(mail.replace("\r\n", "\n").replace("\n", "\r\n") + "\r\n.\r\n");
      assertThat(peer.hear()).startsWith("250");
    }
  }

  private static String letter(String from, String subject, String text, String... fields) {
    return Letters.letter(from, "help@brightwater.example", subject, text, fields);
  }

  private static <T> T soon(Supplier<Optional<T>> look) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (true) {
      var found = look.get();
      if (found.isPresent()) return found.get();
      if (System.nanoTime() > end) throw new AssertionError("It did not happen within 20 seconds");
      java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /// The conversations of this test's mailbox.
  private List<ConversationRow> conversations() {
    var nos =
        Set.copyOf(
            jdbc.sql("select no from inbox.conversation where mailbox_id = :mailbox")
                .param("mailbox", mailbox.id().id())
                .query(Long.class)
                .list());
    return inbox
        .list(mette, ConversationFilter.of(View.ALL), Sort.NEWEST, null, 200)
        .items()
        .stream()
        .filter(row -> nos.contains(row.no()))
        .toList();
  }

  private ConversationRow theConversation() {
    return soon(() -> conversations().stream().findFirst());
  }

  private List<InteractionView> messages(ConversationRow conversation) {
    return inbox.interactions(mette, conversation.no(), null, 200).items().stream()
        .filter(i -> i.kind() == Kind.MESSAGE)
        .toList();
  }

  private List<InteractionView> messagesWhenThereAre(ConversationRow conversation, int count) {
    return soon(() -> Optional.of(messages(conversation)).filter(m -> m.size() == count));
  }

  /// The held and failed mails of this test's mailbox.
  private List<IncomingMails.Incoming> waiting() {
    return incoming.waiting(false, null, 200).stream()
        .filter(mail -> mail.mailbox().equals(mailbox.id()))
        .toList();
  }

  private IncomingMails.Incoming theWaiting() {
    return soon(() -> waiting().stream().findFirst());
  }

  private Sink.Caught replyTo(ConversationRow conversation, String text) throws Exception {
    inbox.reply(
        mette, conversation.no(), new NewReply(text, null, List.of(), null, null, null, false));
    return sink.next();
  }

  @Test
  void putsAMailOnTheTimelineOfItsClient() throws IOException {
    deliver(
        client("ann"),
        help,
        """
        From: =?utf-8?q?Ann_M=C3=BCller?= <%s>
        To: %s
        Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=
        Message-ID: <one-%d@client.example>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=x

        --x
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 8bit

        Schöne Grüße aus Köln
        --x
        Content-Type: application/pdf
        Content-Disposition: attachment; filename*=utf-8''Angebot%%20%%C3%%BC.pdf
        Content-Transfer-Encoding: base64

        JVBERi0xLjQ=
        --x--
        """
            .formatted(client("ann"), help, mailbox.no()));

    var conversation = theConversation();

    assertThat(conversation.subject()).isEqualTo("Grüße");
    assertThat(conversation.client().name()).isEqualTo("Ann Müller");
    assertThat(conversation.status()).isEqualTo(Status.OPEN);
    assertThat(messages(conversation))
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.direction()).isEqualTo(Direction.IN);
              assertThat(message.text()).contains("Schöne Grüße aus Köln");
              assertThat(message.senderCheck()).isEqualTo(SenderCheck.UNVERIFIED);
              assertThat(message.attachments())
                  .singleElement()
                  .satisfies(file -> assertThat(file.name()).isEqualTo("Angebot ü.pdf"));
            });
    // Nothing is sealed with an intake key any more.
    assertThat(
            jdbc.sql(
                    """
                    select count(*)
                      from channels.incoming i
                      join files.file f on f.id = i.raw_file
                      join inbox.conversation c on c.id = i.conversation_id
                     where i.mailbox_id = :mailbox
                       and i.state = 'done'
                       and i.key_id = c.key_id
                       and f.key_id = c.key_id
                    """)
                .param("mailbox", mailbox.id().id())
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void sendsAReplyAndFindsTheAnswerToIt() throws Exception {
    deliver(client("ann"), help, letter("Ann <" + client("ann") + ">", "Lift", "It is stuck."));
    var conversation = theConversation();
    var first = messages(conversation).getFirst();

    inbox.reply(
        mette,
        conversation.no(),
        new NewReply(
            "Dear Ann,\n\nsomebody is on the way. Grüße",
            null,
            List.of(
                new NewFile(
                    "plan ü.txt",
                    "text/plain",
                    new ByteArrayResource("floor 3".getBytes(StandardCharsets.UTF_8)))),
            null,
            null,
            null,
            false));

    var sent = sink.next();
    var mail = sent.read();
    assertThat(sent.recipients()).containsExactly(client("ann"));
    assertThat(sent.sender()).matches("help-.*\\+r\\.[a-z2-7]{26}@brightwater\\.example");
    assertThat(mail.replyTo())
        .singleElement()
        .extracting(a -> a.address())
        .isEqualTo(sent.sender());
    assertThat(mail.from())
        .singleElement()
        .satisfies(
            from -> {
              assertThat(from.address()).isEqualTo(help);
              assertThat(from.name()).isEqualTo("Mette Friis (Brightwater)");
            });
    assertThat(mail.subject()).isEqualTo("Re: Lift");
    assertThat(mail.inReplyTo()).hasSize(1);
    assertThat(mail.references()).containsExactlyElementsOf(mail.inReplyTo());
    assertThat(mail.text())
        .contains("somebody is on the way. Grüße")
        .contains("Ann wrote:")
        .contains("> It is stuck.");
    assertThat(mail.html()).contains("<blockquote").contains("somebody is on the way");
    assertThat(mail.attachments())
        .singleElement()
        .satisfies(
            (Part part) -> {
              assertThat(part.name()).isEqualTo("plan ü.txt");
              assertThat(new String(part.bytes(), StandardCharsets.UTF_8)).isEqualTo("floor 3");
            });
    assertThat(mail.messageId()).matches("[0-9a-f]{32}\\.[0-9a-f]{16}@brightwater\\.example");
    soon(
        () ->
            messages(conversation).stream().filter(m -> m.delivery() == Delivery.SENT).findFirst());

    deliver(
        client("ann"),
        sent.sender(),
        letter("Ann <" + client("ann") + ">", "Re: Lift", "Thank you."));

    var messages = messagesWhenThereAre(conversation, 3);
    assertThat(messages.getFirst().id()).isEqualTo(first.id());
    assertThat(messages.getLast().text()).contains("Thank you.");
    assertThat(messages.getLast().senderCheck()).isEqualTo(SenderCheck.UNVERIFIED);
    assertThat(conversations()).hasSize(1);

    // The next reply names the whole thread.
    var second = replyTo(conversation, "Gladly.").read();
    assertThat(second.references()).hasSize(3);
    assertThat(second.references().getFirst()).isEqualTo(mail.inReplyTo().getFirst());
    assertThat(second.references()).contains(mail.messageId());
    assertThat(second.references().getLast()).isEqualTo(second.inReplyTo().getFirst());
  }

  @Test
  void takesTwoMailsWithOneMessageIdForTwo() throws IOException {
    var one = letter(client("ann"), "One", "first");

    deliver(client("ann"), help, one);
    deliver(client("ann"), help, one.replace("first", "second"));

    soon(() -> Optional.of(conversations()).filter(c -> c.size() == 2));
  }

  @Test
  void takesTheSameMailTwiceForOne() throws IOException {
    var mail = letter(client("ann"), "Twice", "the same");
    for (int i = 0; i < 3; i++) {
      deliver(client("ann"), help, "Received: by relay %d\n".formatted(i) + mail);
    }
    deliver(client("ann"), help, letter(client("ann"), "Other", "another"));

    soon(() -> Optional.of(conversations()).filter(c -> c.size() == 2));
    assertThat(
            jdbc.sql("select count(*) from channels.incoming where mailbox_id = :mailbox")
                .param("mailbox", mailbox.id().id())
                .query(Integer.class)
                .single())
        .isEqualTo(2);
  }

  @Test
  void holdsAStrangersMailToAReplyAddress() throws Exception {
    deliver(client("ann"), help, letter(client("ann"), "Lift", "It is stuck."));
    var conversation = theConversation();
    var token = replyTo(conversation, "On the way.").sender();

    deliver(
        client("eve"),
        token,
        letter(client("eve"), "Re: Lift", "Tell me more.", "Cc: x@evil.example"));

    var held = theWaiting();
    assertThat(held.reason()).isEqualTo("stranger");
    assertThat(held.conversation()).isEqualTo(conversation.id());
    assertThat(messages(conversation)).hasSize(2);

    quarantine.accept(mette, held.id());

    var messages = messagesWhenThereAre(conversation, 3);
    assertThat(messages.getLast().from())
        .isNotNull()
        .satisfies(from -> assertThat(from.address()).isEqualTo(client("eve")));
    assertThat(inbox.get(mette, conversation.no()).participants())
        .noneMatch(p -> p.address().address().contains("evil"));
    assertThat(waiting()).isEmpty();
  }

  @Test
  void opensALinkedConversationForAnAnswerWithoutToken() throws Exception {
    deliver(client("ann"), help, letter(client("ann"), "Lift", "It is stuck."));
    var conversation = theConversation();
    var reply = replyTo(conversation, "On the way.").read();

    deliver(
        client("ann"),
        help,
        letter(client("ann"), "Re: Lift", "Still.", "In-Reply-To: <" + reply.messageId() + ">"));

    var fresh =
        soon(() -> conversations().stream().filter(c -> c.no() != conversation.no()).findFirst());
    assertThat(inbox.get(mette, fresh.no()).linkedTo()).isEqualTo(conversation.no());
    assertThat(messages(conversation)).hasSize(2);
  }

  private String bounce(Sink.Caught sent, String recipient, String status) {
    return """
        From: MAILER-DAEMON@client.example
        To: %s
        Subject: Undelivered Mail Returned to Sender
        Message-ID: <%s@client.example>
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b
        Content-Type: text/plain

        The mail could not be delivered.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.client.example

        Final-Recipient: rfc822; %s
        Action: failed
        Status: %s
        --b--
        """
        .formatted(sent.sender(), RowIds.next(), recipient, status);
  }

  private InteractionView theReply(ConversationRow conversation) {
    return messages(conversation).stream()
        .filter(message -> message.direction() == Direction.OUT)
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  /// Once the node has written down that the mail left.
  private void whenSent(ConversationRow conversation) {
    soon(
        () ->
            Optional.of(theReply(conversation)).filter(reply -> reply.delivery() == Delivery.SENT));
  }

  @Test
  void opensTheConversationOfAMessageThatCameBack() throws Exception {
    deliver(client("ann"), help, letter(client("ann"), "Lift", "It is stuck."));
    var conversation = theConversation();
    var sent = replyTo(conversation, "On the way.");
    whenSent(conversation);
    inbox.change(
        mette,
        conversation.no(),
        List.of(new dev.decorum.inbox.Change.ToStatus(Status.RESOLVED)),
        null);

    deliver("", sent.sender(), bounce(sent, client("ann"), "5.1.1"));

    var messages = messagesWhenThereAre(conversation, 3);
    assertThat(messages.getLast().verdict()).isEqualTo(Verdict.BOUNCE);
    assertThat(theReply(conversation).delivery()).isEqualTo(Delivery.FAILED);
    assertThat(theReply(conversation).deliveryReason())
        .isEqualTo("The mail came back: the address " + client("ann") + " does not exist.");
    assertThat(inbox.get(mette, conversation.no()).row().status()).isEqualTo(Status.OPEN);
    assertThat(waiting()).isEmpty();
  }

  @Test
  void believesNoBounceOfSomebodyWhoNeverGotTheMessage() throws Exception {
    deliver(client("ann"), help, letter(client("ann"), "Lift", "It is stuck."));
    var conversation = theConversation();
    var sent = replyTo(conversation, "On the way.");
    whenSent(conversation);

    deliver("", sent.sender(), bounce(sent, client("eve"), "5.1.1"));

    messagesWhenThereAre(conversation, 3);
    assertThat(theReply(conversation).delivery()).isEqualTo(Delivery.SENT);
  }

  @Test
  void givesAnAddressUpAfterThreeHardBouncesUntilAPersonSaysOtherwise() throws Exception {
    deliver(client("ann"), help, letter(client("ann"), "Lift", "It is stuck."));
    var conversation = theConversation();
    for (int time = 1; time <= 3; time++) {
      var sent = replyTo(conversation, "Try " + time);
      whenSent(conversation);
      deliver("", sent.sender(), bounce(sent, client("ann"), "5.1.1"));
      messagesWhenThereAre(conversation, 1 + 2 * time);
    }

    inbox.reply(
        mette, conversation.no(), new NewReply("Hm?", null, List.of(), null, null, null, false));

    var reason = soon(() -> Optional.ofNullable(theReply(conversation).deliveryReason()));
    assertThat(reason).contains(client("ann"), "three times");
    assertThat(sink.rest()).isEmpty();
    var ann = clients.get(mette, inbox.get(mette, conversation.no()).row().client().no());
    assertThat(returned.of(ann)).hasSize(1);

    returned.sendAgain(mette, ann.no());

    assertThat(returned.of(ann)).isEmpty();
    assertThat(replyTo(conversation, "Again.").recipients()).containsExactly(client("ann"));
  }

  @Test
  void holdsWhatSeemsToComeFromAColleagueAndNoticesOfUnknownMails() throws Exception {
    var colleague = staff.member(mette.id()).orElseThrow().email();
    deliver(colleague, help, letter(colleague, "Pay this", "at once", "X-Decorum-Assign: all"));
    assertThat(theWaiting().reason()).isEqualTo("member");

    assertThat(conversations()).isEmpty();
  }

  @Test
  void keepsAMailThatCannotBeReadAndSaysWhy() throws IOException {
    deliver(client("ann"), help, "X: y\n".repeat(1_500) + "\nhi");
    deliver(client("ann"), help, letter(client("ann"), "Fine", "fine"));

    assertThat(theWaiting().reason()).isEqualTo("too_many_headers");
    assertThat(theConversation().subject()).isEqualTo("Fine");
    try (var raw = quarantine.raw(mette, theWaiting().id()).content()) {
      assertThat(new String(raw.readAllBytes(), StandardCharsets.UTF_8)).contains("X: y");
    }

    quarantine.discard(mette, theWaiting().id());
    assertThat(waiting()).isEmpty();
  }

  @Test
  void refusesUnknownRecipientsAndClosedMailboxesAtOnce() throws IOException {
    try (var peer = RawPeer.at(smtp.port())) {
      peer.say("EHLO peer.example");
      peer.say("MAIL FROM:<ann@client.example>");
      assertThat(peer.say("RCPT TO:<nobody@brightwater.example>")).startsWith("550 5.1.1");
      assertThat(peer.say("RCPT TO:<" + help + ">")).startsWith("250");
      assertThat(peer.say("RCPT TO:<" + help.toUpperCase(java.util.Locale.ROOT) + ">"))
          .startsWith("250");
      assertThat(peer.say("RCPT TO:<" + mailbox.plus("anything") + ">")).startsWith("250");

      mailboxes.close(Actor.system(), mailbox.id());
      assertThat(peer.say("RCPT TO:<" + help + ">")).startsWith("550 5.1.1");

      mailboxes.reopen(Actor.system(), mailbox.id());
      assertThat(peer.say("RCPT TO:<" + help + ">")).startsWith("250");
    }
  }

  @Test
  void headersCannotBeSmuggledIntoAReply() throws Exception {
    deliver(
        client("ann"),
        help,
        letter(
            "=?utf-8?q?Ann=0D=0ABcc:_victim=40evil.example?= <" + client("ann") + ">",
            "=?utf-8?q?Hi=0D=0ABcc:_victim=40evil.example=0D=0A=0D=0Abody?=",
            "text"));
    var conversation = theConversation();

    var sent = replyTo(conversation, "Hello\r\n.\r\nMAIL FROM:<x@y.example>\r\n..");

    assertThat(sent.recipients()).containsExactly(client("ann"));
    assertThat(sent.header("Bcc")).isNull();
    assertThat(sent.read().subject()).contains("victim@evil.example");
    assertThat(sent.read().text()).contains("MAIL FROM:<x@y.example>");
    assertThat(sink.rest()).isEmpty();
  }

  @Test
  void saysWhenAnAddressDoesNotExist() throws Exception {
    deliver(client("ann"), help, letter(client("ann"), "Lift", "It is stuck."));
    var conversation = theConversation();
    sink.behave(
        new Sink.Manners() {
          @Override
          public void recipient(String address) throws RejectException {
            throw new RejectException(550, "5.1.1 User unknown");
          }
        });

    inbox.reply(
        mette, conversation.no(), new NewReply("Hello", null, List.of(), null, null, null, false));

    var failed =
        soon(
            () ->
                messages(conversation).stream()
                    .filter(m -> m.delivery() == Delivery.FAILED)
                    .findFirst());
    assertThat(failed.deliveryReason())
        .isEqualTo("The address " + client("ann") + " does not exist.");
    assertThat(inbox.get(mette, conversation.no()).row().waitingSince()).isNotNull();
  }

  @Test
  void triesAgainAfterATemporaryRefusalAndSaysSo() throws Exception {
    deliver(client("ann"), help, letter(client("ann"), "Lift", "It is stuck."));
    var conversation = theConversation();
    sink.behave(
        new Sink.Manners() {
          @Override
          public void data(Sink.Caught mail) throws RejectException {
            throw new RejectException(451, "4.7.1 Greylisted");
          }
        });
    inbox.reply(
        mette, conversation.no(), new NewReply("Hello", null, List.of(), null, null, null, false));
    var queued =
        soon(
            () ->
                messages(conversation).stream()
                    .filter(m -> m.deliveryReason() != null)
                    .findFirst());
    assertThat(queued.delivery()).isEqualTo(Delivery.QUEUED);
    assertThat(queued.deliveryReason())
        .isEqualTo("The mail server asked us to try again later. Next try in 1 min.");

    sink.behave(new Sink.Manners() {});
    mailboxes.sendBy(Actor.system(), mailbox.id(), sink.asServer());

    assertThat(sink.next().read().text()).contains("Hello");
    soon(
        () ->
            messages(conversation).stream().filter(m -> m.delivery() == Delivery.SENT).findFirst());
  }

  @Test
  void keepsAReplyUntilThereIsAServer() throws Exception {
    mailboxes.sendBy(Actor.system(), mailbox.id(), null);
    deliver(client("ann"), help, letter(client("ann"), "Lift", "It is stuck."));
    var conversation = theConversation();
    inbox.reply(
        mette, conversation.no(), new NewReply("Hello", null, List.of(), null, null, null, false));

    var waiting =
        soon(
            () ->
                messages(conversation).stream()
                    .filter(m -> m.deliveryReason() != null)
                    .findFirst());
    assertThat(waiting.deliveryReason())
        .isEqualTo("No outgoing server is set for " + help + " yet.");

    mailboxes.sendBy(Actor.system(), mailbox.id(), sink.asServer());

    assertThat(sink.next().read().text()).contains("Hello");
  }

  @Test
  void eitherSendsAReplyOrTakesItBack() throws Exception {
    deliver(client("ann"), help, letter(client("ann"), "Lift", "It is stuck."));
    var conversation = theConversation();

    var sent = inbox.reply(mette, conversation.no(), NewReply.of("Taken back"));
    assertThat(sent.undoUntil()).isNotNull();
    assertThat(inbox.undo(mette, sent.interaction())).isTrue();

    var kept = inbox.reply(mette, conversation.no(), NewReply.of("Kept"));
    assertThat(sink.next().read().text()).contains("Kept");
    assertThat(inbox.undo(mette, kept.interaction())).isFalse();
    assertThat(sink.rest()).isEmpty();
    assertThat(messages(conversation)).hasSize(2);
  }

  @Test
  void sendsOneMailToAllAndHidesWhoIsHidden() throws Exception {
    deliver(client("ann"), help, letter(client("ann"), "Lift", "It is stuck."));
    var conversation = theConversation();

    inbox.reply(
        mette,
        conversation.no(),
        new NewReply(
            "On the way.",
            new Recipients(
                List.of(Address.of(client("ann"))),
                List.of(Address.of(client("carl"))),
                List.of(Address.of(client("boss")))),
            List.of(),
            null,
            null,
            null,
            false));

    var sent = sink.next();
    assertThat(sent.recipients()).containsExactly(client("ann"), client("carl"), client("boss"));
    assertThat(sent.header("Cc")).contains(client("carl"));
    assertThat(sent.text()).doesNotContain(client("boss"));
    assertThat(sink.rest()).isEmpty();

    // Who was in Cc takes part; who was hidden does not.
    deliver(client("carl"), sent.sender(), letter(client("carl"), "Re: Lift", "Thanks."));
    messagesWhenThereAre(conversation, 3);
    deliver(client("boss"), sent.sender(), letter(client("boss"), "Re: Lift", "Well done."));
    assertThat(theWaiting().reason()).isEqualTo("stranger");
  }

  @Test
  void namesWhoDidNotGetIt() throws Exception {
    deliver(client("ann"), help, letter(client("ann"), "Lift", "It is stuck."));
    var conversation = theConversation();
    sink.behave(
        new Sink.Manners() {
          @Override
          public void recipient(String address) throws RejectException {
            if (address.startsWith("gone")) throw new RejectException(550, "5.1.1 unknown");
          }
        });

    inbox.reply(
        mette,
        conversation.no(),
        new NewReply(
            "On the way.",
            new Recipients(
                List.of(Address.of(client("ann"))), List.of(Address.of(client("gone"))), List.of()),
            List.of(),
            null,
            null,
            null,
            false));

    assertThat(sink.next().recipients()).containsExactly(client("ann"));
    var failed =
        soon(
            () ->
                messages(conversation).stream()
                    .filter(m -> m.delivery() == Delivery.FAILED)
                    .findFirst());
    assertThat(failed.deliveryReason())
        .isEqualTo(
            "Not delivered to %1$s, but to the others. The address %1$s does not exist."
                .formatted(client("gone")));
  }

  @Test
  void keepsAMailForEachMailboxItWasSentTo() throws IOException {
    var other = mailboxes.add(Actor.system(), NewMailbox.at("billing-" + help.substring(5)));
    try (var peer = RawPeer.at(smtp.port())) {
      peer.begin(client("ann"), help, other.address(), mailbox.plus("a"));
      peer.send(letter(client("ann"), "Both", "hello") + "\r\n.\r\n");
      assertThat(peer.hear()).startsWith("250");
    }

    for (var box : List.of(mailbox, other)) {
      soon(
          () ->
              Optional.of(
                      jdbc.sql(
                              """
                              select count(*)
                                from channels.incoming
                               where mailbox_id = :mailbox
                                 and state = 'done'
                              """)
                          .param("mailbox", box.id().id())
                          .query(Integer.class)
                          .single())
                  .filter(count -> count == 1));
    }
  }

  @Test
  void keepsPicturesInTheText() throws IOException {
    deliver(
        client("ann"),
        help,
        """
        From: %s
        Subject: Picture
        MIME-Version: 1.0
        Content-Type: multipart/related; boundary=x

        --x
        Content-Type: text/html

        <p>Look: <img src="cid:lift@client"></p>
        --x
        Content-Type: image/png
        Content-ID: <lift@client>
        Content-Disposition: inline; filename=lift.png
        Content-Transfer-Encoding: base64

        iVBORw0KGgo=
        --x--
        """
            .formatted(client("ann")));

    var message = messages(theConversation()).getFirst();
    assertThat(message.html()).isTrue();
    assertThat(message.attachments())
        .singleElement()
        .satisfies(
            picture -> {
              assertThat(picture.contentId()).isEqualTo("lift@client");
              assertThat(picture.inline()).isTrue();
            });
  }

  @Test
  void sendsLinksToMembers() throws Exception {
    assertThat(staffMail.available()).isTrue();
    // Other tests' mailboxes can send as well; theirs are gone, so this one takes it.
    jdbc.sql("update channels.mailbox set outgoing = null where id <> :id")
        .param("id", mailbox.id().id())
        .update();

    assertThat(staffMail.send("jonas@staff.example", "Your invitation", "https://desk.example/x"))
        .isTrue();

    var sent = sink.next();
    assertThat(sent.recipients()).containsExactly("jonas@staff.example");
    assertThat(sent.header("Auto-Submitted")).isEqualTo("auto-generated");
    assertThat(sent.read().text()).contains("https://desk.example/x");
  }

  @Test
  void showsTheSameCertificateOnEveryNode() {
    assertThat(new TlsIdentity(properties, jdbc, vault, clock).context()).isNotNull();
    assertThat(new TlsIdentity(properties, jdbc, vault, clock).context()).isNotNull();

    assertThat(jdbc.sql("select count(*) from channels.certificate").query(Integer.class).single())
        .isEqualTo(1);
  }
}
