package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.decorum.DecorumApplication;
import dev.decorum.audit.Actor;
import dev.decorum.channels.AnswerRefused.Reason;
import dev.decorum.channels.smtp.RawPeer;
import dev.decorum.clients.Clients;
import dev.decorum.files.Files;
import dev.decorum.hours.Calendars;
import dev.decorum.hours.NewCalendar;
import dev.decorum.inbox.Address;
import dev.decorum.inbox.Change;
import dev.decorum.inbox.ConversationFilter;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.Delivery;
import dev.decorum.inbox.Happening;
import dev.decorum.inbox.Happening.What;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InteractionView;
import dev.decorum.inbox.Kind;
import dev.decorum.inbox.NewConversation;
import dev.decorum.inbox.NewReply;
import dev.decorum.inbox.Recipients;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.Status;
import dev.decorum.inbox.Verdict;
import dev.decorum.inbox.View;
import dev.decorum.staff.NewMember;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.TestDatabase;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What mailboxes answer by themselves, and above all what they do not: through real sockets and a
/// real database.
@SpringBootTest
@DatabaseTest
@Timeout(180)
class AutomaticAnswersTests {

  private static final String TEXT =
      "Dear {name},\n\nit has the number {reference}. We answer within {response_hours} hours.";
  private static final String AWAY = "Dear {name}, we are back on {opens}.";

  @Autowired AutomaticAnswers answers;
  @Autowired Calendars calendars;
  @Autowired ReturnedMails returned;
  @Autowired Unsubscribing unsubscribing;
  @Autowired Mailboxes mailboxes;
  @Autowired IncomingMails incoming;
  @Autowired IntakeBell bell;
  @Autowired Quarantine quarantine;
  @Autowired Inbox inbox;
  @Autowired Clients clients;
  @Autowired Staff staff;
  @Autowired Files files;
  @Autowired Vault vault;
  @Autowired SmtpPort smtp;
  @Autowired JdbcClient jdbc;
  @Autowired PlatformTransactionManager transactions;
  @Autowired ApplicationContext context;

  private final Sink sink = Sink.plain();
  private String unique;
  private Mailbox mailbox;
  private Viewer mette;

  @BeforeEach
  void setUp() {
    unique = letters(RowIds.next().toString().substring(24));
    mailbox =
        mailboxes.add(
            Actor.system(),
            new NewMailbox(
                "help-" + unique + "@brightwater.example", "Brightwater", null, sink.asServer()));
    mette = admin(staff, unique);
    answers.change(Actor.system(), mailbox.id(), acknowledging());
    known(answers, mailbox, acknowledging());
  }

  @AfterEach
  void tearDown() {
    // First messages leave by the first mailbox that is open.
    mailboxes.close(Actor.system(), mailbox.id());
    sink.close();
  }

  private static Viewer admin(Staff staff, String unique) {
    var email = "mette-" + unique + "@brightwater.example";
    var member =
        staff
            .add(new NewMember("Mette", email, Role.ADMIN, List.of(), "plum orchard window"))
            .member();
    return Viewer.of(member, RowIds.next(), ZoneOffset.UTC);
  }

  private static AutomaticAnswer acknowledging() {
    return new AutomaticAnswer(true, TEXT, false, "", 8, "en", null);
  }

  /// A node knows of a change when the notice of it has come.
  private static void known(AutomaticAnswers answers, Mailbox mailbox, AutomaticAnswer wanted) {
    soon(() -> Optional.of(answers.inForce(mailbox.id())).filter(wanted::equals));
  }

  private String client(String name) {
    return name + "-" + unique + "@client.example";
  }

  private void deliver(String sender, String mail) throws IOException {
    deliver(smtp.port(), sender, mailbox.address(), mail);
  }

  private static void deliver(int port, String sender, String recipient, String mail)
      throws IOException {
    try (var peer = RawPeer.at(port)) {
      peer.begin(sender, recipient);
      peer.send(mail.replace("\r\n", "\n").replace("\n", "\r\n") + "\r\n.\r\n");
      assertThat(peer.hear()).startsWith("250");
    }
  }

