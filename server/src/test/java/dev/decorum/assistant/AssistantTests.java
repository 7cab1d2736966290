package dev.decorum.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.DecorumApplication;
import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.audit.AuditEntry;
import dev.decorum.audit.AuditFilter;
import dev.decorum.clients.Client;
import dev.decorum.clients.Clients;
import dev.decorum.clients.EmailAddress;
import dev.decorum.inbox.Draft;
import dev.decorum.inbox.DraftContent;
import dev.decorum.inbox.DraftKind;
import dev.decorum.inbox.Drafts;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InboxHouse;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Browser;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The assistant beside the box and beside the conversation, with a model of our own.
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
@Timeout(120)
class AssistantTests {

  private static final String DRAFT =
      "Dear Helen,\n\nI'll send you the quote by Friday. You can call me on +49 30 901234.\n\nBest,";

  @Autowired House house;
  @Autowired AssistantSettings settings;
  @Autowired Clients clients;
  @Autowired Drafts drafts;
  @Autowired Inbox inbox;
  @Autowired Audit audit;
  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;

  private final ModelServer model = new ModelServer();
  private Viewer agent;
  private long no;
  private String draft;
  private Browser browser;

  @BeforeEach
  void aConversation() {
    agent = house.member(Role.AGENT);
    var address = "helen" + RowIds.next().toString().substring(24) + "@clinic.example";
    Client client = clients.findOrCreateByEmail(new EmailAddress(address), "Helen Brandt");
    no = house.mail(client, "Heating", "Helen Brandt here. When will you come?").no();
    draft = "/drafts/reply-" + no + "/rewording";
    browser = signedIn(agent);
    on(EnumSet.allOf(Use.class));
  }

  @AfterEach
  void off() {
    on(Set.of());
    model.close();
  }

  private void on(Set<Use> uses) {
    settings.decide(
        Actor.system(), LanguageModel.of(model.address(), "small", "sk-secret-7", true), uses);
  }

  @Test
  void whileItIsOffThereIsNoButtonAndNothingLeaves() {
    on(Set.of());
    write(DRAFT);

    var page = browser.get("/c/" + no).body();
    assertThat(page).contains("id=\"composer\"");
    assertThat(page).doesNotContain("/rewording", "/c/" + no + "/summary");
    assertThat(browser.post(draft + "/suggestion").status()).isEqualTo(422);
    assertThat(browser.post("/c/" + no + "/summary").status()).isEqualTo(422);
    assertThat(model.asked).isEmpty();
  }

  @Test
  void aDraftLeavesInDisguiseAndASuggestionStandsBesideIt() {
    assertThat(browser.get("/c/" + no).body())
        .contains("hx-post=\"" + draft + "/suggestion\"", "hx-get=\"/c/" + no + "/summary\"");
    model.say(text -> text.replace("I'll send", "We will send").replace("Best,", "Kind regards,"));

    var fragment = suggested(DRAFT);

    assertThat(fragment.status()).isEqualTo(200);
    assertThat(fragment.body())
        .doesNotContain("<html", "Adds:", "Leaves out:")
        .contains(
            "Suggested by the assistant (small)",
            "Dear Helen,",
            "We will send you the quote by Friday",
            "+49 30 901234",
            "formaction=\"" + draft + "/take\"");
    var asked = model.asked.getFirst();
    assertThat(asked.text())
        .contains("Dear [NAME_1],", "quote by Friday", "[NUMBER_1]")
        .doesNotContain("Helen", "901234");
    assertThat(asked.headers().get("Authorization")).containsExactly("Bearer sk-secret-7");
    assertThat(entries("assistant.asked"))
        .first()
        .satisfies(entry -> assertThat(entry.facts()).containsEntry("for", "reword-1"));
    // It was looked at, not kept.
    assertThat(drafts.find(agent, no, DraftKind.REPLY)).isEmpty();
  }

  @Test
  void whatTheModelInventedIsNamed() {
    model.say(_ -> "Dear [NAME_1],\n\nWe will refund 250 euros by Monday. See https://x.example/a");

    assertThat(suggested("Dear Helen,\n\nThank you for your patience.").body())
        .contains("Adds: a promise by Mon", "Adds: an address: https://x.example/a");
  }

