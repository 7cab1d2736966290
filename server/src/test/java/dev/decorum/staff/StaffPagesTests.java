package dev.decorum.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.decorum.testing.Browser;
import dev.decorum.testing.Chromium;
import dev.decorum.testing.DatabaseTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The staff pages in a real browser: from the set-up to a second member, without an accessibility
/// fault or a word on the console, light and dark.
///
/// The property gives these tests a context, and so a database, of their own: nobody has set it up.
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "decorum.test=set-up")
@DatabaseTest
class StaffPagesTests {

  private static final String PASSWORD = "plum orchard window";

  @Autowired Staff staff;
  @LocalServerPort int port;
  private Chromium chromium;
  private Page page;
  private final List<String> console = new ArrayList<>();

  @BeforeEach
  void start() {
    chromium = new Chromium(port);
    page = chromium.page();
    page.setViewportSize(1280, 860);
    page.onConsoleMessage(message -> keep(message.text()));
    page.onPageError(console::add);
  }

  @AfterEach
  void stop() {
    chromium.allowComplaint("the server responded with a status of 4");
    chromium.allowComplaint("Clear-Site-Data header");
    chromium.close();
  }

  /// Nothing but forms and links; in another browser with the same link one goes on where one was.
  private void keepsAnswersWithoutScript() {
    var link = Browser.path(staff.setUpLink().orElseThrow().toString());
    var here = new Browser(port);
    assertThat(here.open(link).body()).contains("What is your name?");
    assertThat(here.get("/setup/password").location()).isEqualTo("/setup");

    var refused = here.post("/setup", "name", " ");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("There is a problem", "Enter a name.");
    assertThat(here.post("/setup", "name", "Ada Field").location()).isEqualTo("/setup/email");
    assertThat(here.get("/setup/password").location()).isEqualTo("/setup/email");
    assertThat(here.post("/setup/email", "email", "ada").body())
        .contains("value=\"ada\"", "in the correct format");
    assertThat(here.post("/setup/email", "email", "ada@brightwater.example").location())
        .isEqualTo("/setup/password");

    assertThat(here.get("/setup").body()).contains("value=\"Ada Field\"");
    var elsewhere = new Browser(port);
    elsewhere.open(link);
    assertThat(elsewhere.get("/setup/password").body()).contains("ada@brightwater.example");
    assertThat(new Browser(port).get("/setup/password").status()).isEqualTo(404);
  }

  private void looksAroundWithSampleDataAndTakesItAway() {
    assertThat(page.locator(".sample").innerText()).contains("Sample data is loaded");
    assertThat(page.locator("[aria-labelledby=first-h] li").count()).isEqualTo(5);
    assertThat(page.locator("[aria-labelledby=first-h] [aria-label=Done]").count()).isZero();
    look("today-with-sample");
    page.navigate("/clients");
    assertThat(page.content()).contains("Ellen Moore");

    page.navigate("/admin/sample");
    look("sample");
    press("Remove sample data");
    assertThat(page.locator(".toast").innerText()).contains("are removed");
    look("sample-removed");
    assertThat(page.locator(".sample").count()).isZero();
    page.navigate("/clients");
    assertThat(page.content()).doesNotContain("Ellen Moore");
    page.navigate("/today");
    assertThat(page.content()).contains("Brightwater");
  }