  private static String letter(String from, String subject, String... fields) {
    return "From: %s\nTo: help@brightwater.example\nSubject: %s\nMessage-ID: <%s@client.example>\n%s\nIt is cold.\n"
        .formatted(
            from,
            subject,
            RowIds.next(),
            fields.length == 0 ? "" : String.join("\n", fields) + "\n");
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

  private List<ConversationRow> conversations() {
    return inbox
        .list(mette, ConversationFilter.of(View.ALL), Sort.NEWEST, null, 200)
        .items()
        .stream()
        .filter(row -> row.subject().endsWith(unique))
        .toList();
  }

  private ConversationRow conversation(String subject) {
    return soon(
        () ->
            conversations().stream()
                .filter(row -> row.subject().equals(subject + " " + unique))
                .findFirst());
  }

  private List<Happening> happenings(ConversationRow conversation) {
    return inbox.interactions(mette, conversation.no(), null, 200).items().stream()
        .map(InteractionView::happening)
        .filter(Objects::nonNull)
        .toList();
  }

  private List<InteractionView> messages(ConversationRow conversation) {
    return inbox.interactions(mette, conversation.no(), null, 200).items().stream()
        .filter(one -> one.kind() == Kind.MESSAGE)
        .toList();
  }

  private static Happening told(What what, String text) {
    return new Happening(what, null, null, List.of(), null, text);
  }

  /// All mails that had come to the mailbox are filed, so that what would be answered has been.
  private void settled() {
    soon(
        () ->
            Optional.of(
                    jdbc.sql(
                            """
                            select count(*)
                              from channels.incoming
                             where mailbox_id = :mailbox
                               and state = 'new'
                            """)
                        .param("mailbox", mailbox.id().id())
                        .query(Integer.class)
                        .single())
                .filter(count -> count == 0));
  }

  private int answered() {
    return jdbc.sql("select count(*) from channels.automatic_mail where mailbox_id = :mailbox")
        .param("mailbox", mailbox.id().id())
        .query(Integer.class)
        .single();
  }

  /// In a subject, many digits in a row look like a number to call.
  private static String letters(String hexadecimal) {
    return hexadecimal
        .chars()
        .map(c -> Character.isDigit(c) ? c - '0' + 'g' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void confirmsThatAMailHasComeAndKeepsTheText() throws Exception {
    deliver(
        client("ann"), letter("Ann Müller <" + client("ann") + ">", "Lift " + unique, "X-Test: 1"));

    var mail = sink.next();

    var conversation = conversation("Lift");
    var text =
        "Dear Ann Müller,\n\nit has the number #%d. We answer within 8 hours."
            .formatted(conversation.no());
    assertThat(mail.sender()).isEmpty();
    assertThat(mail.recipients()).containsExactly(client("ann"));
    assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-replied");
    assertThat(mail.header("X-Auto-Response-Suppress")).isEqualTo("All");
    assertThat(mail.header("Subject")).isEqualTo("Re: Lift " + unique);
    assertThat(mail.header("In-Reply-To")).isNotNull();
    assertThat(mail.read().text()).isEqualToIgnoringWhitespace(text);
    assertThat(mail.read().autoAnswerable()).isFalse();
    assertThat(happenings(conversation)).containsExactly(told(What.ACKNOWLEDGED, text));
    // Nobody has answered the client yet.
    assertThat(conversation.status()).isEqualTo(Status.OPEN);
    assertThat(conversation.waitingSince()).isNotNull();

    // What answers the answer belongs to it, and is not answered again.
    var replyTo = mail.read().replyTo().getFirst().address();
    deliver(smtp.port(), client("ann"), replyTo, letter(client("ann"), "Re: Lift " + unique));
    soon(() -> Optional.of(messages(conversation)).filter(all -> all.size() == 2));
    settled();
    assertThat(answered()).isEqualTo(1);
    assertThat(sink.rest()).isEmpty();
  }

  @Test
  void aMachineIsNeverAnswered() throws Exception {
    var ann = client("ann");
    deliver(ann, letter(ann, "auto " + unique, "Auto-Submitted: auto-generated"));
    deliver(ann, letter(ann, "replied " + unique, "Auto-Submitted: auto-replied"));
    deliver(ann, letter(ann, "list " + unique, "List-Id: <news.client.example>"));
    deliver(ann, letter(ann, "bulk " + unique, "Precedence: bulk"));
    deliver(ann, letter(ann, "suppress " + unique, "X-Auto-Response-Suppress: OOF, AutoReply"));
    deliver(ann, letter(ann, "feedback " + unique, "Feedback-ID: 1:2:campaign"));
    deliver("", letter(ann, "null " + unique));
    deliver("owner-news@client.example", letter(ann, "owner " + unique));
    deliver("news-request@client.example", letter(ann, "request " + unique));
    deliver("bounces+7@client.example", letter(ann, "bounces " + unique));
    deliver(ann, letter(client("no-reply"), "noreply " + unique));
    deliver(ann, letter("MAILER-DAEMON@client.example", "daemon " + unique));
    deliver(ann, letter("Postmaster <postmaster@client.example>", "postmaster " + unique));
    deliver(ann, letter(mailbox.address(), "own " + unique));
    deliver(ann, letter(mailbox.plus("x"), "own plus " + unique));
    deliver(ann, letter("<" + ann + ">, <" + client("bob") + ">", "two " + unique));
    settled();
    deliver(client("cem"), letter(client("cem"), "Person " + unique));

    var mail = sink.next();

    assertThat(mail.recipients()).containsExactly(client("cem"));
    assertThat(sink.rest()).isEmpty();
    assertThat(answered()).isEqualTo(1);
    assertThat(conversations()).hasSizeGreaterThan(8);
  }

  @Test
  void aRobotThatLooksLikeAPersonGetsFiveAnswersADay() throws Exception {
    var robot = client("robot");
    for (int i = 0; i < 8; i++) {
      deliver(robot, letter(robot, "Away %d %s".formatted(i, unique)));
      settled();
    }

    assertThat(answered()).isEqualTo(5);
    for (int i = 0; i < 5; i++) sink.next();
    assertThat(sink.rest()).isEmpty();
    assertThat(
            IntStream.range(0, 8)
                .mapToObj(i -> happenings(conversation("Away " + i)).getFirst().what()))
        .containsExactly(
            What.ACKNOWLEDGED,
            What.ACKNOWLEDGED,
            What.ACKNOWLEDGED,
            What.ACKNOWLEDGED,
            What.ACKNOWLEDGED,
            What.LEFT_UNANSWERED,
            What.LEFT_UNANSWERED,
            What.LEFT_UNANSWERED);
  }

  @Test
  void saysWhenTheOfficeIsClosedOnceADayInAConversation() throws Exception {
    var week = new ArrayList<>(List.of("", "", "", "", "", "", ""));
    var opens = LocalDate.now(ZoneOffset.UTC).plusDays(3).getDayOfWeek();
    week.set(opens.getValue() - 1, "09:00-17:00");
    int no = calendars.add(mette, new NewCalendar("Office " + unique, "UTC", week, "", ""));
    var office = calendars.byNo(no).id().id();
    var wanted = new AutomaticAnswer(true, TEXT, true, AWAY, 8, "de", office);
    answers.change(Actor.system(), mailbox.id(), wanted);
    known(answers, mailbox, wanted);
    deliver(client("ann"), letter(client("ann"), "Lift " + unique));

    var mail = sink.next();

    assertThat(mail.read().text())
        .startsWith("Dear, we are back on ")
        .contains(opens.getDisplayName(java.time.format.TextStyle.FULL, java.util.Locale.GERMAN));
    assertThat(happenings(conversation("Lift")))
        .extracting(Happening::what)
        .containsExactly(What.TOLD_AWAY);
    var replyTo = mail.read().replyTo().getFirst().address();
    deliver(smtp.port(), client("ann"), replyTo, letter(client("ann"), "Re: Lift " + unique));
    soon(() -> Optional.of(messages(conversation("Lift"))).filter(all -> all.size() == 2));
    settled();
    assertThat(answered()).isEqualTo(1);
  }

  @Test
  void anArchiveAndWhatAPersonLetsInAreNotAnswered() throws Exception {
    var ann = client("ann");
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            _ -> {
              var key = vault.intakeKey();
              var bytes = letter(ann, "Old " + unique).getBytes(StandardCharsets.UTF_8);
              var raw =
                  files.store(key, "mail.eml", "message/rfc822", new ByteArrayInputStream(bytes));
              var nobody = new MailEnvelope("", List.of(), "", "", false);
              assertThat(
                      incoming.add(
                          mailbox.id(),
                          RowIds.next().toString().getBytes(StandardCharsets.UTF_8),
                          key,
                          nobody,
                          raw,
                          Instant.now(),
                          true))
                  .isPresent();
            });
    bell.ring(1);
    conversation("Old");
    var member = "mette-" + unique + "@brightwater.example";
    deliver(member, letter(member, "Held " + unique));
    var held =
        soon(
            () ->
                incoming.waiting(false, null, 200).stream()
                    .filter(mail -> mail.mailbox().equals(mailbox.id()))
                    .findFirst());
    quarantine.acceptAsNew(mette, held.id());
    conversation("Held");
    settled();

    assertThat(answered()).isZero();
    assertThat(sink.rest()).isEmpty();
  }

  private static String complaint(Sink.Caught about, String... fields) {
    return """
    From: Feedback <feedback@provider.example>
    To: help@brightwater.example
    Subject: FW: complaint
    Message-ID: <%s@provider.example>
    MIME-Version: 1.0
    Content-Type: multipart/report; report-type=feedback-report; boundary=b

    --b
    Content-Type: text/plain

    This is an abuse report for a mail from you.
    --b
    Content-Type: message/feedback-report

    Feedback-Type: abuse
    User-Agent: Provider/1
    Version: 1
    %s
    --b
    Content-Type: text/rfc822-headers

    From: help@brightwater.example
    To: redacted
    Message-ID: %s
    Subject: redacted
    --b--
    """
        .formatted(RowIds.next(), String.join("\n", fields), about.header("Message-ID"));
  }

  @Test
  void whoCallsAnAnswerSpamGetsNoneAnyMore() throws Exception {
    var ann = client("ann");
    deliver(ann, letter(ann, "Lift " + unique));
    var answer = sink.next();
    var conversation = conversation("Lift");
    inbox.change(mette, conversation.no(), List.of(new Change.ToStatus(Status.RESOLVED)), null);

    deliver("feedback@provider.example", complaint(answer));

    soon(
        () ->
            happenings(conversation).stream()
                .filter(told(What.COMPLAINED, "")::equals)
                .findFirst());
    assertThat(conversation("Lift").status()).isEqualTo(Status.OPEN);
    deliver(ann, letter(ann, "Again " + unique));
    conversation("Again");
    settled();
    assertThat(answered()).isEqualTo(1);
    assertThat(sink.rest()).isEmpty();
  }

  @Test
  void whoWantsNoneGetsNoneAnyMore() throws Exception {
    var ann = client("ann");
    deliver(ann, letter(ann, "Lift " + unique));
    var link = String.valueOf(sink.next().header("List-Unsubscribe")).replaceAll("[<>\\s]", "");
    conversation("Lift");
    assertThat(unsubscribing.unsubscribe(link.substring(link.lastIndexOf('/') + 1))).isTrue();

    deliver(ann, letter(ann, "Again " + unique));

    conversation("Again");
    settled();
    assertThat(answered()).isEqualTo(1);
    assertThat(sink.rest()).isEmpty();
  }

  @Test
  void tellsTheOwnerThatTheirMessageWasCalledSpamUntilAPersonAllowsAutomaticMailAgain()
      throws Exception {
    var ann = client("ann");
    deliver(ann, letter(ann, "Lift " + unique));
    sink.next();
    var conversation = conversation("Lift");
    inbox.reply(mette, conversation.no(), NewReply.of("We call you."));
    var reply = sink.next();
    soon(
        () ->
            messages(conversation).stream()
                .filter(one -> one.delivery() == Delivery.SENT)
                .findFirst());

    deliver(
        "feedback@provider.example",
        complaint(reply, "Original-Rcpt-To: <" + ann + ">", "Removal-Recipient: <" + ann + ">"));

    soon(
        () ->
            happenings(conversation).stream()
                .filter(told(What.COMPLAINED, ann)::equals)
                .findFirst());
    var client = clients.get(mette, conversation.client().no());
    assertThat(returned.of(client))
        .singleElement()
        .satisfies(
            address -> {
              assertThat(address.complained()).isTrue();
              assertThat(address.address().value()).isEqualTo(ann);
            });
    // People may write there all the same.
    inbox.reply(mette, conversation.no(), NewReply.of("Sorry."));
    assertThat(sink.next().recipients()).containsExactly(ann);

    returned.sendAgain(mette, client.no());

    assertThat(returned.of(client)).isEmpty();
    deliver(ann, letter(ann, "Again " + unique));
    assertThat(sink.next().header("Auto-Submitted")).isEqualTo("auto-replied");
  }

  @Test
  void believesNoComplaintAboutAMailThatIsNotOurs() throws Exception {
    var ann = client("ann");
    deliver(
        "feedback@provider.example",
        complaint(
            new Sink.Caught(
                "",
                "",
                List.of(),
                "Message-ID: <1.2@else.example>\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                false),
            "Original-Rcpt-To: <" + ann + ">"));
    soon(
        () ->
            incoming.waiting(false, null, 200).stream()
                .filter(mail -> mail.mailbox().equals(mailbox.id()))
                .findFirst());

    deliver(ann, letter(ann, "Lift " + unique));

    assertThat(sink.next().recipients()).containsExactly(ann);
  }

  /// Each has the other for its outgoing server, and answers whatever comes.
  @Test
  void twoInstallationsThatAnswerEachOtherEndAfterOneAnswer() throws Exception {
    try (var other =
        new SpringApplicationBuilder(DecorumApplication.class)
            .initializers(new TestDatabase.Initializer())
            .run("--server.port=0")) {
      var theirs = other.getBean(Mailboxes.class);
      var theirAnswers = other.getBean(AutomaticAnswers.class);
      var desk =
          theirs.add(
              Actor.system(),
              new NewMailbox(
                  "desk-" + unique + "@harbour.example",
                  null,
                  null,
                  new OutgoingServer("127.0.0.1", smtp.port(), null, null, TlsMode.AUTO, true)));
      theirAnswers.change(Actor.system(), desk.id(), acknowledging());
      known(theirAnswers, desk, acknowledging());
      mailboxes.sendBy(
          Actor.system(),
          mailbox.id(),
          new OutgoingServer(
              "127.0.0.1", other.getBean(SmtpPort.class).port(), null, null, TlsMode.AUTO, true));

      inbox.start(
          mette,
          new NewConversation(
              null,
              Recipients.to(Address.of(desk.address())),
              "Hello " + unique,
              "From desk to desk",
              null,
              List.of(),
              null,
              null,
              false));

      var here = conversation("Hello");
      var back = soon(() -> Optional.of(messages(here)).filter(all -> all.size() == 2)).getLast();
      assertThat(back.verdict()).isEqualTo(Verdict.AUTO_REPLY);
      settled();
      var quiet = other.getBean(JdbcClient.class);
      assertThat(sent(quiet)).isEqualTo(1);
      assertThat(answered()).isZero();
      assertThat(sent(jdbc, mailbox)).isEqualTo(1);
      assertThat(messages(here)).hasSize(2);
    }
  }

  private static int sent(JdbcClient jdbc) {
    return jdbc.sql("select count(*) from channels.outbox").query(Integer.class).single();
  }

  private static int sent(JdbcClient jdbc, Mailbox mailbox) {
    return jdbc.sql("select count(*) from channels.outbox where mailbox_id = :mailbox")
        .param("mailbox", mailbox.id().id())
        .query(Integer.class)
        .single();
  }

  @Test
  void whatCannotBeFilledInIsRefused() {
    refused(Reason.NO_TEXT, new AutomaticAnswer(true, " ", false, "", 8, "en", null));
    refused(Reason.UNKNOWN_FIELD, new AutomaticAnswer(true, "{nmae}", false, "", 8, "en", null));
    refused(
        Reason.NO_RESPONSE_TIME,
        new AutomaticAnswer(true, "By {answer_by}", false, "", 0, "en", null));
    refused(Reason.NO_HOURS, new AutomaticAnswer(false, "", true, "Away", 0, "en", null));
  }

  private void refused(Reason reason, AutomaticAnswer wanted) {
    assertThatExceptionOfType(AnswerRefused.class)
        .isThrownBy(() -> answers.change(Actor.system(), mailbox.id(), wanted))
        .extracting(AnswerRefused::reason)
        .isEqualTo(reason);
  }
}
