package dev.decorum.inbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.TimeoutError;
import dev.decorum.DecorumApplication;
import dev.decorum.clients.Client;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.inbox.InboxHouse.PostOffice;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Chromium;
import dev.decorum.testing.DatabaseTest;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/// What one types is kept, whatever happens around it.
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
class ComposerKeepsTests {

  private static final String PASSWORD = "plum orchard window";
  private static final Predicate<Response> DRAFT =
      answer -> answer.url().contains("/drafts/") && answer.request().method().equals("PUT");
  private static final Predicate<Response> STREAM = answer -> answer.url().contains("/events");

  @Autowired House house;
  @Autowired Inbox inbox;
  @Autowired ConversationMerges merges;
  @Autowired Drafts drafts;
  @Autowired PostOffice post;
  @LocalServerPort int port;

  private Chromium chromium;
  private Viewer jonas;
  private Client client;
  private long no;
  private Page page;

  @BeforeEach
  void someoneWriting() {
    jonas = house.member(Role.AGENT);
    client = house.client();
    no = house.mail(client, "Lift in Building B", "Can you help?").no();
    chromium = new Chromium(port);
    chromium.signIn(email(jonas), PASSWORD);
    page = chromium.go("/c/" + no);
  }

  @AfterEach
  void close() {
    chromium.close();
  }

  @Test
  void aMegabytePastedIsKeptAndRefusedInWordsWhenSent() {
    var line = "Error: the lift has stopped between two floors – código 😀\n";
    var log = line.repeat(1_000_000 / line.length() + 1);

    page.waitForResponse(DRAFT, () -> paste(log));

    keeps(log);
    page.reload();
    assertThat(page.locator("#text")).hasValue(log);
    page.waitForResponse(DRAFT, () -> page.locator("#text").press("x"));
    page.locator("#text").press("Control+Enter");
    assertThat(page.locator(".problems")).containsText("too long for one message");
    assertThat((int) page.evaluate("document.getElementById('text').value.length"))
        .isEqualTo(log.length() + 1);
    chromium.expectComplaint("422");
  }

  @Test
  void twoWindowsThatEditOneDraftLoseNeitherText() {
    Page second = chromium.tab();
    second.navigate("/c/" + no);
    page.waitForResponse(DRAFT, () -> page.locator("#text").fill("From the first."));

    second.waitForResponse(DRAFT, () -> second.locator("#text").fill("From the second."));

    assertThat(second.locator("[data-quarrel]")).isVisible();
    assertThat(second.locator("#text")).hasValue("From the second.");
    keeps("From the first.");
    chromium.expectComplaint("409");
    second.locator("[data-theirs]").click();
    assertThat(second.locator("#text")).hasValue("From the first.");
    second.waitForResponse(DRAFT, () -> second.locator("#text").press("Control+z"));
    assertThat(second.locator("#text")).hasValue("From the second.");
  }

  @Test
  void aWindowThatIsClosedInAQuarrelGivesItsWordsToTheNextOne() {
    Page second = chromium.tab();
    second.navigate("/c/" + no);
    page.waitForResponse(DRAFT, () -> page.locator("#text").fill("From the first."));
    second.waitForResponse(DRAFT, () -> second.locator("#text").fill("From the second."));
    assertThat(second.locator("[data-quarrel]")).isVisible();
    page.waitForResponse(DRAFT, () -> page.locator("#text").fill("From the first, and more."));
    chromium.expectComplaint("409");

    second.close();
    page.reload();

    assertThat(page.locator("#text")).hasValue(Pattern.compile("From the first, and more\\."));
    assertThat(page.locator("#text")).hasValue(Pattern.compile("From the second\\."));
  }

  @Test
  void keepingMineReplacesTheirs() {
    Page second = chromium.tab();
    second.navigate("/c/" + no);
    page.waitForResponse(DRAFT, () -> page.locator("#text").fill("From the first."));
    second.waitForResponse(DRAFT, () -> second.locator("#text").fill("From the second."));
    assertThat(second.locator("[data-quarrel]")).isVisible();
    chromium.expectComplaint("409");

    second.waitForResponse(DRAFT, () -> second.locator("[data-mine]").click());

    keeps("From the second.");
    assertThat(second.locator("[data-quarrel]")).isHidden();
    second.close();
  }

  @Test
  void aServerThatIsAwayWhileOneTypesTakesTheWordsWhenItIsBack() {
    page.route("**/drafts/**", route -> route.abort("connectionrefused"));
    page.locator("#text").fill("Typed while the server starts again.");
    assertThat(page.locator("[data-saved]")).containsText("Kept on this device");
    page.locator("#text").press("Control+Enter");
    assertThat(page).hasURL(Pattern.compile("/c/" + no + "$"));
    assertThat(page.locator("#text")).hasValue("Typed while the server starts again.");
    assertThat(page.locator(".msg--ours")).hasCount(0);

    page.waitForResponse(DRAFT, () -> page.unroute("**/drafts/**"));

    assertThat(page.locator("[data-saved]")).containsText("Saved");
    keeps("Typed while the server starts again.");
    chromium.expectComplaint("CONNECTION_REFUSED");
  }