  @Test
  void withoutScriptTheDraftIsKeptThenReplacedAndComesBack() {
    model.say(text -> text.replace("Best,", "Kind regards,"));
    browser.get("/c/" + no);

    var kept = browser.post(draft, "text", DRAFT, "revision", "0");
    assertThat(kept.location()).isEqualTo(draft);
    assertThat(browser.get(draft).body()).contains("by Friday", "Ask for another wording");
    assertThat(model.asked).isEmpty();
    var page = browser.post(draft + "/suggestion");
    assertThat(page.body()).contains("Kind regards,", "Use this wording", "<html");

    var suggestion = DRAFT.replace("Best,", "Kind regards,");
    var taken = browser.post(draft + "/take", "suggestion", suggestion.replace("\n", "\r\n"));

    assertThat(taken.location()).isEqualTo("/c/" + no);
    assertThat(reply().content().text()).isEqualTo(suggestion);
    assertThat(reply().content().former()).isEqualTo(DRAFT);
    assertThat(browser.get("/c/" + no).body()).contains("Bring the other words back");
    // Written on, the words that it took the place of are still kept.
    drafts.save(agent, no, DraftKind.REPLY, new DraftContent("Hm", null, null), reply().revision());

    browser.post(draft + "/back");

    assertThat(reply().content().text()).isEqualTo(DRAFT);
    assertThat(reply().content().former()).isEqualTo("Hm");
  }

  @Test
  void oneSentenceIsRewordedAloneAndAllElseStays() {
    var written = "Dear Helen,\n\nIt is your own fault.\n\nRing +49 30 901234 on Friday.\n\nJonas";
    model.say(_ -> "Something went wrong on the way.");
    browser.get("/c/" + no);
    var cards = browser.post("/drafts/reply-" + no + "/check", "text", written).body();
    assertThat(cards).contains("Suggest other words");
    var finding = cards.split("name=\"finding\" value=\"", 2)[1].split("\"", 2)[0];

    var kept = browser.post(draft, "text", written, "revision", "0", "finding", finding);

    assertThat(kept.location()).isEqualTo(draft + "?finding=" + finding);
    assertThat(browser.get(kept.location()).body()).contains("All else stays as it is");
    var page = browser.post(draft + "/suggestion", "finding", finding);
    assertThat(page.body())
        .contains("Something went wrong on the way.\n\nRing +49 30 901234 on Friday.")
        .contains("Use this wording")
        .doesNotContain("Leaves out:");
    assertThat(model.asked.getFirst().text())
        .contains("It is your own fault.")
        .doesNotContain("Ring", "Friday", "Dear");
    assertThat(browser.post(draft + "/suggestion", "finding", "0123456789abcdef-1"))
        .satisfies(
            gone -> {
              assertThat(gone.status()).isEqualTo(422);
              assertThat(gone.body()).contains("is not in your draft any more");
            });
    assertThat(model.asked).hasSize(1);
  }

  @Test
  void whatMustNotLeaveToTheClientDoesNotLeaveToTheModel() {
    var refused = suggested("Dear Helen, your card is 4111 1111 1111 1111.");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("the assistant was not asked");
    assertThat(model.asked).isEmpty();
  }

  @Test
  void aNoteForColleaguesIsNotReworded() {
    browser.get("/c/" + no);

    var refused =
        browser.post("/drafts/note-" + no + "/rewording/suggestion", "text", "A friend of mine.");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(model.asked).isEmpty();
  }

  @Test
  void aSuggestionThatMustNotLeaveIsNotShown() {
    model.say(_ -> "Dear [NAME_1], the card is 4111 1111 1111 1111.");
    var stopped = suggested(DRAFT);
    model.say(_ -> "Dear [NAME_9],");
    var mixedUp = suggested(DRAFT);

    assertThat(stopped.status()).isEqualTo(422);
    assertThat(stopped.body()).contains("must not leave").doesNotContain("4111");
    assertThat(mixedUp.status()).isEqualTo(422);
    assertThat(mixedUp.body()).contains("mixed up").doesNotContain("NAME_9");
  }

