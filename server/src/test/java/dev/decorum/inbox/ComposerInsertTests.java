package dev.decorum.inbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.decorum.DecorumApplication;
import dev.decorum.clients.Client;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.inbox.InboxHouse.PostOffice;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.templates.NewTemplate;
import dev.decorum.templates.Template;
import dev.decorum.templates.TemplateLibrary;
import dev.decorum.templates.Voice;
import dev.decorum.testing.Chromium;
import dev.decorum.testing.DatabaseTest;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/// TemplateLibrary and colleagues, picked while one writes.
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
class ComposerInsertTests {

  private static final String PASSWORD = "plum orchard window";
  private static final String WORDS =
      "Dear {client name},\n\nwe will visit you on {day of the visit} for {reference}.\n\n{my name}";

  @Autowired House house;
  @Autowired Inbox inbox;
  @Autowired TemplateLibrary templates;
  @Autowired PostOffice post;
  @LocalServerPort int port;

  private Chromium chromium;
  private Viewer jonas;
  private Viewer mette;
  private Client clinic;
  private long no;
  private Page page;

  @BeforeEach
  void someoneWriting() {
    var admin = house.member(Role.ADMIN);
    templates.writable(admin).forEach(template -> templates.remove(admin, template.no()));
    templates.add(
        admin,
        new NewTemplate(
            "Visit announced",
            null,
            Map.of(Voice.in("en"), WORDS, Voice.in("de"), "Wir kommen am {Tag des Besuchs}.")));
    templates.add(admin, new NewTemplate("Apology", null, Map.of(Voice.in("en"), "We are sorry.")));
    house.team("Mountain");
    templates.add(
        admin,
        new NewTemplate("Of others", house.team("Mountain"), Map.of(Voice.in("en"), "Secret.")));
    jonas = house.member(Role.AGENT);
    mette = house.member(Role.AGENT);
    clinic = house.client();
    no = house.mail(clinic, "Lift in Building B", "When will you come?").no();
    chromium = new Chromium(port);
    chromium.signIn(jonas.name() + "@brightwater.example", PASSWORD);
    page = chromium.go("/c/" + no);
  }

  @AfterEach
  void close() {
    chromium.close();
  }

  @Test
  void aSlashAtTheStartOfALineInsertsATemplateWithItsFieldsFilled() {
    page.locator("#text").pressSequentially("Hello\n/vis");
    assertThat(options()).hasCount(2);
    assertThat(options().first()).containsText("Visit announced");
    chromium.lookAsItIs("composer-templates");
    page.keyboard().press("Enter");

    var text =
        "Hello\nDear %s,\n\nwe will visit you on {day of the visit} for #%d.\n\n%s"
            .formatted(clinic.name(), no, jonas.name());
    assertThat(page.locator("#text")).hasValue(text);
    assertThat(page.locator("[data-picker]")).isHidden();
    assertThat(page.locator(".editor__mirror mark:not([id])")).hasText("{day of the visit}");
    page.keyboard().type("Friday");
    assertThat(page.locator("#text")).hasValue(text.replace("{day of the visit}", "Friday"));
    assertThat(page.locator(".editor__mirror mark:not([id])")).hasCount(0);
    page.waitForCondition(() -> uses("Visit announced") == 1);
  }

  @Test
  void theButtonShowsThoseOneMayUseAndEscapeGoesBackToTheWords() {
    page.locator("[data-pick]").click();

    assertThat(options()).hasCount(3);
    assertThat(page.locator("[data-picker]")).not().containsText("Of others");
    page.keyboard().press("Escape");
    assertThat(page.locator("[data-picker]")).isHidden();
    assertThat(page.locator("#text")).isFocused();
    page.keyboard().type("10/12 and a/b are no templates");
    assertThat(page.locator("[data-picker]")).isHidden();
  }

  @Test
  void nothingLeavesWithAFieldLeftUnfilledUnnoticed() {
    page.locator("#text").fill("We come on {day of the visit}.");
    page.locator("#text").press("Control+Enter");

    assertThat(page.locator(".problems")).containsText("{day of the visit}");
    assertThat(page.locator("#text")).hasValue("We come on {day of the visit}.");
    page.locator("#text").fill("We come on {day of the visit} at {time}.");
    page.locator("#text").press("Control+Enter");
    assertThat(page.locator(".problems")).containsText("{day of the visit}, {time}");
    chromium.expectComplaint("422");
    page.locator("#text").press("Control+Enter");

    assertThat(page.locator(".toast")).containsText("Sent");
    assertThat(post.last().text()).isEqualTo("We come on {day of the visit} at {time}.");
  }

  @Test
  void withoutScriptATemplateIsChosenOnAPageAndNoWordIsLost() {
    Page plain = chromium.withoutScript();
    Chromium.signIn(plain, jonas.name() + "@brightwater.example", PASSWORD);
    plain.navigate("/c/" + no);
    plain.locator("#text").fill("Thank you.");
    plain.locator("[data-pick]").click();
    assertThat(plain.locator("h1")).hasText("Choose a template");

    plain.locator("section:has-text('Apology') button").click();

    assertThat(plain.locator("#text")).hasValue("Thank you.\n\nWe are sorry.");
    assertThat(plain).hasURL(Pattern.compile("/c/" + no + "#text$"));
  }

