package dev.decorum.inbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import dev.decorum.DecorumApplication;
import dev.decorum.clients.Client;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.staff.Role;
import dev.decorum.staff.SignIn;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Chromium;
import dev.decorum.testing.DatabaseTest;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/// Pages that change while one looks at them and writes on them.
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
class LivePagesTests {

  private static final String PASSWORD = "plum orchard window";

  /// Other tests leave mails that have waited for longer.
  private static final String NEWEST = "?sort=newest";

  private static final Predicate<Response> STREAM = answer -> answer.url().contains("/events");
  private static final Predicate<Response> DRAFT =
      answer -> answer.url().contains("/drafts/") && answer.request().method().equals("PUT");

  @Autowired House house;
  @Autowired Inbox inbox;
  @Autowired Drafts drafts;
  @Autowired SignIn signIn;
  @LocalServerPort int port;

  private Chromium chromium;
  private Viewer jonas;
  private Client clinic;
  private Received question;
  private long no;

  @BeforeEach
  void someoneAtWork() {
    jonas = house.member(Role.AGENT);
    clinic = house.client();
    question = house.mail(clinic, "Lift in Building B", "Can patients use the goods lift?");
    no = question.no();
    chromium = new Chromium(port);
    chromium.signIn(jonas.name() + "@brightwater.example", PASSWORD);
  }

  @AfterEach
  void close() {
    chromium.close();
  }

  @Test
  void aMailAppearsInTheListAndInTheConversationWhileOneWrites() {
    Page page = open("/inbox/unassigned/c/" + no + NEWEST);
    page.locator("#text").fill("Dear Dr. Okafor");

    house.mail(house.client(), "Invoice 20417", "The VAT number is wrong.");
    inbox.receive(
        house
            .letter(clinic, "Re: Lift in Building B", "And when will it run again?")
            .into(question.conversation())
            .message());

    assertThat(page.locator(".queue")).containsText("Invoice 20417");
    assertThat(page.locator(".thread")).containsText("And when will it run again?");
    assertThat(page.locator("#text")).hasValue("Dear Dr. Okafor");
    assertThat(page.locator("#text")).isFocused();
  }

  @Test
  void nobodyIsShutOutOfTheList() {
    open("/inbox/unassigned");
    chromium.look("queue");
    open("/inbox/unassigned/c/" + no);
    chromium.look("conversation");
  }

  @Test
  void whatOneTypesIsKeptWithinASecondAndIsThereOnAnotherPageThoughTheDeviceIsFull() {
    Page page = open("/c/" + no);
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full'); } }");

    page.locator("#text").pressSequentially("I am sorry");

    // What is kept first may be the beginning.
    page.waitForCondition(
        () ->
            drafts
                .find(jonas, no, DraftKind.REPLY)
                .filter(kept -> kept.content().text().equals("I am sorry"))
                .isPresent());
    assertThat(page.locator("[data-saved]")).containsText("Saved");
    Page other = chromium.tab();
    other.navigate("/c/" + no);
    assertThat(other.locator("#text")).hasValue("I am sorry");
  }

  @Test
  void whatCannotBeSavedStaysOnThisDeviceAndIsSavedLater() {
    Page page = open("/c/" + no);
    page.route("**/drafts/**", route -> route.abort());
    page.locator("#text").fill("Not to be lost");
    assertThat(page.locator("[data-saved]")).containsText("Kept on this device");
    page.reload();
    assertThat(page.locator("#text")).hasValue("Not to be lost");

    page.waitForResponse(DRAFT, () -> page.unroute("**/drafts/**"));

    assertThat(page.locator("[data-saved]")).containsText("Saved");
    page.waitForFunction("localStorage.length === 0");
    chromium.expectComplaint("ERR_FAILED");
  }

  @Test
  void whoeverIsSignedOutWhileWritingSignsInAgainOnTopOfTheWords() {
    Page page = open("/c/" + no);
    page.locator("#text").fill("It runs again");
    assertThat(page.locator("[data-saved]")).containsText("Saved");

    signIn.sessions(jonas).forEach(open -> signIn.end(jonas, open.id()));
    assertThat(page.locator("[data-signed-out]")).isVisible();
    page.locator("#text").fill("It runs again on Thursday.");
    page.locator("[data-sign-in]").click();
    page.locator("#sign-in [name=email]").fill(jonas.name() + "@brightwater.example");
    page.locator("#sign-in [name=password]").fill("not this one");
    page.locator("#sign-in button[type=submit]").click();
    assertThat(page.locator("#sign-in")).containsText("There is a problem");
    page.locator("#sign-in [name=password]").fill(PASSWORD);
    page.locator("#sign-in button[type=submit]").click();

    assertThat(page.locator("[data-signed-out]")).isHidden();
    assertThat(page.locator("#text")).hasValue("It runs again on Thursday.");
    page.locator("#text").press("Control+Enter");
    assertThat(page.locator(".thread")).containsText("It runs again on Thursday.");
    chromium.expectComplaint("status of 422");
    // What the coach asks between the end of the session and the news of it.
    chromium.allowComplaint("status of 401");
  }