  @Test
  void aModelThatFailsCostsNothing() {
    write(DRAFT);
    browser.get("/c/" + no);
    model.behave(exchange -> ModelServer.send(exchange, 200, "text/html", "<html>Hi</html>"));

    var refused = browser.post(draft + "/suggestion");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("cannot be read", "by Friday");
    assertThat(reply().content().text()).isEqualTo(DRAFT);
  }

  @Test
  void aConversationIsSummedUpWithoutItsNotesAndItsSecrets() {
    inbox.note(agent, no, "She is a friend of the mayor.", List.of());
    var row = inbox.row(agent, no);
    inbox.receive(
        house
            .letter(clientOf(no), "Heating", "My card is 4111 1111 1111 1111, call +49 30 901234.")
            .into(row.id())
            .message());
    model.say(_ -> "[NAME_1] asks when we come. Card [CARD_1], phone [NUMBER_1].");
    browser.get("/c/" + no);

    var summary = browser.post("/c/" + no + "/summary");

    assertThat(model.asked.getFirst().text())
        .contains("Client: ", "When will you come?")
        .doesNotContain("mayor", "Helen", "Brandt", "4111", "901234");
    assertThat(summary.body())
        .contains("Helen Brandt asks when we come.", "+49 30 901234", "Summed up by the assistant")
        .doesNotContain("4111 1111 1111 1111");
  }

  @Test
  void anAdminNamesTheModelTriesItAndNeverSeesItsKeyAgain() {
    var admin = signedIn(house.member(Role.ADMIN));
    var page = admin.get("/admin/assistant").body();
    assertThat(page)
        .contains("leaves the house", "A key is kept", model.address())
        .doesNotContain("sk-secret-7");
    admin.post("/admin/assistant/test");
    assertThat(admin.get("/admin/assistant").body()).contains("The model answered as it should");
    assertThat(model.asked.getLast().text()).isEqualTo("[NAME_1]");

    var hidden =
        admin.post(
            "/admin/assistant", "address", "https://10.0.0.1/v1", "model", "m", "uses", "REWORD");
    assertThat(hidden.status()).isEqualTo(422);
    assertThat(hidden.body()).contains("private network");
    // Another server, switched off: nobody is looked up, and it does not get the key.
    admin.post("/admin/assistant", "address", "https://model.example/v1", "model", "large");

    var decided = settings.decided();
    assertThat(decided.uses()).isEmpty();
    var named = Objects.requireNonNull(decided.model());
    assertThat(named.key()).isNull();
    assertThat(named.trusted()).isFalse();
    assertThat(entries("assistant.changed"))
        .first()
        .satisfies(
            entry ->
                assertThat(entry.facts())
                    .containsEntry("reword", "off")
                    .containsEntry("server", "changed"));
    var sealed = jdbc.sql("select content from assistant.setting").query(byte[].class).single();
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("model.example");
  }

  private Browser.Page suggested(String text) {
    var page = browser.get("/c/" + no).body();
    var csrf = page.split("name=\"_csrf\" value=\"", 2)[1].split("\"", 2)[0];
    return browser.postBody(
        draft + "/suggestion",
        "_csrf="
            + URLEncoder.encode(csrf, StandardCharsets.UTF_8)
            + "&text="
            + URLEncoder.encode(text, StandardCharsets.UTF_8),
        "HX-Request",
        "true");
  }

  private List<AuditEntry> entries(String action) {
    return audit.search(new AuditFilter(null, action, null, null, null), null, 5).entries();
  }

  private Client clientOf(long conversation) {
    return clients.get(agent, inbox.row(agent, conversation).client().no());
  }

  private void write(String text) {
    drafts.save(agent, no, DraftKind.REPLY, new DraftContent(text, null, null), 0);
  }

  private Draft reply() {
    return drafts.find(agent, no, DraftKind.REPLY).orElseThrow();
  }

  private Browser signedIn(Viewer viewer) {
    var signedIn = new Browser(port);
    signedIn.get("/sign-in");
    signedIn.post(
        "/sign-in",
        "email",
        viewer.name() + "@brightwater.example",
        "password",
        "plum orchard window");
    return signedIn;
  }
}
