package dev.decorum.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.decorum.clients.Clients;
import dev.decorum.testing.Browser;
import dev.decorum.testing.Chromium;
import dev.decorum.testing.DatabaseTest;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The pages of clients, filled with the sample organisation, in a real browser.
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "decorum.demo=true")
@DatabaseTest
class BrightwaterPagesTests {

  @Autowired DemoOrganisation demo;
  @Autowired Clients clients;
  @LocalServerPort int port;

  String signIn;

  @BeforeEach
  void load() {
    signIn = Browser.path(demo.load().signIn().toString());
  }

  @Test
  void nobodyIsShutOutOfThePagesOfClients() {
    long okafor = number("a.okafor@stbrannock.example");
    long moore = number("ellen.moore@harbourhotel.example");
    long again = number("e.moore@mailbox.example");
    try (var chromium = new Chromium(port)) {
      chromium.go(signIn);
      chromium.go("/clients");
      assertThat(chromium.page().locator(".sample")).containsText("Sample data");
      var all = new SoftAssertions();
      look(all, chromium, "/clients", "clients");
      look(all, chromium, "/clients?q=nobody+of+this+name", "clients-nothing");
      look(all, chromium, "/clients/" + okafor, "client");
      look(all, chromium, "/clients/" + number("mona@alrashid-group.example"), "client-arabic");
      look(all, chromium, "/clients/" + okafor + "/edit", "client-edit");
      look(all, chromium, "/clients/" + moore + "/merge?q=moore", "client-merge-search");
      look(all, chromium, "/clients/" + moore + "/merge?with=" + again, "client-merge");
      chromium.go("/clients/new");
      chromium.page().locator("main form button[type=submit]").click();
      assertThat(chromium.page().locator(".problems")).isVisible();
      chromium.expectComplaint("status of 422");
      all.assertThatCode(() -> chromium.look("client-refused")).doesNotThrowAnyException();
      all.assertAll();
    }
  }

  private static void look(SoftAssertions all, Chromium chromium, String path, String name) {
    chromium.go(path);
    all.assertThatCode(() -> chromium.look(name)).doesNotThrowAnyException();
  }

  @Test
  void twoRecordsOfOneClientBecomeOneAndTwoAgain() {
    long moore = number("ellen.moore@harbourhotel.example");
    long again = number("e.moore@mailbox.example");
    try (var chromium = new Chromium(port)) {
      chromium.go(signIn);
      var page = chromium.go("/clients/" + moore + "/merge?with=" + again);

      page.locator("main form button[type=submit]").click();

      assertThat(page).hasURL(Pattern.compile("/clients/" + moore + "$"));
      assertThat(page.locator(".rail")).containsText("e.moore@mailbox.example");
      assertThat(page.locator("#timeline")).containsText("Forgot my umbrella");

      page.locator(".toast button").click();

      assertThat(page.locator("#timeline")).not().containsText("Forgot my umbrella");
      assertThat(page.locator(".rail")).not().containsText("e.moore@mailbox.example");
    }
  }

  @Test
  void whatANewMailChangesShowsByItself() {
    long costa = number("rui@ateliercosta.example");
    try (var chromium = new Chromium(port)) {
      chromium.go(signIn);
      var page = chromium.go("/clients/" + costa);
      var other = chromium.tab();
      assertThat(page.locator(".chip").first()).containsText("All 3");

      other.navigate(page.locator("#timeline h4 a").first().getAttribute("href"));
      other.locator("textarea[name=text]").fill("I send both today.");
      other.locator(".composer button.btn--primary").click();

      assertThat(page.locator("#timeline")).containsText("I send both today.");
      assertThat(page.locator(".facts")).containsText("Not waiting");
    }
  }

  private long number(String address) {
    return clients
        .summaries(List.of(clients.byEmail(address).orElseThrow()))
        .values()
        .iterator()
        .next()
        .no();
  }
}
