package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.decorum.audit.Actor;
import dev.decorum.clients.Clients;
import dev.decorum.inbox.Address;
import dev.decorum.inbox.Delivery;
import dev.decorum.inbox.DraftKind;
import dev.decorum.inbox.Drafts;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InteractionView;
import dev.decorum.inbox.NewConversation;
import dev.decorum.inbox.NewFile;
import dev.decorum.inbox.Recipients;
import dev.decorum.inbox.Sent;
import dev.decorum.staff.NewMember;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Browser;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.subethamail.smtp.RejectException;

/// What waits to leave, why, and what people do about it: by a server that has moods, and pages.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Timeout(120)
class OutgoingQueueTests {

  private static final String PASSWORD = "plum orchard window";

  @Autowired Mailboxes mailboxes;
  @Autowired OutgoingQueue queue;
  @Autowired Inbox inbox;
  @Autowired Drafts drafts;
  @Autowired Clients clients;
  @Autowired Staff staff;
  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;

  private final Sink sink = Sink.plain();
  private String unique;
  private Mailbox mailbox;
  private Viewer mette;
  private Viewer stranger;
  private Browser browser;

  @BeforeEach
  void setUp() {
    jdbc.sql("delete from channels.outbox").update();
    unique = RowIds.next().toString().substring(24);
    mailbox =
        mailboxes.add(
            Actor.system(),
            new NewMailbox(
                "help-" + unique + "@brightwater.example",
                "Brightwater",
                "Team " + unique,
                sink.asServer()));
    mette = member("mette", "Team " + unique, Role.LEAD);
    stranger = member("nobody", "Others " + unique, Role.AGENT);
    browser = signedIn("mette");
  }

  @AfterEach
  void tearDown() {
    sink.close();
  }

  private Viewer member(String name, String team, Role role) {
    var member =
        staff
            .add(new NewMember("Mette Friis", address(name), role, List.of(team), PASSWORD))
            .member();
    return Viewer.of(member, RowIds.next(), ZoneOffset.UTC);
  }

  private String address(String name) {
    return name + "-" + unique + "@staff.example";
  }

  private Browser signedIn(String name) {
    var browser = new Browser(port);
    browser.get("/sign-in");
    assertThat(browser.post("/sign-in", "email", address(name), "password", PASSWORD).location())
        .isEqualTo("/");
    return browser;
  }

  private String client(String name) {
    return name + "-" + unique + "@client.example";
  }

  private Sent write(List<NewFile> files, String... to) {
    return inbox.start(
        mette,
        new NewConversation(
            null,
            new Recipients(
                Arrays.stream(to).map(Address::of).limit(1).toList(),
                Arrays.stream(to).map(Address::of).skip(1).toList(),
                List.of()),
            "Lift",
            "The lift is back.",
            staff.teamByName("Team " + unique).orElseThrow().id(),
            files,
            null,
            null,
            false));
  }

  private InteractionView message(Sent sent) {
    return inbox.interaction(mette, sent.interaction());
  }

