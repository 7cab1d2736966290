package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.audit.Actor;
import dev.decorum.channels.smtp.RawPeer;
import dev.decorum.clients.Clients;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.NewReply;
import dev.decorum.staff.Member;
import dev.decorum.staff.NewMember;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Browser;
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
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What people decide about mail that is not trusted, and about whom they want no mail from.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Timeout(120)
class HeldMailPagesTests {

  private static final String PASSWORD = "plum orchard window";
  private static final String HELD = "/admin/channels/mail";
  private static final String BLOCKED = "/admin/channels/mail/blocked";

  @Autowired Staff staff;
  @Autowired Mailboxes mailboxes;
  @Autowired Inbox inbox;
  @Autowired IncomingMails incoming;
  @Autowired Quarantine quarantine;
  @Autowired AcceptedSenders accepted;
  @Autowired Clients clients;
  @Autowired BlockedMailCleaning cleaning;
  @Autowired SmtpPort smtp;
  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;

  private final Sink sink = Sink.plain();
  private String unique;
  private String help;
  private String ann;
  private String eve;
  private Mailbox mailbox;
  private Member mette;
  private Browser admin;

  @BeforeEach
  void setUp() {
    unique = RowIds.next().toString().substring(24);
    help = "help-" + unique + "@brightwater.example";
    ann = "ann@client-" + unique + ".example";
    eve = "eve@evil-" + unique + ".example";
    mailbox = mailboxes.add(Actor.system(), new NewMailbox(help, null, null, sink.asServer()));
    mette = member(Role.ADMIN);
    admin = signedIn(mette);
  }

  @AfterEach
  void tearDown() {
    sink.close();
  }

  private Member member(Role role) {
    var email = role.word() + "-" + unique + "@staff-" + unique + ".example";
    return staff.add(new NewMember("Mette Friis", email, role, List.of(), PASSWORD)).member();
  }

  private Browser signedIn(Member member) {
    var browser = new Browser(port);
    browser.get("/sign-in");
    browser.post("/sign-in", "email", member.email(), "password", PASSWORD);
    return browser;
  }

  private void deliver(String from, String to, String subject) throws IOException {
    try (var peer = RawPeer.at(smtp.port())) {
      peer.begin(from, to);
      peer.send(
          "From: <%s>\r\nTo: %s\r\nSubject: %s\r\nMessage-ID: <%s@x>\r\n\r\nhi\r\n.\r\n"
              .formatted(from, help, subject, RowIds.next()));
      assertThat(peer.hear()).startsWith("250");
    }
  }

