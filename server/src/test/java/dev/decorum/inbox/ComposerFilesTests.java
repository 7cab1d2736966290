package dev.decorum.inbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import dev.decorum.DecorumApplication;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.inbox.InboxHouse.PostOffice;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Chromium;
import dev.decorum.testing.DatabaseTest;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/// Files that are picked, pasted and dropped while one writes.
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
class ComposerFilesTests {

  private static final String PASSWORD = "plum orchard window";

  /// Gives the box a file as the system does when one drops or pastes it.
  private static final String GIVE =
      """
      ([kind, name, text]) => {
        const data = new DataTransfer();
        data.items.add(new File([text], name, { type: "text/plain" }));
        const options = { bubbles: true, cancelable: true, [kind[1]]: data };
        const event = kind[0] === "paste" ? new ClipboardEvent("paste", options)
          : new DragEvent("drop", options);
        document.getElementById("text").dispatchEvent(event);
      }
      """;

  private static final Predicate<Response> DRAFT =
      answer -> answer.url().contains("/drafts/") && answer.request().method().equals("PUT");

  private static final LocatorAssertions.HasCountOptions PATIENTLY =
      new LocatorAssertions.HasCountOptions().setTimeout(60_000);

  @Autowired House house;
  @Autowired Inbox inbox;
  @Autowired Drafts drafts;
  @Autowired PostOffice post;
  @LocalServerPort int port;

  private Chromium chromium;
  private Viewer jonas;
  private long no;
  private Page page;

  @BeforeEach
  void someoneWriting() {
    jonas = house.member(Role.AGENT);
    no = house.mail(house.client(), "Lift in Building B", "Can you send the plan?").no();
    chromium = new Chromium(port);
    chromium.signIn(jonas.name() + "@brightwater.example", PASSWORD);
    page = chromium.go("/c/" + no);
  }

  @AfterEach
  void close() {
    chromium.close();
  }

  @Test
  void droppedAndPastedFilesBelongToTheDraftOnEveryDevice() {
    page.locator("#text").fill("Here is the plan.");
    give("drop", "plan.txt", "shaft");
    give("paste", "photo.txt", "cabin");
    assertThat(page.locator(".files--draft li")).hasCount(2);

    page.reload();

    assertThat(page.locator(".files--draft")).containsText("plan.txt");
    assertThat(page.locator(".files--draft")).containsText("photo.txt");
    assertThat(page.locator("#text")).hasValue("Here is the plan.");
    try (var phone = new Chromium(port)) {
      phone.signIn(jonas.name() + "@brightwater.example", PASSWORD);
      phone.go("/c/" + no);
      assertThat(phone.page().locator(".files--draft li")).hasCount(2);
    }
  }

  @Test
  void severalFirstMessagesAreKeptEachWithItsFiles() {
    Page other = chromium.tab();
    begin(page, "The first one.", "plan.txt");
    begin(other, "The second one.", "photo.txt");

    page.navigate("/inbox/drafts");

    assertThat(page.locator("[data-row]")).hasCount(2);
    page.locator("[data-row]:has-text('The second one.')").click();
    assertThat(page.locator("#text")).hasValue("The second one.");
    assertThat(page.locator(".files--draft")).containsText("photo.txt");
    page.goBack();
    page.locator("[data-row]:has-text('The first one.')").click();
    assertThat(page.locator("#text")).hasValue("The first one.");
    assertThat(page.locator(".files--draft")).containsText("plan.txt");
  }

  private static void begin(Page page, String text, String name) {
    page.navigate("/compose");
    page.locator("#text").fill(text);
    assertThat(page.locator("[data-saved]")).containsText("Saved");
    page.locator("[data-files]").setInputFiles(file(name));
    assertThat(page.locator(".files--draft li")).hasCount(1);
    assertThat(page.locator(".files--draft [data-remove]")).isVisible();
  }

  @Test
  void aFileSaysInWordsHowFarItIs() {
    page.route(
        "**/files",
        route -> {
          assertThat(page.locator("[data-picked]").textContent()).contains("Adding plan0.txt");
          route.resume();
        });

    pick(1);

    assertThat(page.locator(".files--draft li")).hasCount(1);
    assertThat(page.locator("[data-picked]")).isEmpty();
  }

  @Test
  void sendingWaitsForTheFiles() {
    page.locator("#text").fill("Here is the plan.");
    pick(3);

    page.locator("#text").press("Control+Enter");

    assertThat(page.locator(".toast")).containsText("Sent");
    assertThat(page.locator(".thread .msg--ours .files li")).hasCount(3);
    assertThat(post.last().files()).hasSize(3);
  }