  @Test
  void aSessionThatEndsWhileOneTypesCostsNoWord() {
    page.waitForResponse(DRAFT, () -> page.locator("#text").fill("Before the end."));
    page.context().clearCookies();

    page.locator("#text").fill("Before the end. And after it.");
    assertThat(page.locator("[data-saved]")).containsText("Kept on this device");
    chromium.signIn(email(jonas), PASSWORD);
    chromium.go("/c/" + no);

    assertThat(page.locator("#text")).hasValue("Before the end. And after it.");
    assertThat(page.locator("[data-saved]")).containsText("Saved");
    keeps("Before the end. And after it.");
    chromium.expectComplaint("40");
  }

  @Test
  void whatStaysOnADeviceIsShownToItsWriterAlone() {
    page.route("**/drafts/**", route -> route.abort());
    page.locator("#text").fill("Only for me.");
    assertThat(page.locator("[data-saved]")).containsText("Kept on this device");
    page.context().clearCookies();

    var mette = house.member(Role.AGENT);
    chromium.signIn(email(mette), PASSWORD);
    chromium.expectComplaint("ERR_FAILED");
    chromium.allowComplaint("401");
    page.unroute("**/drafts/**");
    chromium.go("/c/" + no);

    assertThat(page.locator("#text")).hasValue("");
    assertThat(drafts.find(mette, no, DraftKind.REPLY)).isEmpty();
  }

  @Test
  void emojiAndRightToLeftArriveAsTheyWereTyped() {
    var words = "שלום דוקטור 👩🏽‍🔧 مرحبا, the lift runs.\n\u200Fسطر آخر 🇺🇦";
    page.waitForResponse(DRAFT, () -> page.locator("#text").fill(words));
    page.reload();
    assertThat(page.locator("#text")).hasValue(words);
    assertThat(page.locator("#text")).hasAttribute("dir", "auto");

    page.locator("#text").press("Control+Enter");

    assertThat(page.locator(".toast")).containsText("Sent");
    assertThat(post.last().text().replace("\r\n", "\n")).isEqualTo(words);
  }

  @Test
  void aDraftOutlivesAReassignmentAResolutionAndAMerge() {
    page.waitForResponse(STREAM, () -> chromium.go("/c/" + no));
    page.locator("#text").fill("Half a sentence");
    var mette = house.member(Role.AGENT);
    inbox.change(mette, no, List.of(new Change.Take(), new Change.ToStatus(Status.RESOLVED)), null);
    assertThat(page.locator(".thread")).containsText(mette.name());

    page.locator("#text").pressSequentially(" is kept");

    assertThat(page.locator("#text")).hasValue("Half a sentence is kept");
    keeps("Half a sentence is kept");
    no = merged(mette);
    page.locator("#text").pressSequentially(" for good");
    keeps("Half a sentence is kept for good");
    assertThat(page.locator("#text")).hasValue("Half a sentence is kept for good");
  }

  @Test
  void aReplyAndANoteAreKeptApartInEveryList() {
    page.waitForResponse(DRAFT, () -> page.locator("#text").fill("To the client."));
    chromium.go("/inbox/all/c/" + no + "?write=note");
    assertThat(page.locator("#text")).hasValue("");
    page.waitForResponse(DRAFT, () -> page.locator("#text").fill("Between us."));

    chromium.go("/inbox/unassigned/c/" + no);
    assertThat(page.locator("#text")).hasValue("To the client.");
    page.locator(".composer a[href*='write=note']").click();
    assertThat(page.locator("#text")).hasValue("Between us.");
    chromium.go("/inbox/drafts");
    assertThat(page.locator("[data-row]")).hasCount(2);
    keeps("To the client.");
  }

  /// A colleague makes this conversation one with another of the same client, which survives.
  private long merged(Viewer colleague) {
    var survivor = house.mail(client, "The same lift", "Are you there?").no();
    merges.merge(colleague, survivor, no);
    return survivor;
  }

  /// What comes first may still be the beginning on its way.
  private void keeps(String words) {
    try {
      page.waitForCondition(() -> kept().equals(words));
    } catch (TimeoutError late) {
      assertThat(kept()).isEqualTo(words);
    }
  }

  private String kept() {
    return drafts.find(jonas, no, DraftKind.REPLY).map(found -> found.content().text()).orElse("");
  }

  private static String email(Viewer viewer) {
    return viewer.name() + "@brightwater.example";
  }

  private void paste(String text) {
    page.locator("#text")
        .evaluate(
            """
            (area, text) => {
              const clipboardData = new DataTransfer();
              clipboardData.setData("text/plain", text);
              area.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
            }
            """,
            text);
  }
}