  private static void await(BooleanSupplier fact) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!fact.getAsBoolean()) {
      assertThat(System.nanoTime()).as("It did not happen within 30 seconds").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private void refuse(String reason, int code, String... who) {
    sink.behave(
        new Sink.Manners() {
          @Override
          public void recipient(String address) throws RejectException {
            if (who.length == 0 || Arrays.asList(who).contains(address)) {
              throw new RejectException(code, reason);
            }
          }
        });
  }

  private Sent waiting(String... to) {
    refuse("4.7.1 later", 451);
    var sent = write(List.of(), to);
    await(() -> message(sent).deliveryReason() != null);
    return sent;
  }

  private void hoursAgo() {
    jdbc.sql("update channels.outbox set due_at = due_at - interval '1 hour'").update();
  }

  @Test
  void listsWhatWaitsAndWhyForThoseWhoSeeTheConversation() {
    var sent = waiting(client("ann"));

    var mails = queue.waiting(mette, 10);

    assertThat(mails).hasSize(1);
    var mail = mails.getFirst();
    assertThat(mail.no()).isEqualTo(sent.no());
    assertThat(mail.recipients()).containsExactly(client("ann"));
    assertThat(mail.mailbox()).isEqualTo(mailbox.address());
    assertThat(mail.attempts()).isEqualTo(1);
    assertThat(mail.reason()).isEqualTo("The mail server asked us to try again later.");
    assertThat(mail.next()).isAfter(mail.due());
    assertThat(queue.waiting(stranger, 10)).isEmpty();
    assertThat(queue.byDomain(mette))
        .extracting(OutgoingQueue.Heap::name, OutgoingQueue.Heap::count)
        .containsExactly(tuple("client.example", 1));
    assertThat(queue.byMailbox(mette))
        .extracting(OutgoingQueue.Heap::name)
        .containsExactly(mailbox.address());
    assertThat(queue.byDomain(stranger)).isEmpty();
    assertThat(queue.byMailbox(stranger)).isEmpty();
    assertThat(browser.get("/outbox").body())
        .contains(client("ann"), "asked us to try again later", "Tried once.", "client.example");
  }

  @Test
  void saysWhenMailWaitsTooLong() {
    waiting(client("ann"));
    assertThat(queue.standing().late()).isFalse();
    assertThat(queue.standing().count()).isEqualTo(1);
    member("root", "Others " + unique, Role.ADMIN);
    var admin = signedIn("root");
    assertThat(admin.get("/today").body()).doesNotContain("waits to leave");

    hoursAgo();

    assertThat(queue.standing().late()).isTrue();
    assertThat(browser.get("/outbox").body()).contains("One mail waits longer than 10 min.");
    assertThat(admin.get("/today").body())
        .contains("One mail waits to leave, for longer than 10 min.", "href=\"/outbox\"");
    assertThat(browser.get("/today").body()).contains("Good").doesNotContain("waits to leave");
    var ready = new Browser(port).get("/readyz", "Accept", "application/json");
    assertThat(ready.status()).isEqualTo(200);
    assertThat(ready.body()).contains("\"outgoing\":{\"status\":\"LATE\"}", "\"status\":\"UP\"");
  }

  @Test
  void triesAtOnceWhenAskedTo() throws InterruptedException {
    var sent = waiting(client("ann"));
    sink.behave(new Sink.Manners() {});
    var id = queue.waiting(mette, 1).getFirst().id();

    var page = browser.get("/outbox");
    assertThat(page.body()).contains("/outbox/" + id + "/now");
    assertThat(browser.post("/outbox/" + id + "/now").location()).isEqualTo("/outbox");

    assertThat(sink.next().recipients()).containsExactly(client("ann"));
    await(() -> message(sent).delivery() == Delivery.SENT);
    assertThat(queue.waiting(mette, 10)).isEmpty();
  }

  @Test
  void givesUpWithAReasonThatStandsAtTheMessage() {
    var sent = waiting(client("ann"));
    var id = queue.waiting(mette, 1).getFirst().id();

    browser.get("/outbox");
    browser.post("/outbox/" + id + "/give-up", "reason", "Told by phone.");
    queue.tryNow(mette, id);

    assertThat(message(sent).delivery()).isEqualTo(Delivery.FAILED);
    assertThat(message(sent).deliveryReason())
        .isEqualTo("Mette Friis stopped this message: Told by phone.");
    assertThat(queue.waiting(mette, 10)).isEmpty();
    assertThat(sink.rest()).isEmpty();
  }

  @Test
  void doesNothingForThoseWhoDoNotSeeTheConversation() {
    var sent = waiting(client("ann"));
    var id = queue.waiting(mette, 1).getFirst().id();
    var other = signedIn("nobody");
    other.get("/outbox");

    assertThat(other.post("/outbox/" + id + "/give-up").status()).isEqualTo(404);
    assertThat(other.post("/outbox/" + id + "/now").status()).isEqualTo(404);
    assertThat(other.post("/messages/" + sent.interaction().id() + "/again").status())
        .isEqualTo(404);
    assertThat(message(sent).delivery()).isEqualTo(Delivery.QUEUED);
    assertThat(drafts.all(stranger)).isEmpty();
  }

  @Test
  void opensADraftWithTheSameContentForAnotherAddress() throws InterruptedException {
    refuse("4.7.1 later", 451);
    var sent =
        write(
            List.of(
                new NewFile(
                    "plan.txt",
                    "text/plain",
                    new ByteArrayResource("A plan".getBytes(StandardCharsets.UTF_8)))),
            client("ann"));
    await(() -> message(sent).deliveryReason() != null);
    sink.behave(new Sink.Manners() {});

    browser.get("/c/" + sent.no());
    var answer = browser.post("/messages/" + sent.interaction().id() + "/again");

    assertThat(answer.location()).isEqualTo("/c/" + sent.no());
    assertThat(message(sent).delivery()).isEqualTo(Delivery.FAILED);
    var draft = drafts.find(mette, sent.no(), DraftKind.REPLY).orElseThrow();
    assertThat(draft.content().text()).isEqualTo("The lift is back.");
    assertThat(draft.files()).extracting("name").containsExactly("plan.txt");
    browser.get("/c/" + sent.no());
    browser.post(
        "/c/" + sent.no() + "/reply",
        "text",
        draft.content().text(),
        "to",
        client("anna"),
        "revision",
        String.valueOf(draft.revision()));
    var mail = sink.next();
    assertThat(mail.recipients()).containsExactly(client("anna"));
    assertThat(mail.read().attachments()).extracting("name").containsExactly("plan.txt");
    assertThat(message(sent).attachments()).hasSize(1);
  }

  @Test
  void saysForEachRecipientWhatBecameOfIt() {
    refuse("5.2.2 full", 552, client("ben"));
    var sent = write(List.of(), client("ann"), client("ben"));
    await(() -> message(sent).delivery() == Delivery.FAILED);

    var page = browser.get("/c/" + sent.no()).body();

    assertThat(page)
        .contains("For each recipient", "<b>" + client("ann") + "</b>: sent.")
        .contains(
            "<b>"
                + client("ben")
                + "</b>: not delivered. The mailbox of "
                + client("ben")
                + " is full.");
    browser.post("/messages/" + sent.interaction().id() + "/again");
    var again = drafts.find(mette, sent.no(), DraftKind.REPLY).orElseThrow();
    assertThat(Optional.ofNullable(again.content().recipients()).orElseThrow().all())
        .extracting(Address::address)
        .containsExactly(client("ben"));
  }
}