  @Test
  void controlEnterSendsAndZTakesItBack() {
    Page page = open("/c/" + no);
    page.locator("#text").fill("It runs again on Thursday.");

    page.locator("#text").press("Control+Enter");

    assertThat(page.locator(".toast")).containsText("Undo");
    assertThat(page.locator(".thread")).containsText("It runs again on Thursday.");
    page.locator("h1").click();
    page.keyboard().press("z");
    assertThat(page.locator("#text")).hasValue("It runs again on Thursday.");
    assertThat(page.locator(".thread")).not().containsText("It runs again on Thursday.");
  }

  @Test
  void undoInTheThreadComesBackToTheListBesideIt() {
    Page page = open("/inbox/unassigned/c/" + no);
    page.locator("#text").fill("It runs again on Thursday.");
    page.locator("#text").press("Control+Enter");
    assertThat(page.locator(".thread")).containsText("It runs again on Thursday.");

    page.locator(".thread form[action^='/outbox/'] button").click();

    assertThat(page).hasURL(Pattern.compile("/inbox/unassigned/c/" + no + "#text$"));
    assertThat(page.locator(".queue")).containsText("Lift in Building B");
    assertThat(page.locator("#text")).hasValue("It runs again on Thursday.");
  }

  @Test
  void theThreadThatIsFetchedAgainKnowsTheListAndNothingElse() {
    inbox.reply(jonas, no, NewReply.of("It runs again on Thursday."));
    var thread = "/c/" + no + "/thread";

    assertThat(read(thread + "?view=unassigned"))
        .contains("/undo?c=" + no + "&amp;view=unassigned");
    assertThat(read(thread)).contains("/undo?c=" + no + "\"");
    assertThat(read(thread + "?view=//evil.example"))
        .contains("/undo?c=" + no + "\"")
        .doesNotContain("evil");
  }

  private String read(String path) {
    return chromium.page().request().get("http://localhost:" + port + path).text();
  }

  @Test
  void twoTabsShareOneStreamAndTheSecondTakesOver() {
    var streams = new AtomicInteger();
    Page first = open("/inbox/unassigned" + NEWEST);
    Page second = chromium.tab();
    second.onRequest(
        request -> {
          if (request.url().contains("/events")) {
            streams.incrementAndGet();
          }
        });
    second.navigate("/inbox/unassigned" + NEWEST);
    assertThat(second.locator(".queue")).containsText("Lift in Building B");

    house.mail(house.client(), "Through the first tab", "…");
    assertThat(second.locator(".queue")).containsText("Through the first tab");
    assertThat(streams).hasValue(0);

    second.waitForResponse(STREAM, first::close);
    house.mail(house.client(), "Through the second tab", "…");
    assertThat(second.locator(".queue")).containsText("Through the second tab");
  }

  @Test
  void aPageThatNobodyTouchesAsksNothing() {
    Page page = chromium.page();
    page.clock().install();
    page.waitForResponse(
        answer -> answer.url().contains("/presence?c="), () -> open("/inbox/unassigned" + NEWEST));
    var asked = new CopyOnWriteArrayList<String>();
    page.onRequest(request -> asked.add(request.method() + " " + request.url()));

    page.clock().runFor("10:00");
    house.mail(house.client(), "After ten minutes", "…");

    assertThat(page.locator(".queue")).containsText("After ten minutes");
    assertThat(asked)
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one).containsPattern("/inbox/|/presence\\?c="))
        .hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void aListDoesNotMoveUnderThePointer() {
    Page page = open("/inbox/unassigned" + NEWEST);
    page.locator(".qitem").first().hover();

    page.waitForResponse(
        answer -> answer.url().contains("/clients") || answer.url().contains("/inbox/"),
        () -> {
          house.mail(house.client(), "While the pointer rests", "…");
          page.mouse().move(1300, 500);
        });

    assertThat(page.locator(".queue")).containsText("While the pointer rests");
  }

  /// Opens a page and waits until it listens.
  private Page open(String path) {
    Page page = chromium.page();
    page.waitForResponse(STREAM, () -> chromium.go(path));
    return page;
  }
}
