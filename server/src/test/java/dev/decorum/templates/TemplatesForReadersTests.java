package dev.decorum.templates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.DecorumApplication;
import dev.decorum.clients.Client;
import dev.decorum.clients.Formality;
import dev.decorum.clients.PreferenceInput;
import dev.decorum.clients.PreferenceKind;
import dev.decorum.clients.Preferences;
import dev.decorum.coach.Hearing;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InboxHouse;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.inbox.NewReply;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Browser;
import dev.decorum.testing.DatabaseTest;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;

/// Templates speak to each client as that client wants to be spoken to, and what becomes of their
/// words is counted.
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
class TemplatesForReadersTests {

  @Autowired House house;
  @Autowired Inbox inbox;
  @Autowired TemplateLibrary templates;
  @Autowired Insertions insertions;
  @Autowired Preferences preferences;
  @Autowired ApplicationContext context;
  @Autowired Clock clock;
  @LocalServerPort int port;

  private Viewer admin;
  private Viewer agent;
  private Client client;
  private long conversation;
  private int no;

  @BeforeEach
  void aTemplateInThreeVoices() {
    admin = house.member(Role.ADMIN);
    agent = house.member(Role.AGENT);
    client = house.client();
    conversation = house.mail(client, "Heating", "When will you come?").no();
    no =
        templates.add(
            admin,
            new NewTemplate(
                "Visit",
                null,
                Map.of(
                    Voice.in("en"),
                    "Dear {name to use},\nwe come on {day} about {reference}. Please leave the gate open.",
                    new Voice("de", Formality.FORMAL),
                    "Wir kommen zu Ihnen am {Tag}.",
                    new Voice("de", Formality.INFORMAL),
                    "Wir kommen zu dir am {Tag}.")));
  }

  @Test
  void theVariantThatSuitsTheClientIsOfferedFirst() {
    note(PreferenceKind.LANGUAGE, "de");
    note(PreferenceKind.FORMALITY, "informal");

    var list = signedIn(agent).get("/templates?c=" + conversation).body();

    assertThat(list.substring(list.indexOf("template-" + no)))
        .containsSubsequence(
            "template-" + no + "-de-informal",
            "German, informal",
            "template-" + no + "-de-formal",
            "template-" + no + "-en");
  }

  @Test
  void aPreviewFillsInWhatIsKnownOfAClientAndSaysWhatIsMissing() {
    note(PreferenceKind.NAME_TO_USE, "Dr. Okafor");
    var browser = signedIn(admin);
    var address = "/admin/templates/" + no + "/preview";

    assertThat(browser.get(address + "?client=" + client.no()).body())
        .contains("Dear Dr. Okafor", "<mark>{day}</mark>", "<li>{reference}</li>");
    assertThat(browser.get(address + "?as=german").body())
        .contains("Wir kommen zu Ihnen", "German, formal")
        .doesNotContain("There is no variant");
    assertThat(browser.get(address + "?q=" + client.name()).body())
        .contains(address + "?client=" + client.no());
    assertThat(usage().inserted()).isZero();
  }

  @Test
  void whatBecomesOfItsWordsIsCountedAndNotWhoUsedThem() {
    use();
    send("Hello,\nwe come on Friday about your call. Please leave the gate open.");
    use();
    send("Hello,\nwe come on Friday.");
    use();
    send("Thank you.");

    var usage = usage();
    assertThat(usage.inserted()).isEqualTo(3);
    assertThat(usage.sent()).isEqualTo(2);
    assertThat(usage.editedPercent()).isEqualTo(50);
    send("Hello,\nwe come on Monday about your call. Please leave the gate open.");
    assertThat(usage().sent()).isEqualTo(3);
    assertThat(signedIn(admin).get("/admin/templates/" + no).body())
        .contains("How it is used", "Sent word for word");
  }

