package dev.decorum.inbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.decorum.DecorumApplication;
import dev.decorum.clients.Client;
import dev.decorum.clients.ClientDetails;
import dev.decorum.clients.Clients;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Chromium;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.web.Version;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/// The conduct coach while one writes.
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
class ComposerCoachTests {

  private static final String PASSWORD = "plum orchard window";
  private static final String CLOSING = "\n\nKind regards,\nJonas";

  @Autowired House house;
  @Autowired Clients clients;
  @LocalServerPort int port;

  private Chromium chromium;
  private Viewer jonas;
  private Client okafor;
  private long no;
  private Page page;

  @BeforeEach
  void someoneWriting() {
    jonas = house.member(Role.AGENT);
    okafor = named(house.client(), ClientDetails.person("Amara Okafor"));
    no =
        house
            .mail(
                okafor,
                "Lift in Building B",
                "Can patients use the goods lift in the meantime? How much does the repair cost?")
            .no();
    chromium = new Chromium(port);
    chromium.signIn(jonas.name() + "@brightwater.example", PASSWORD);
    page = chromium.go("/c/" + no);
  }

  private Client named(Client client, ClientDetails details) {
    return clients.change(
        house.member(Role.ADMIN),
        client.no(),
        new Version(null),
        before -> details.withEmails(before.emails().getFirst()));
  }

  @AfterEach
  void close() {
    chromium.close();
  }

  @Test
  void whatCouldBeBetterAppearsBesideAndUnderTheWords() {
    type("Dear Amara Okafor,\n\nThe repair will be done soon. Calm down, it is your own fault. ");

    assertThat(card("Give a time")).isVisible();
    assertThat(card("Reads as blame")).isVisible();
    assertThat(
            page.locator(".editor__mirror .m-warn", new Page.LocatorOptions().setHasText("soon")))
        .hasText("soon");
    assertThat(card("Question 2 is not answered")).isVisible();
    assertThat(card("No closing")).isVisible();
    assertThat(page.locator("[data-coach-sum]")).containsText("checks passed");
    chromium.lookAsItIs("composer-coach");
    page.setViewportSize(390, 844);
    assertThat(page.locator(".coachdock")).containsText("to improve");
    page.locator(".coachdock").click();
    assertThat(card("Give a time")).isVisible();
    chromium.lookAsItIs("composer-coach-phone");
  }

  @Test
  void aSentenceIsNotJudgedBeforeItHasEnded() {
    type("Dear Amara Okafor,\n\nYes, they can. The repair will be done soon");
    assertThat(page.locator("[data-findings] [data-summary]")).hasCount(1);
    assertThat(card("No closing")).isVisible();
    assertThat(card("Give a time")).hasCount(0);

    page.keyboard().type(". ");

    assertThat(card("Give a time")).isVisible();
  }

  @Test
  void theKeysGoFromOneToTheNextAndApplyTheFix() {
    type("Dear Amara Okafor,\n\nYes, they can. We will repair it soon. I will call you." + CLOSING);
    assertThat(card("Give a time")).isVisible();

    while (!card("Give a time").evaluate("card => card.open").equals(true)) {
      page.keyboard().press("F8");
    }
    assertThat(page.evaluate("getSelection().toString()")).isEqualTo("soon");
    assertThat(page.locator("[data-coach-say]")).hasText("Give a time");
    page.keyboard().press("Alt+Enter");

    assertThat(page.locator("#text")).hasValue(Pattern.compile("We will repair it by \\d\\d:00 "));
    assertThat(card("Give a time")).hasCount(0);
    page.keyboard().press("Control+z");
    assertThat(page.locator("#text")).hasValue(Pattern.compile("We will repair it soon\\."));
    page.keyboard().press("Control+End");
    assertThat(card("Give a time")).isVisible();
  }

  @Test
  void whatIsDismissedStaysAwayFromThisText() {
    type("Dear Amara Okafor,\n\nYes, they can. We will repair it soon." + CLOSING);
    card("Give a time").locator("summary").click();
    card("Give a time").locator("[data-dismiss]").first().click();
    assertThat(card("Give a time")).hasCount(0);

    page.reload();

    assertThat(page.locator("[data-findings] [data-summary]")).hasCount(1);
    assertThat(card("Give a time")).hasCount(0);
    type("Dear Amara Okafor,\n\nYes, they can. We will repair it shortly." + CLOSING);
    assertThat(card("Give a time")).isVisible();
  }

  @Test
  void anotherClientsNameIsFoundAndKeepsTheMessageBack() {
    var harbour = "Harbour Hotel " + no;
    named(house.client(), ClientDetails.organisation(harbour));
    type("Dear Amara Okafor,\n\nYes, they can. " + harbour + " had the same fault." + CLOSING);
    assertThat(card("Names another client")).isVisible();
    assertThat(card("Names another client")).not().containsText(harbour);
    assertThat(page.locator("[data-send]")).hasAttribute("aria-disabled", "true");

    page.locator("#text").press("Control+Enter");

    assertThat(card("Names another client").locator("summary")).isFocused();
    assertThat(page.locator("#send-why")).containsText("names another client");
    chromium.lookAsItIs("composer-stopped");
  }

