package dev.decorum.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.decorum.channels.SmtpPort;
import dev.decorum.testing.Browser;
import dev.decorum.testing.Chromium;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Connecting a mailbox in a browser, to its end. The sample organisation may reach this machine,
/// and so itself.
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "decorum.demo=true")
@DatabaseTest
@Timeout(120)
class ConnectPagesTests {

  @Autowired DemoOrganisation demo;
  @Autowired SmtpPort smtp;
  @LocalServerPort int port;

  @Test
  void goesOnFromTheAddressToATestMailThatCameBack() {
    try (var chromium = new Chromium(port)) {
      chromium.go(Browser.path(demo.load().signIn().toString()));
      goOn(chromium.page(), chromium);
    }
  }

  @Test
  void worksWithoutScript() {
    try (var chromium = new Chromium(port)) {
      Page page = chromium.withoutScript();
      page.navigate(Browser.path(demo.load().signIn().toString()));
      goOn(page, null);
      chromium.expectComplaint("422");
    }
  }

  /// @param chromium null: nothing to look at
  private void goOn(Page page, @Nullable Chromium chromium) {
    page.navigate("/admin/channels");
    page.getByText("Connect a mailbox").click();
    page.getByLabel("Address").fill("desk-%s@brightwater.example".formatted(RowIds.next()));
    press(page, "Continue");
    page.getByLabel("Mail is passed on to this Decorum").check();
    press(page, "Continue");
    page.getByLabel("Server for outgoing mail").fill("127.0.0.1");
    // Nobody listens there.
    page.getByLabel("Port for outgoing mail").fill("1");
    press(page, "Continue");
    page.getByLabel("User").fill("");
    press(page, "Try it");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("cannot be reached");
    if (chromium != null) {
      chromium.look("connect-trouble");
      chromium.expectComplaint("422");
    }

    page.getByText("Back", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.getByLabel("Server for outgoing mail")).hasValue("127.0.0.1");
    page.getByLabel("Port for outgoing mail").fill("" + smtp.port());
    press(page, "Continue");
    page.getByLabel("User").fill("");
    press(page, "Try it");
    press(page, "Send it");

    assertThat(page.locator("h1"))
        .hasText(
            "Your mail is connected", new LocatorAssertions.HasTextOptions().setTimeout(40_000));
    if (chromium != null) chromium.look("connect-done");
  }

  private static void press(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .click();
  }
}
