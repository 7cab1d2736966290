package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.audit.Actor;
import dev.decorum.channels.smtp.RawPeer;
import dev.decorum.inbox.Address;
import dev.decorum.inbox.Delivery;
import dev.decorum.inbox.DraftKind;
import dev.decorum.inbox.Drafts;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InteractionView;
import dev.decorum.inbox.Kind;
import dev.decorum.inbox.NewConversation;
import dev.decorum.inbox.NewReply;
import dev.decorum.inbox.Recipients;
import dev.decorum.inbox.Sent;
import dev.decorum.staff.NewMember;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Browser;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Messages that wait for a time of their writer's choice.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Timeout(120)
class SendLaterTests {

  private static final String PASSWORD = "plum orchard window";

  /// Longer than any test takes.
  private static final Duration WAIT = Duration.ofMinutes(10);

  @Autowired Mailboxes mailboxes;
  @Autowired Inbox inbox;
  @Autowired Drafts drafts;
  @Autowired Staff staff;
  @Autowired SmtpPort smtp;
  @Autowired JdbcClient jdbc;
  @Autowired Clock clock;
  @LocalServerPort int port;

  private final Sink sink = Sink.plain();
  private String unique;
  private Viewer mette;
  private Browser browser;
  private String client;
  private long no;
  private String replyTo;

  @BeforeEach
  void writeToAClientWhoAnswers() throws Exception {
    unique = RowIds.next().toString().substring(24);
    client = "ann-" + unique + "@client.example";
    mailboxes.add(
        Actor.system(),
        new NewMailbox("help-" + unique + "@brightwater.example", null, unique, sink.asServer()));
    mette = member("mette");
    browser = signedIn("mette");
    no =
        inbox
            .start(
                mette,
                new NewConversation(
                    null,
                    new Recipients(List.of(Address.of(client)), List.of(), List.of()),
                    "Lift",
                    "The lift is back.",
                    staff.teamByName(unique).orElseThrow().id(),
                    List.of(),
                    null,
                    null,
                    false))
            .no();
    replyTo = sink.next().read().replyTo().getFirst().address();
    clientWrites("Is it?");
  }

  @AfterEach
  void tearDown() {
    sink.close();
  }

  private Viewer member(String name) {
    var member =
        staff
            .add(
                new NewMember(
                    "Mette Friis",
                    name + "-" + unique + "@staff.example",
                    Role.AGENT,
                    List.of(unique),
                    PASSWORD))
            .member();
    return Viewer.of(member, RowIds.next(), ZoneOffset.UTC);
  }

  private Browser signedIn(String name) {
    var browser = new Browser(port);
    browser.get("/sign-in");
    browser.post("/sign-in", "email", name + "-" + unique + "@staff.example", "password", PASSWORD);
    return browser;
  }

  private void clientWrites(String text) throws IOException {
    try (var peer = RawPeer.at(smtp.port())) {
      peer.begin(client, replyTo);
      peer.send("From: %s\r\nSubject: Re: Lift\r\n\r\n%s\r\n.\r\n".formatted(client, text));
      assertThat(peer.hear()).startsWith("250");
    }
    await(() -> thread().stream().anyMatch(one -> one.text().contains(text)));
  }

  private List<InteractionView> thread() {
    return inbox.latest(mette, no, null, 50).items();
  }