  @Test
  void filesOfANoteStayWithTheNote() {
    chromium.go("/c/" + no + "?write=note");
    page.locator("#text").fill("The plan is with the porter.");
    give("drop", "plan.txt", "shaft");
    assertThat(page.locator(".files--draft li")).hasCount(1);

    page.locator("#text").press("Control+Enter");

    assertThat(page.locator(".thread .msg--note .files li")).hasCount(1);
  }

  @Test
  void twoHundredFilesAreFiftyAndAClearWord() {
    pick(200);

    assertThat(page.locator(".files--draft li")).hasCount(50, PATIENTLY);
    assertThat(page.locator("[data-held] .failed")).containsText("50 files at most");
    assertThat(page.locator("[data-held] .failed")).hasCount(1);
    chromium.lookAsItIs("composer-files");
  }

  @Test
  void aFileThatIsTooLargeIsRefusedInWordsAndTheTextStays() {
    page.locator("#text").fill("Here is the film.");
    page.evaluate(
        """
        () => {
          const data = new DataTransfer();
          data.items.add(new File([new Uint8Array(26 << 20)], "film.mp4"));
          document.getElementById("text").dispatchEvent(
            new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data }));
        }
        """);

    assertThat(page.locator("[data-held] .failed")).containsText("film.mp4");
    assertThat(page.locator("[data-held] .failed")).containsText("25 MB at most");
    assertThat(page.locator("#text")).hasValue("Here is the film.");
  }

  @Test
  void filesThatAreTooLargeTogetherAreRefusedByTheServer() {
    var large = new FilePayload("large.bin", "application/octet-stream", new byte[13 << 20]);

    page.locator("[data-files]").setInputFiles(new FilePayload[] {large, large});

    assertThat(page.locator("[data-held] .failed"))
        .containsText(
            "25 MB at most", new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
    assertThat(page.locator(".files--draft li")).hasCount(1);
    chromium.expectComplaint("422");
  }

  @Test
  void aBrokenConnectionSaysWhichFileIsMissing() {
    page.route("**/files", route -> route.abort());

    pick(1);

    assertThat(page.locator("[data-held] .failed")).containsText("plan0.txt could not be added");
    chromium.expectComplaint("ERR_FAILED");
  }

  @Test
  void removingAFileKeepsTheWords() {
    give("drop", "plan.txt", "shaft");
    assertThat(page.locator(".files--draft li")).hasCount(1);
    page.waitForResponse(DRAFT, () -> page.locator("#text").fill("Without the plan."));

    page.locator("[data-remove]").click();

    assertThat(page.locator(".files--draft li")).hasCount(0);
    assertThat(page.locator("#text")).hasValue("Without the plan.");
    assertThat(page.locator("[data-saved]")).containsText("Saved");
    page.reload();
    assertThat(page.locator("#text")).hasValue("Without the plan.");
  }

  @Test
  void withoutScriptFilesComeWithTheFormAndGoWithoutTheWords() {
    Page plain = chromium.withoutScript();
    Chromium.signIn(plain, jonas.name() + "@brightwater.example", PASSWORD);
    plain.navigate("/c/" + no);
    plain.locator("details.composer__to summary").click();
    plain.locator("#to").fill("nobody");
    plain.locator("#text").fill("Here is the plan.");
    plain.locator("[data-files]").setInputFiles(file("plan.txt"));
    plain.locator(".composer__send").click();
    assertThat(plain.locator(".problems")).isVisible();
    assertThat(plain.locator(".files--draft li")).hasCount(1);
    plain.locator("#text").fill("Here is no plan.");

    plain.locator("[data-remove]").click();

    assertThat(plain.locator(".files--draft li")).hasCount(0);
    assertThat(plain.locator("#text")).hasValue("Here is no plan.");
    chromium.expectComplaint("422");
  }

  private void give(String how, String name, String text) {
    page.evaluate(
        GIVE,
        new Object[] {
          new String[] {how, how.equals("paste") ? "clipboardData" : "dataTransfer"}, name, text
        });
  }

  private void pick(int count) {
    page.locator("[data-files]")
        .setInputFiles(
            IntStream.range(0, count)
                .mapToObj(i -> file("plan" + i + ".txt"))
                .toArray(FilePayload[]::new));
  }

  private static FilePayload file(String name) {
    return new FilePayload(name, "text/plain", "shaft".getBytes(UTF_8));
  }
}
