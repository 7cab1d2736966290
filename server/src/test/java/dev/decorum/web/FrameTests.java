package dev.decorum.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.decorum.DecorumApplication;
import dev.decorum.audit.Actor;
import dev.decorum.staff.NewMember;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.testing.Chromium;
import dev.decorum.testing.DatabaseTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The frame of a page in a real browser.
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
class FrameTests {

  private static final String EMAIL = "mette@brightwater.example";
  private static final String PASSWORD = "plum orchard window";

  @Autowired Staff staff;
  @LocalServerPort int port;

  @BeforeEach
  void someone() {
    if (staff.memberByEmail(EMAIL).isEmpty()) {
      staff.add(new NewMember("Mette Friis", EMAIL, Role.ADMIN, List.of(), PASSWORD));
    }
  }

  @Test
  void nobodyIsShutOutOfIt() {
    try (var chromium = new Chromium(port)) {
      chromium.go("/sign-in");
      chromium.look("sign-in");
      chromium.signIn(EMAIL, PASSWORD);
      chromium.go("/clients");
      chromium.look("frame");
      chromium.go("/nowhere");
      assertThat(chromium.page().locator("h1")).hasText("Nothing is here");
      chromium.look("not-found");
      chromium.expectComplaint("status of 404");
    }
  }

  @Test
  void theThemeIsKeptAndShownFromTheFirstByteOn() {
    try (var chromium = new Chromium(port)) {
      chromium.signIn(EMAIL, PASSWORD);
      Page page = chromium.go("/clients");
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));

      page.waitForResponse(
          "**/appearance",
          () -> page.getByRole(AriaRole.BUTTON, named("Switch light or dark theme")).click());

      assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
      page.reload();
      assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    }
  }

  @Test
  void theSidebarIsASheetOnNarrowScreens() {
    try (var chromium = new Chromium(port)) {
      chromium.signIn(EMAIL, PASSWORD);
      Page page = chromium.go("/clients");
      page.setViewportSize(360, 800);
      assertThat(page.locator("#side")).isHidden();

      page.getByRole(AriaRole.BUTTON, named("More")).click();

      assertThat(page.locator("#side")).isVisible();
      page.keyboard().press("Escape");
      assertThat(page.locator("#side")).isHidden();
    }
  }

  @Test
  void keysWorkOutsideFieldsAndCanBeSwitchedOff() {
    try (var chromium = new Chromium(port)) {
      chromium.signIn(EMAIL, PASSWORD);
      Page page = chromium.go("/me/profile");

      page.locator("input[name=name]").focus();
      page.keyboard().type("gl?");
      assertThat(page.locator("#keys")).isHidden();
      page.keyboard().press("Escape");
      page.keyboard().press("?");
      assertThat(page.locator("#keys")).isVisible();
      page.keyboard().press("Escape");
      page.keyboard().press("g");
      page.keyboard().press("l");
      page.waitForURL("**/clients");

      page.keyboard().press("?");
      page.getByRole(AriaRole.BUTTON, named("Switch single letters off")).click();
      assertThat(page.locator("html")).hasAttribute("data-shortcuts", "off");
      page.keyboard().press("?");
      assertThat(page.locator("#keys")).isHidden();
    }
  }

  @Test
  void whoIsDisabledIsToldWithinSeconds() {
    var jonas =
        staff
            .add(
                new NewMember(
                    "Jonas Lind", "jonas@brightwater.example", Role.AGENT, List.of(), PASSWORD))
            .member();
    try (var chromium = new Chromium(port)) {
      chromium.signIn(jonas.email(), PASSWORD);
      Page page = chromium.page();
      page.waitForResponse(
          response -> response.url().contains("/events"), () -> chromium.go("/clients"));

      staff.disable(Actor.system(), jonas.id());

      assertThat(page.locator("[data-signed-out]")).isVisible();
    }
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