  @Test
  void withoutScriptTheFindingsStandAboveTheBox() {
    Page plain = chromium.withoutScript();
    Chromium.signIn(plain, jonas.name() + "@brightwater.example", PASSWORD);
    plain.navigate("/c/" + no);
    plain.locator("#text").fill("Dear Amara Okafor,\n\nWe will repair it soon." + CLOSING);
    plain.locator("[data-read]").click();

    Locator found = plain.locator(".look--read details:has-text('Give a time')");
    assertThat(found).isVisible();
    found.locator("summary").click();
    found.locator("[data-dismiss]").first().click();
    assertThat(plain.locator(".look--read")).containsText("checks passed");
    assertThat(found).hasCount(0);
    assertThat(plain.locator("#text")).hasValue(Pattern.compile("repair it soon"));
  }

  @Test
  void aFirstMessageIsReadToo() {
    chromium.go("/compose?client=" + okafor.no());
    type("Dear Amara Okafor,\n\nI am writing about the lift. We will repair it soon." + CLOSING);

    assertThat(card("Give a time")).isVisible();
    chromium.lookAsItIs("compose-coach");
  }

  @Test
  void questionsAreNumberedAndFollowedThroughTheConversation() {
    var first = page.locator("a.askno").first();
    var second = page.locator("a.askno").last();
    assertThat(first).hasAttribute("aria-label", "Question 1, not answered yet");
    assertThat(second).hasText("2");
    assertThat(page.locator(".ask").first())
        .hasText("Can patients use the goods lift in the meantime?");

    type("Dear Amara Okafor,\n\nYes, patients can use the goods lift in the meantime." + CLOSING);
    assertThat(first).hasAttribute("aria-label", "Question 1, answered in your draft");
    assertThat(second).hasAttribute("aria-label", "Question 2, not answered yet");
    chromium.lookAsItIs("question-answered");
    page.locator("#text").press("Control+Enter");

    assertThat(page.locator(".toast")).containsText("Sent");
    assertThat(first).hasAttribute("aria-label", "Question 1, answered");
    assertThat(second).hasAttribute("aria-label", "Question 2, not answered yet");
  }

  @Test
  void howAMessageSoundsIsShownWithItsWordsAndDoesNothingByItself() {
    long upset =
        house
            .mail(
                okafor,
                "Again",
                "This is the third time this month and I am really fed up. I will talk to my lawyer.")
            .no();
    chromium.go("/c/" + upset);

    assertThat(page.locator(".msg")).containsText("Legal step");
    assertThat(page.locator(".msg")).containsText("A lead should know before you answer.");
    chromium.lookAsItIs("signals");
    assertThat(page.locator(".conv__meta")).not().containsText("Urgent");
    page.locator("button:has-text('Make it urgent')").click();
    assertThat(page.locator(".conv__meta")).containsText("Urgent");
  }

  @Test
  void whatIsConfidentialDoesNotLeaveByPageAndALeadMayLetItPassOnce() {
    house.team("Harbour");
    var lead = house.member(Role.LEAD, "Harbour");
    var text = "Dear Amara Okafor,\n\nYes, they can. Your card is 4111 1111 1111 1111." + CLOSING;
    Page plain = chromium.withoutScript();
    Chromium.signIn(plain, jonas.name() + "@brightwater.example", PASSWORD);
    plain.navigate("/c/" + no);
    plain.locator("#text").fill(text);
    plain.locator("[data-send]").click();
    assertThat(plain.locator(".problems")).containsText("A card number in line 3");
    assertThat(plain.locator(".problems")).not().containsText("4111 1111 1111");
    assertThat(plain.locator("#text")).hasValue(text);
    plain.locator("[aria-label='More ways to send']").click();
    plain.locator("[name=colleague]").selectOption(lead.name());
    plain.locator("button[formaction$='/look']").click();

    try (var hers = new Chromium(port)) {
      hers.signIn(lead.name() + "@brightwater.example", PASSWORD);
      hers.go("/c/" + no);
      hers.page().locator("a:has-text('Kept back by a check?')").click();
      assertThat(hers.page().locator("main")).containsText("A card number");
      assertThat(hers.page().locator("main")).not().containsText("4111 1111 1111");
      hers.page().locator("main form button[type=submit]").click();
      assertThat(hers.page().locator(".problems")).containsText("Write down why");
      hers.expectComplaint("422");
      hers.look("pass");
      hers.page().locator("#reason").fill("It is the number of our own test card.");
      hers.page().locator("main form button[type=submit]").click();
      assertThat(hers.page().locator(".toast")).containsText("It may leave once");
    }

    plain.navigate("/c/" + no);
    plain.locator("[data-send]").click();
    assertThat(plain.locator(".toast")).containsText("Sent");
    plain.navigate("/c/" + no);
    plain.locator("#text").fill(text);
    plain.locator("[data-send]").click();
    assertThat(plain.locator(".problems")).containsText("A card number in line 3");
    chromium.expectComplaint("422");
  }

  private void type(String text) {
    page.locator("#text").fill(text);
  }

  private Locator card(String title) {
    return page.locator("[data-findings] details.find")
        .filter(
            new Locator.FilterOptions()
                .setHas(page.locator("h3", new Page.LocatorOptions().setHasText(title))));
  }
}
