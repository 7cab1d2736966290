package dev.decorum.inbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import dev.decorum.DecorumApplication;
import dev.decorum.clients.Client;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.inbox.InboxHouse.PostOffice;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Chromium;
import dev.decorum.testing.DatabaseTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/// Recipients one by one, and a word of warning before a stranger gets a client's mail.
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
class ComposerPeopleTests {

  private static final String PASSWORD = "plum orchard window";
  private static final String WARNING = "never written to with this client before";
  private static final Predicate<Response> DRAFT =
      answer -> answer.url().contains("/drafts/") && answer.request().method().equals("PUT");

  @Autowired House house;
  @Autowired Inbox inbox;
  @Autowired Drafts drafts;
  @Autowired Acquaintances acquaintances;
  @Autowired PostOffice post;
  @LocalServerPort int port;

  private Chromium chromium;
  private Viewer jonas;
  private Client clinic;
  private String address;
  private long no;
  private Page page;

  @BeforeEach
  void someoneWriting() {
    jonas = house.member(Role.AGENT);
    clinic = house.client();
    address = clinic.details().emails().getFirst().value();
    no = house.mail(clinic, "Lift in Building B", "Can you send the plan?").no();
    chromium = new Chromium(port);
    chromium.signIn(jonas.name() + "@brightwater.example", PASSWORD);
    page = chromium.go("/c/" + no);
    page.locator("details.composer__to summary").click();
  }

  @AfterEach
  void close() {
    chromium.close();
  }

  @Test
  void aStrangerIsSaidToBeOneAndAnAcquaintanceIsNot() {
    assertThat(chips("to")).hasCount(1);
    assertThat(page.locator("[data-people]")).not().containsText(WARNING);

    page.locator("#cc").fill("Dr. Lee <lee@clinik.example>");
    page.locator("#cc").press("Enter");

    assertThat(chips("cc")).containsText("Dr. Lee");
    assertThat(page.locator("[data-people]")).containsText("lee@clinik.example was " + WARNING);
    assertThat(page.locator("#cc")).isFocused();
    assertThat(page.locator("#cc")).hasValue("");
    chromium.lookAsItIs("composer-stranger");
    page.waitForResponse(DRAFT, () -> chips("cc").locator("button").click());
    assertThat(chips("cc")).hasCount(0);
    assertThat(page.locator("[data-people]")).not().containsText(WARNING);
  }

  @Test
  void whatIsTypedIsKeptAndSentWithOrWithoutItsChip() {
    page.locator("#cc").pressSequentially("a@one.example, b@two.example,c@three");
    assertThat(chips("cc")).hasCount(2);
    page.locator("#cc").pressSequentially(".example");
    // What is kept first may be without the end.
    page.waitForCondition(
        () ->
            drafts
                .find(jonas, no, DraftKind.REPLY)
                .flatMap(kept -> Optional.ofNullable(kept.content().recipients()))
                .filter(
                    kept ->
                        kept.cc().stream().anyMatch(cc -> cc.address().equals("c@three.example")))
                .isPresent());
    page.reload();
    page.locator("details.composer__to summary").click();
    assertThat(chips("cc")).hasCount(3);

    page.locator("#bcc").fill("d@four.example");
    page.locator("#text").fill("The plan.");
    page.locator("#text").press("Control+Enter");

    assertThat(page.locator(".toast")).containsText("Sent");
    assertThat(post.last().recipients())
        .isEqualTo(
            new Recipients(
                List.of(new Address(post.last().recipients().to().getFirst().name(), address)),
                List.of(
                    Address.of("a@one.example"),
                    Address.of("b@two.example"),
                    Address.of("c@three.example")),
                List.of(Address.of("d@four.example"))));
  }

  @Test
  void whatIsTypedWhileTheServerReadsBecomesAChipToo() {
    var held = new ArrayList<Route>();
    page.route(url -> url.contains("/people?"), held::add);
    var cc = page.locator("#cc");
    cc.pressSequentially("a@one.example, b@two.example,");
    page.waitForCondition(() -> held.size() == 2);

    held.forEach(Route::resume);

    assertThat(chips("cc")).hasCount(2);
    assertThat(cc).hasValue("");
  }

  @Test
  void theLastOneIsTakenBackIntoTheFieldToBeMended() {
    page.locator("#to").press("Backspace");

    assertThat(chips("to")).hasCount(0);
    assertThat(page.locator("#to").inputValue()).contains(address);
  }

  @Test
  void whatIsNoAddressIsRefusedInWordsAndStays() {
    page.locator("#to").fill("nobody at all,");
    assertThat(chips("to")).hasCount(2);
    page.locator("#text").fill("The plan.");
    page.locator("#text").press("Control+Enter");

    assertThat(page.locator(".problems")).containsText("not an e-mail address");
    assertThat(chips("to")).hasCount(2);
    assertThat(page.locator("#text")).hasValue("The plan.");
    chromium.expectComplaint("422");
  }

  @Test
  void anAddressIsKnownOnceUsedAndForgottenWhenTheMessageIsTakenBack() {
    var seen = Address.of("lee@clinic.example");
    var hidden = Address.of("archive@clinic.example");
    var both = List.of(seen, hidden);
    assertThat(acquaintances.strangers(jonas, clinic.id(), both)).hasSize(2);

    var sent =
        inbox.reply(
            jonas,
            no,
            new NewReply(
                "The plan.",
                new Recipients(List.of(Address.of(address)), List.of(seen), List.of(hidden)),
                List.of(),
                null,
                null,
                null,
                true));

    assertThat(acquaintances.strangers(jonas, clinic.id(), both)).isEmpty();
    assertThat(acquaintances.strangers(jonas, house.client().id(), both)).hasSize(2);
    inbox.undo(jonas, sent.interaction());
    assertThat(acquaintances.strangers(jonas, clinic.id(), both)).hasSize(2);
    assertThat(acquaintances.strangers(jonas, clinic.id(), List.of(Address.of(address)))).isEmpty();
  }

  @Test
  void withoutScriptTheyArePlainFields() {
    Page plain = chromium.withoutScript();
    Chromium.signIn(plain, jonas.name() + "@brightwater.example", PASSWORD);
    plain.navigate("/c/" + no);
    plain.locator("details.composer__to summary").click();
    assertThat(plain.locator("[data-chips=to]")).isHidden();
    plain.locator("#cc").fill("a@one.example, b@two.example");
    plain.locator("#text").fill("The plan.");

    plain.locator(".composer__send").click();

    assertThat(plain.locator(".toast")).containsText("Sent");
    assertThat(post.last().recipients().cc()).hasSize(2);
  }

  @Test
  void aFirstMessageKnowsItsStrangersToo() {
    chromium.go("/compose");
    page.locator("#to").fill("new@somewhere.example,");
    assertThat(page.locator("[data-people]")).containsText(WARNING);
    page.locator("#to").fill(address + ",");
    assertThat(chips("to")).hasCount(2);

    chromium.go("/compose?client=" + clinic.no());

    assertThat(chips("to")).hasCount(1);
    assertThat(page.locator("[data-people]")).not().containsText(WARNING);
    chromium.look("compose-people");
  }

  private Locator chips(String field) {
    return page.locator("[data-chips=" + field + "] > li");
  }
}
