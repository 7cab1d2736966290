package dev.decorum.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.decorum.DecorumApplication;
import dev.decorum.audit.Actor;
import dev.decorum.clients.ClientDetails;
import dev.decorum.clients.Clients;
import dev.decorum.staff.NewMember;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Chromium;
import dev.decorum.testing.DatabaseTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
  @Autowired Clients clients;
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
      // With Alt a letter is one of Polish, or opens a menu of the browser.
      page.keyboard().press("Alt+g");
      page.keyboard().press("l");
      page.keyboard().press("Alt+?");
      assertThat(page.locator("#keys")).isHidden();
      assertThat(page).hasURL(Pattern.compile("/me/profile$"));
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
      // The stream of this page, not that of the page before, which may answer late.
      page.waitForResponse(
          response ->
              response.url().contains("/events") && response.frame().url().endsWith("/clients"),
          () -> chromium.go("/clients"));

      staff.disable(Actor.system(), jonas.id());

      assertThat(page.locator("[data-signed-out]")).isVisible();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "NONSENSE\r\n\r\n"
      })
  void evenWhatTheWebServerRefusesCarriesTheHeaders(String request) throws IOException {
    try (var socket = new Socket("localhost", port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));

      List<String> head = new ArrayList<>();
      for (String line = answer.readLine();
          line != null && !line.isEmpty();
          line = answer.readLine()) {
        head.add(line);
      }

      Assertions.assertThat(head.getFirst()).startsWith("HTTP/1.1 4");
      Assertions.assertThat(head)
          .contains("X-Content-Type-Options: nosniff", "X-Frame-Options: DENY")
          .anySatisfy(
              line ->
                  Assertions.assertThat(line)
                      .startsWith("Content-Security-Policy: default-src 'none'"));
    }
  }

  @Test
  void nothingSticksOutFromTheNarrowestToTheWidestScreenNorFromRightToLeft() {
    try (var chromium = new Chromium(port)) {
      chromium.signIn(EMAIL, PASSWORD);
      for (String path : List.of("/today", "/inbox/all", "/clients", "/me/profile")) {
        Page page = chromium.go(path);
        for (String direction : List.of("ltr", "rtl")) {
          page.evaluate("direction => (document.documentElement.dir = direction)", direction);
          for (int width : List.of(320, 1023, 1024, 2560)) {
            page.setViewportSize(width, 900);
            Assertions.assertThat(page.evaluate("document.documentElement.scrollWidth"))
                .as("%s %s at %d", path, direction, width)
                .isEqualTo(width);
          }
        }
        page.screenshot(
            new Page.ScreenshotOptions()
                .setPath(Path.of("target/screenshots/rtl" + path.replace('/', '-') + ".png")));
      }
    }
  }

  @Test
  void thePaletteFindsPagesClientsAndCommandsByTheirFirstLetters() {
    try (var chromium = new Chromium(port)) {
      chromium.signIn(EMAIL, PASSWORD);
      var client = clients.create(mette(), ClientDetails.person("Amara Okafor"));
      Page page = chromium.go("/clients/" + client.no());

      page.keyboard().press("Control+k");
      var palette =
          page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Search or jump"));
      assertThat(palette.getByRole(AriaRole.OPTION).first()).isVisible();
      chromium.look("palette");
      page.keyboard().type("oka");
      assertThat(palette.getByRole(AriaRole.OPTION).first()).hasText("Amara Okafor");
      page.keyboard().press("Escape");
      assertThat(palette).isHidden();

      page.keyboard().press("Control+k");
      page.keyboard().type("audit");
      assertThat(palette.locator("[aria-selected=true]")).containsText("Audit log");
      page.keyboard().press("Enter");
      page.waitForURL("**/admin/audit");
    }
  }

  @Test
  void aKeyCanBeChangedButNotToOneThatIsTaken() {
    try (var chromium = new Chromium(port)) {
      chromium.signIn(EMAIL, PASSWORD);
      Page page = chromium.go("/me/shortcuts");
      chromium.look("shortcuts");
      page.getByLabel("List of keys").fill("j");
      page.getByRole(AriaRole.BUTTON, named("Save")).click();
      assertThat(page.locator(".field__error")).containsText("J does something else already.");
      assertThat(page.getByLabel("List of keys")).hasValue("j");
      chromium.expectComplaint("status of 422");

      page.getByLabel("List of keys").fill("h");
      page.getByRole(AriaRole.BUTTON, named("Save")).click();
      assertThat(page.locator(".toast")).containsText("Saved");
      page.locator("h1").click();
      page.keyboard().press("?");
      assertThat(page.locator("#keys")).isHidden();
      page.keyboard().press("h");
      assertThat(page.locator("#keys")).isVisible();
      assertThat(page.locator("#keys")).containsText("H");
    }
  }

  private Viewer mette() {
    return Viewer.of(staff.memberByEmail(EMAIL).orElseThrow(), UUID.randomUUID(), ZoneOffset.UTC);
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