  @Test
  void aDraftIsOfferedToNobodyUntilSomebodyElseSharesIt() {
    var browser = signedIn(admin);
    browser.get("/admin/templates/new");
    var form = new String[] {"name", "Gate", "language", "en", "formality", "any", "draft", "true"};

    var saved =
        browser.post(
            "/admin/templates",
            Stream.concat(Stream.of(form), Stream.of("text-0", "Please leave the gate open."))
                .toArray(String[]::new));

    int draft = Integer.parseInt(saved.location().replaceAll("\\D", ""));
    assertThat(templates.usable(agent)).extracting(Template::no).contains(no).doesNotContain(draft);
    assertThat(browser.get("/admin/templates/" + draft).body())
        .contains("A draft of " + admin.name())
        .doesNotContain("Share it");
    assertThat(browser.post("/admin/templates/" + draft + "/share", "version", "0").status())
        .isEqualTo(422);

    var lead = signedIn(house.member(Role.ADMIN));
    assertThat(lead.get("/admin/templates/" + draft).body()).contains("Share it");
    lead.post("/admin/templates/" + draft + "/share", "version", "0");

    assertThat(templates.usable(agent)).extracting(Template::no).contains(draft);
    assertThat(lead.get("/admin/templates/" + draft).body()).doesNotContain("A draft of");
  }

  @Test
  void howClientsAnswerIsAFigureFromTwentyAnswersOn() {
    answered("Thank you so much, that is wonderful.");
    assertThat(signedIn(admin).get("/admin/templates/" + no).body())
        .contains("One answer yet: a figure needs 20");

    for (int i = 0; i < 14; i++) answered("Thank you very much.");
    for (int i = 0; i < 3; i++) answered("This is unacceptable, I am furious about your service.");
    for (int i = 0; i < 2; i++) answered("The gate is open.");
    var browser = signedIn(admin);
    assertThat(browser.get("/admin/templates/" + no).body())
        .contains("75 % with thanks, 15 % upset, of 20 answers");
    assertThat(browser.get("/admin/templates").body()).contains("75 % with thanks");

    use();
    send("Hello,\nwe come on Friday about your call. Please leave the gate open.");
    Hearing.now(context);
    assertThat(browser.get("/admin/templates/" + no).body()).contains("of 20 answers");
  }

  private void answered(String words) {
    var mail = house.mail(client, "Heating", "When will you come?");
    use();
    inbox.reply(
        agent,
        mail.no(),
        NewReply.of("Hello,\nwe come on Friday about your call. Please leave the gate open."));
    var letter = house.letter(client, "Re: Heating", words).into(mail.conversation());
    inbox.receive(letter.at(clock.instant().plusSeconds(3600)).message());
    Hearing.now(context);
  }

  @Test
  void twoTextsThatSpeakAlikeAreRefused() {
    var browser = signedIn(admin);
    browser.get("/admin/templates/" + no);

    var answer =
        browser.post(
            "/admin/templates/" + no,
            "version",
            "0",
            "name",
            "Visit",
            "language",
            "en",
            "formality",
            "any",
            "text-0",
            "One.",
            "language",
            "en",
            "formality",
            "any",
            "text-1",
            "Another.");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("Two texts are for the same language", "Another.");
  }

  private void use() {
    var known = new Known(Reader.UNKNOWN, "", "", agent.name(), "");
    templates.use(agent, no, Voice.in("en"), known);
  }

  private void send(String text) {
    inbox.reply(agent, conversation, NewReply.of(text));
  }

  private Usage usage() {
    UUID id = templates.get(admin, no).id();
    return insertions.usage().getOrDefault(id, Usage.NONE);
  }

  private void note(PreferenceKind kind, String value) {
    var today = preferences.today(admin).toString();
    preferences.note(
        admin,
        client.no(),
        kind,
        null,
        new PreferenceInput(
            value, null, null, "client", null, today, "To write in their tone", true));
  }

  private Browser signedIn(Viewer viewer) {
    var browser = new Browser(port);
    browser.get("/sign-in");
    browser.post(
        "/sign-in",
        "email",
        viewer.name() + "@brightwater.example",
        "password",
        "plum orchard window");
    return browser;
  }
}
