package dev.decorum.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.decorum.channels.SmtpPort;
import dev.decorum.channels.smtp.RawPeer;
import dev.decorum.clients.Clients;
import dev.decorum.testing.Browser;
import dev.decorum.testing.Chromium;
import dev.decorum.testing.DatabaseTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.assertj.core.api.Assertions;
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
  @Autowired SmtpPort smtp;
  @LocalServerPort int port;

  String signIn;
  String mailbox;

  @BeforeEach
  void load() {
    var welcome = demo.load();
    signIn = Browser.path(welcome.signIn().toString());
    mailbox = welcome.mailbox();
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

  @Test
  void aMessageCanLeaveInTheMorningOfWhoeverReadsIt() {
    try (var chromium = new Chromium(port)) {
      chromium.go(signIn);
      var page = chromium.go("/inbox/all");
      page.locator("[data-row]").first().click();
      page.getByLabel("Send later").click();
      assertThat(page.locator(".composer .menu[open]"))
          .containsText(Pattern.compile("Send in their morning \\(\\w+\\)"));
    }
  }

  @Test
  void picturesFromElsewhereComeOnlyForWhoAsksForThem() throws IOException {
    var asked = new AtomicInteger();
    var elsewhere = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    elsewhere.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          byte[] png = picture();
          exchange.getResponseHeaders().set("Content-Type", "image/png");
          exchange.sendResponseHeaders(200, png.length);
          exchange.getResponseBody().write(png);
          exchange.close();
        });
    elsewhere.start();
    try (var chromium = new Chromium(port)) {
      mail("<p>The plan: <img alt=Plan src='http://127.0.0.1:%d/plan.png'></p>", elsewhere);
      chromium.go(signIn);
      var page = chromium.go("/inbox/all?sort=newest");
      page.locator("[data-row]:has-text('A drawn plan')").first().click();
      page.getByText("Show with formatting").click();
      var frame = page.frameLocator(".mailframe");
      assertThat(frame.getByText("The plan:")).isVisible();
      assertThat(frame.locator("img")).hasCount(0);
      Assertions.assertThat(asked).hasValue(0);

      page.getByText("Show pictures").click();

      assertThat(frame.locator("img")).hasJSProperty("naturalWidth", 3);
      assertThat(frame.locator("img")).hasAttribute("src", Pattern.compile("^/messages/pictures/"));
      Assertions.assertThat(asked).hasValue(1);
    } finally {
      elsewhere.stop(0);
    }
  }

  private void mail(String html, HttpServer elsewhere) throws IOException {
    try (var peer = RawPeer.at(smtp.port())) {
      peer.begin("drawings@architects.example", mailbox);
      peer.send("From: drawings@architects.example\r\nSubject: A drawn plan\r\n");
      peer.send("MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n");
      peer.send(html.formatted(elsewhere.getAddress().getPort()) + "\r\n.\r\n");
      Assertions.assertThat(peer.hear()).startsWith("250");
    }
  }

  private static byte[] picture() throws IOException {
    var png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), "png", png);
    return png.toByteArray();
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