  private static <T> T soon(Supplier<Optional<T>> look) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (true) {
      var found = look.get();
      if (found.isPresent()) return found.get();
      if (System.nanoTime() > end) throw new AssertionError("It did not happen within 20 seconds");
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /// The only held mail of this test.
  private IncomingMails.Incoming held(boolean blocked) {
    return soon(
        () ->
            incoming.waiting(blocked, null, 200).stream()
                .filter(mail -> mail.mailbox().equals(mailbox.id()))
                .findFirst());
  }

  private List<Long> conversations() {
    return jdbc.sql("select no from inbox.conversation where mailbox_id = :mailbox order by no")
        .param("mailbox", mailbox.id().id())
        .query((row, _) -> row.getLong(1))
        .list();
  }

  private int messages(long conversation) {
    return jdbc.sql(
            """
            select count(*)
              from inbox.interaction i
              join inbox.conversation c on c.id = i.conversation_id
             where c.no = :no
               and i.kind = 'message'
            """)
        .param("no", conversation)
        .query(Integer.class)
        .single();
  }

  private void hasMessages(long conversation, int count) {
    soon(() -> Optional.of(messages(conversation)).filter(there -> there == count));
  }

  private int audited(String action) {
    return jdbc.sql("select count(*) from audit.entry where action = :action and actor = :by")
        .param("action", action)
        .param("by", mette.id().id())
        .query(Integer.class)
        .single();
  }

  /// A conversation with Ann that was answered.
  ///
  /// @param token the address the answer asks to reply to
  private record Begun(long no, String token) {}

  private Begun begun() throws Exception {
    deliver(ann, help, "Lift");
    long no = soon(() -> conversations().stream().findFirst());
    inbox.reply(viewer(), no, new NewReply("Hm.", null, List.of(), null, null, null, false));
    return new Begun(no, sink.next().sender());
  }

  private long client(long conversation) {
    return jdbc.sql(
            """
            select k.no
              from clients.client k
              join inbox.conversation c on c.client_id = k.id
             where c.no = :no
            """)
        .param("no", conversation)
        .query(Long.class)
        .single();
  }

  private void press(Browser browser, String page, String address) {
    assertThat(browser.get(page).body()).contains("action=\"" + address + "\"");
    assertThat(browser.post(address).status()).isEqualTo(302);
  }

  @Test
  void saysWhoWroteAHeldMailAndAboutWhat() throws Exception {
    var begun = begun();

    deliver(eve, begun.token(), "Tell me <more>");
    held(false);

    assertThat(admin.get(HELD).body())
        .contains(
            eve,
            "Tell me &lt;more&gt;",
            "Somebody who does not take part in this conversation wrote to its reply address.",
            "Add to conversation " + begun.no(),
            "Always add mail from this sender",
            "New conversation",
            "Spam");
    assertThat(admin.get("/c/" + begun.no()).body())
        .contains("Not verified: nothing proves where it was sent");
  }

  @Test
  void letsASenderInForGoodAndTakesThatBack() throws Exception {
    var begun = begun();
    deliver(eve, begun.token(), "One");

    press(admin, HELD, HELD + "/" + held(false).id() + "/always");
    hasMessages(begun.no(), 3);
    deliver(eve, begun.token(), "Two");
    hasMessages(begun.no(), 4);
    assertThat(audited("client.sender_accepted")).isEqualTo(1);

    assertThat(
            jdbc.sql("select a::text from channels.accepted_sender a").query(String.class).list())
        .isNotEmpty()
        .noneMatch(row -> row.contains("eve@"));

    // For this client only, and not without the secret of a conversation.
    deliver(eve, help, "Three");
    soon(() -> Optional.of(conversations()).filter(all -> all.size() == 2));
    hasMessages(begun.no(), 4);

    var senders = "/clients/" + client(begun.no()) + "/senders";
    var panel = admin.get(senders).body();
    assertThat(panel).contains("Mail from " + eve + " to conversations of this client");
    assertThat(admin.get("/clients/" + client(begun.no())).body()).contains(senders);
    var revoke = panel.replaceAll("(?s).*action=\"(/clients/\\d+/senders/[^\"]+)\".*", "$1");
    press(admin, senders, revoke);
    assertThat(audited("client.sender_revoked")).isEqualTo(1);

    deliver(eve, begun.token(), "Four");
    assertThat(held(false).reason()).isEqualTo("stranger");
  }

  @Test
  void keepsLettingASenderInWhenItsClientIsMergedAndParted() throws Exception {
    var begun = begun();
    deliver(eve, begun.token(), "One");
    quarantine.acceptAlways(viewer(), held(false).id());
    hasMessages(begun.no(), 3);
    deliver("bob@client-" + unique + ".example", help, "Bob");
    var other = soon(() -> conversations().stream().filter(no -> no != begun.no()).findFirst());
    long ann = client(begun.no());
    long bob = client(other);

    var merge = clients.merge(viewer(), bob, ann);
    assertThat(client(begun.no())).isEqualTo(bob);
    deliver(eve, begun.token(), "Two");
    hasMessages(begun.no(), 4);

    clients.unmerge(viewer(), merge);
    assertThat(client(begun.no())).isEqualTo(ann);
    deliver(eve, begun.token(), "Three");
    hasMessages(begun.no(), 5);
    assertThat(accepted.of(clients.get(viewer(), bob))).isEmpty();
  }

  private Viewer viewer() {
    return Viewer.of(mette, RowIds.next(), ZoneOffset.UTC);
  }

  @Test
  void offersNoLastingTrustInWhatBearsAColleaguesAddress() throws Exception {
    var begun = begun();
    deliver(mette.email(), begun.token(), "Pay this");
    var id = held(false).id();

    assertThat(admin.get(HELD).body()).doesNotContain(HELD + "/" + id + "/always");
    assertThat(admin.post(HELD + "/" + id + "/always").status()).isEqualTo(409);

    press(admin, HELD, HELD + "/" + id + "/spam");
    assertThat(admin.get("/admin/senders").body()).doesNotContain(mette.email());
  }

  @Test
  void keepsTheMailOfABlockedSenderInAListOfItsOwn() throws Exception {
    var begun = begun();
    deliver(eve, begun.token(), "One");
    press(admin, HELD, HELD + "/" + held(false).id() + "/spam");
    assertThat(admin.get("/admin/senders").body()).contains(eve, "Blocked by Mette Friis");
    assertThat(audited("sender.blocked")).isEqualTo(1);

    deliver(eve, help, "Two");

    var mail = held(true);
    assertThat(admin.get(BLOCKED).body()).contains(eve, "Two", "The sender is blocked.");
    assertThat(admin.get(HELD).body()).doesNotContain(eve);
    assertThat(quarantine.list(null, 200)).noneMatch(one -> one.id().equals(mail.id()));
    assertThat(conversations()).containsExactly(begun.no());

    // Blocked by mistake: this mail and all that follow come in.
    press(admin, BLOCKED, HELD + "/" + mail.id() + "/new");
    soon(() -> Optional.of(conversations()).filter(all -> all.size() == 2));
    var page = admin.get("/admin/senders").body();
    var remove = page.replaceAll("(?s).*" + eve + ".*?action=\"([^\"]+/remove)\".*", "$1");
    press(admin, "/admin/senders", remove);
    assertThat(audited("sender.unblocked")).isEqualTo(1);
    deliver(eve, help, "Three");
    soon(() -> Optional.of(conversations()).filter(all -> all.size() == 3));
  }

  @Test
  void blocksADomainWithAllThatIsBelowItAndNothingBeside() throws Exception {
    var lead = signedIn(member(Role.LEAD));
    lead.get("/admin/senders");
    assertThat(lead.post("/admin/senders", "sender", "EVIL-" + unique + ".example").location())
        .isEqualTo("/admin/senders");

    deliver("eve@mail.evil-" + unique + ".example", help, "Below");
    assertThat(held(true).heading()).isNotNull();
    deliver("eve@not-evil-" + unique + ".example", help, "Beside");
    soon(() -> conversations().stream().findFirst());
  }

  @Test
  void blocksNeitherOneOfUsNorWhatIsNoSender() {
    admin.get("/admin/senders");
    for (var ours :
        List.of(help, mette.email(), "brightwater.example", "staff-" + unique + ".example")) {
      var answer = admin.post("/admin/senders", "sender", ours);
      assertThat(answer.status()).as(ours).isEqualTo(422);
      assertThat(answer.body()).contains("This is an address of ours, or a domain with one.");
    }
    for (var none : List.of("", "com", "a b.example", "<x>", "@")) {
      var answer = admin.post("/admin/senders", "sender", none);
      assertThat(answer.status()).as(none).isEqualTo(422);
      assertThat(answer.body()).contains("This is neither an address nor a domain.");
    }
  }

  @Test
  void takesAConversationForSpam() throws Exception {
    deliver(eve, help, "Buy");
    long no = soon(() -> conversations().stream().findFirst());
    var agent = signedIn(member(Role.AGENT));
    var page = agent.get("/c/" + no).body();

    assertThat(page).contains("action=\"/c/" + no + "/spam\"").doesNotContain("/spam/block");
    assertThat(agent.post("/c/" + no + "/spam/block").status()).isEqualTo(403);
    press(agent, "/c/" + no, "/c/" + no + "/spam");
    assertThat(inbox.facts(conversation(no)).orElseThrow().deleted()).isTrue();

    press(agent, "/c/" + no, "/c/" + no + "/restore");
    press(admin, "/c/" + no, "/c/" + no + "/spam/block");
    assertThat(inbox.facts(conversation(no)).orElseThrow().deleted()).isTrue();
    deliver(eve, help, "Buy more");
    held(true);
    assertThat(audited("conversation.spam")).isEqualTo(1);
  }

  private ConversationId conversation(long no) {
    return new ConversationId(
        jdbc.sql("select id from inbox.conversation where no = :no")
            .param("no", no)
            .query(UUID.class)
            .single());
  }

  @Test
  void throwsMailOfBlockedSendersAwayAfterItsTime() throws Exception {
    admin.get("/admin/senders");
    admin.post("/admin/senders", "sender", eve);
    deliver(eve, help, "One");
    var mail = held(true);

    cleaning.clean();
    assertThat(held(true).id()).isEqualTo(mail.id());

    jdbc.sql(
            "update channels.incoming set received_at = received_at - interval '31 days' where id = :id")
        .param("id", mail.id())
        .update();
    cleaning.clean();

    assertThat(incoming.find(mail.id()).orElseThrow().state())
        .isEqualTo(IncomingMails.State.DISCARDED);
    assertThat(
            jdbc.sql("select count(*) from files.file where id = :id")
                .param("id", mail.raw().id())
                .query(Integer.class)
                .single())
        .isZero();
  }
}