  @Test
  void aFirstMessageCanBeginWithATemplateToo() {
    chromium.go("/compose?client=" + clinic.no());
    page.locator("#text").pressSequentially("/vis");
    assertThat(options()).hasCount(2);
    options().filter(new Locator.FilterOptions().setHasText("English")).click();

    assertThat(page.locator("#text"))
        .hasValue(Pattern.compile("^Dear " + clinic.name() + ",[\\s\\S]*\\{reference\\}"));
    chromium.look("compose-template");
  }

  @Test
  void aColleagueIsMentionedInANoteAndFindsIt() {
    chromium.go("/c/" + no + "?write=note");
    page.locator("#text").pressSequentially("Please look, @" + mette.name());
    assertThat(options().first()).containsText(mette.name());
    page.keyboard().press("Enter");
    page.keyboard().type("today.");
    assertThat(page.locator("#text")).hasValue("Please look, @" + mette.name() + " today.");

    page.locator("#text").press("Control+Enter");

    assertThat(page.locator(".toast")).containsText("Note saved.");
    try (var hers = new Chromium(port)) {
      hers.signIn(mette.name() + "@brightwater.example", PASSWORD);
      hers.go("/inbox/mentions");
      assertThat(hers.page().locator(".queue__list")).containsText("Lift in Building B");
      hers.look("mentions");
    }
    var mentions = ConversationFilter.of(View.MENTIONS);
    assertThat(inbox.list(mette, mentions, Sort.NEWEST, null, 10).items()).hasSize(1);
    assertThat(inbox.list(jonas, mentions, Sort.NEWEST, null, 10).items()).isEmpty();
  }

  @Test
  void mentioningInAReplyTurnsToTheNoteAndSendsNothing() {
    page.locator("#text").pressSequentially("Dear client, @" + mette.name().substring(0, 5));
    assertThat(page.locator("#picker")).isVisible();
    page.keyboard().type(mette.name().substring(5));
    page.keyboard().press("Enter");

    assertThat(page).hasURL(Pattern.compile("write=note"));
    assertThat(page.locator(".composer--note #text")).hasValue("@" + mette.name() + " ");
    chromium.go("/c/" + no);
    assertThat(page.locator("#text")).hasValue("Dear client, ");
  }

  @Test
  void whoCannotSeeTheConversationIsNotAskedInSilence() {
    var harbour = house.team("Harbour");
    var captain = house.member(Role.AGENT, "Harbour");
    long private_ = house.mail(house.client(), harbour, "Berth 4", "Is it free?").no();
    chromium.forget();
    chromium.signIn(captain.name() + "@brightwater.example", PASSWORD);
    chromium.go("/c/" + private_ + "?write=note");
    page.locator("#text").fill("Ask @" + mette.name() + " about it.");
    page.locator("#text").press("Control+Enter");

    assertThat(page.locator(".toast")).containsText("Not seen by " + mette.name());
    var mentions = ConversationFilter.of(View.MENTIONS);
    assertThat(inbox.list(mette, mentions, Sort.NEWEST, null, 10).items()).isEmpty();
  }

  @Test
  void aLeadWritesTemplatesInSeveralLanguagesForTheOwnTeam() {
    house.team("Harbour");
    var lead = house.member(Role.LEAD, "Harbour");
    chromium.forget();
    chromium.signIn(lead.name() + "@brightwater.example", PASSWORD);
    chromium.go("/admin/templates");
    chromium.look("templates-none");
    page.locator("a[href='/admin/templates/new']").click();
    page.locator("form button[type=submit]").first().waitFor();
    page.locator("main form .btn--primary").click();
    assertThat(page.locator(".problems")).containsText("Give the template a name");
    chromium.expectComplaint("422");
    page.locator("#name").fill("Berth");
    page.locator("#text-0").fill("Your berth is {berth}.");
    page.locator("main form .btn--primary").click();
    page.locator("a:has-text('Berth')").click();
    page.locator("#language-1").selectOption("de");
    page.locator("#text-1").fill("Ihr Liegeplatz ist {Platz}.");
    page.locator("main form button[type=submit]").first().click();

    assertThat(page.locator(".grid")).containsText("German, English");
    chromium.look("templates");
    page.locator("a:has-text('Berth')").click();
    chromium.look("template");
    page.locator("a:has-text('Preview')").click();
    assertThat(page.locator(".words mark")).hasText("{berth}");
    chromium.look("template-preview");
    var berth = templates.usable(lead).stream().filter(t -> t.name().equals("Berth")).toList();
    assertThat(berth).singleElement().satisfies(t -> assertThat(t.variants()).hasSize(2));
    assertThat(templates.usable(jonas)).noneMatch(t -> t.name().equals("Berth"));
  }

  private Locator options() {
    return page.locator("[data-picker] [role=option]:visible");
  }

  private long uses(String name) {
    return templates.usable(jonas).stream()
        .filter(template -> template.name().equals(name))
        .mapToLong(Template::uses)
        .sum();
  }
}