  private static void await(BooleanSupplier fact) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!fact.getAsBoolean()) {
      assertThat(System.nanoTime()).as("It did not happen within 30 seconds").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private Sent later(Duration wait) {
    return inbox.reply(
        mette,
        no,
        new NewReply("It runs.", null, List.of(), null, clock.instant().plus(wait), null, true));
  }

  /// As if it had been written a while ago, and for long enough that it would leave if it could.
  private void itsTimePasses(Sent sent) {
    for (var column :
        List.of(
            "inbox.interaction set at = at",
            "inbox.taking_back set until = until",
            "channels.outbox set next_attempt_at = next_attempt_at",
            "channels.outbox set due_at = due_at")) {
      var key = column.startsWith("inbox.interaction") ? "id" : "interaction_id";
      jdbc.sql("update %s - :wait::interval where %s = :id".formatted(column, key))
          .param("wait", WAIT.toString())
          .param("id", sent.interaction().id())
          .update();
    }
    var later = clock.instant().plusSeconds(2);
    await(() -> clock.instant().isAfter(later));
  }

  private InteractionView message(Sent sent) {
    return inbox.interaction(mette, sent.interaction());
  }

  @Test
  void leavesAtItsTimeAndNotBefore() throws InterruptedException {
    var sent = later(Duration.ofSeconds(3));
    var time = message(sent).at();

    var mail = sink.next();

    assertThat(clock.instant()).isAfterOrEqualTo(time.minusMillis(500));
    assertThat(mail.text()).contains("It runs.");
    await(() -> message(sent).delivery() == Delivery.SENT);
  }

  @Test
  void showsTheTimeWithItsZoneAndCanBeTakenBackUntilThen() {
    browser.get("/c/" + no);
    browser.post("/c/" + no + "/reply", "text", "It runs.", "later", "2099-01-05T08:00:00Z");
    // A year ahead at most.
    assertThat(thread()).noneMatch(one -> one.text().equals("It runs."));
    var time = clock.instant().plus(Duration.ofDays(3)).toString();
    browser.get("/c/" + no);
    assertThat(browser.post("/c/" + no + "/reply", "text", "It runs.", "later", time).status())
        .isEqualTo(302);
    var message =
        thread().stream().filter(one -> one.text().equals("It runs.")).findFirst().orElseThrow();

    var page = browser.get("/c/" + no).body();

    assertThat(page).contains("Leaves on ", "UTC", "Cancel or edit");
    assertThat(message.delivery()).isEqualTo(Delivery.HELD);
    browser.post("/outbox/" + message.id().id() + "/undo?c=" + no);
    assertThat(thread()).noneMatch(one -> one.text().equals("It runs."));
    assertThat(drafts.find(mette, no, DraftKind.REPLY).orElseThrow().content().text())
        .isEqualTo("It runs.");
    assertThat(sink.rest()).isEmpty();
  }

  @Test
  void refusesATimeThatHasPassedAndKeepsTheText() {
    browser.get("/c/" + no);

    var answer =
        browser.post(
            "/c/" + no + "/reply", "text", "It runs.", "later", "at", "at", "2020-01-01T08:00");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("Choose a time in the future", "It runs.");
    var none = browser.post("/c/" + no + "/reply", "text", "It runs.", "later", "at", "at", "");
    assertThat(none.body()).contains("Say which time you mean.");
    assertThat(thread()).noneMatch(one -> one.text().equals("It runs."));
  }

  @Test
  void staysAndTellsItsWriterWhenTheClientWritesFirst() throws Exception {
    var sent = later(WAIT);

    clientWrites("Please wait");

    assertThat(message(sent).delivery()).isEqualTo(Delivery.HELD);
    assertThat(message(sent).deliveryReason()).startsWith("The client wrote before this left.");
    assertThat(thread())
        .filteredOn(one -> one.kind() == Kind.EVENT)
        .anyMatch(one -> String.valueOf(one.happening()).contains("HELD_BACK"));
    assertThat(browser.get("/today").body())
        .contains("The client wrote before a message of yours left", "href=\"/c/" + no + "\"");
    member("jonas");
    assertThat(signedIn("jonas").get("/today").body())
        .contains("Good")
        .doesNotContain("a message of yours");
    itsTimePasses(sent);
    assertThat(sink.rest()).isEmpty();

    var page = browser.get("/c/" + no).body();
    assertThat(page).contains("Send now", "Cancel or edit");
    browser.post("/messages/" + sent.interaction().id() + "/now?c=" + no);

    assertThat(sink.next().text()).contains("It runs.");
    await(() -> message(sent).delivery() == Delivery.SENT);
    assertThat(message(sent).deliveryReason()).isNull();
    assertThat(browser.get("/today").body()).doesNotContain("a message of yours");
  }

  @Test
  void canBeTakenBackWhileItIsHeld() throws Exception {
    var sent = later(WAIT);
    clientWrites("Please wait");
    itsTimePasses(sent);

    assertThat(inbox.undo(mette, sent.interaction())).isTrue();

    assertThat(drafts.find(mette, no, DraftKind.REPLY).orElseThrow().content().text())
        .isEqualTo("It runs.");
    assertThat(sink.rest()).isEmpty();
  }
}