  @Test
  void leadFromTheSetUpToASecondMember() {
    page.navigate("/sign-in");
    assertThat(page.content()).contains("Nobody has set up this Decorum yet");
    look("sign-in");

    keepsAnswersWithoutScript();
    page.navigate(Browser.path(staff.setUpLink().orElseThrow().toString()));
    assertThat(page.url()).endsWith("/setup");
    look("set-up-name");
    page.getByLabel("Your name").fill("Sam Okoro");
    press("Continue");
    page.getByLabel("Email address").fill("sam@brightwater.example");
    look("set-up-email");
    press("Continue");
    page.getByLabel("Password").fill("short");
    press("Continue");
    assertThat(page.title()).startsWith("Error: ");
    assertThat(page.getByRole(AriaRole.ALERT).innerText()).contains("at least 12 characters");
    look("set-up-refused");
    // Filled in by script, as password managers do.
    page.evaluate("document.getElementById('password').value = '" + PASSWORD + "'");
    press("Continue");
    page.getByLabel("Name of the organisation").fill("Brightwater");
    look("set-up-organisation");
    press("Continue");
    assertThat(page.getByLabel("Time zone").inputValue())
        .isEqualTo(page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone"));
    page.getByLabel("Time zone").selectOption("Europe/Copenhagen");
    look("set-up-zone");
    press("Continue");
    look("set-up-sample");
    page.getByText("Back", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.getByLabel("Time zone").inputValue()).isEqualTo("Europe/Copenhagen");
    press("Continue");
    press("Finish");
    looksAroundWithSampleDataAndTakesItAway();

    page.navigate("/admin/teams");
    look("teams-empty");
    page.getByLabel("Name").fill("Home care");
    press("Create team");
    look("teams");
    page.navigate("/admin/people");
    page.getByLabel("Name").fill("Mette Friis");
    page.getByLabel("Email address").fill("mette@brightwater.example");
    page.getByLabel("Team lead").check();
    page.getByLabel("Home care").check();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Invite").setExact(true))
        .click();
    look("invitation");
    var link = page.locator(".secret code").innerText();
    for (var address :
        List.of(
            "/admin/people",
            "/admin/people/1",
            "/admin/people/2",
            "/admin/teams/1",
            "/admin/audit",
            "/admin/audit?who=1&what=member.",
            "/admin/organisation",
            "/me/profile",
            "/me/security",
            "/me/appearance",
            "/me/signature",
            "/me/tokens")) {
      page.navigate(address);
      look(address.substring(1).replaceAll("[^a-z0-9]+", "-"));
    }
    page.navigate("/admin/audit");
    press("Verify the log");
    assertThat(page.content()).contains("The log is intact");
    look("audit-verified");
    assertThat(heightOfARowOnAPhone()).isBetween(24, 72);

    page.navigate("/me/tokens");
    page.getByLabel("Name").fill("Backup script");
    press("Create token");
    assertThat(page.locator(".secret code").innerText()).startsWith("dcm_pat_");
    look("token-created");

    chromium.forget();
    page.navigate(Browser.path(link));
    look("join");
    page.getByLabel("New password").fill(PASSWORD);
    press("Join");
    page.navigate("/me/profile");
    assertThat(page.getByLabel("Your name").inputValue()).isEqualTo("Mette Friis");
    page.navigate("/me/security");
    press("Sign out everywhere");
    assertThat(page.url()).endsWith("/sign-in");
    assertThat(console).isEmpty();
  }

  /// All but what a browser says about answers that are as they should be.
  private void keep(String message) {
    if (!message.startsWith("Failed to load resource: the server responded with a status of 4")
        && !message.startsWith("Clear-Site-Data header")) {
      console.add(message);
    }
  }

  private void press(String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
  }

  /// No accessibility fault in either theme and no scrolling sideways on a phone.
  private void look(String name) {
    chromium.lookAsItIs("staff-" + name);
    page.setViewportSize(360, 740);
    assertThat(page.evaluate("document.documentElement.scrollWidth"))
        .describedAs("%s on a phone", name)
        .isEqualTo(360);
    page.setViewportSize(1280, 860);
  }

  /// Half of the rows are not higher than this.
  private int heightOfARowOnAPhone() {
    page.setViewportSize(360, 740);
    var height =
        page.evaluate(
            """
            (heights => heights.sort((a, b) => a - b)[heights.length >> 1])(
              [...document.querySelectorAll(".grid tbody tr")].map(row => row.offsetHeight))
            """);
    page.setViewportSize(1280, 860);
    return ((Number) height).intValue();
  }
}
