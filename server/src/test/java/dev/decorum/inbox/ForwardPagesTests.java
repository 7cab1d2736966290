package dev.decorum.inbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import dev.decorum.DecorumApplication;
import dev.decorum.clients.Client;
import dev.decorum.clients.Clients;
import dev.decorum.files.Files;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.inbox.InboxHouse.PostOffice;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Chromium;
import dev.decorum.testing.DatabaseTest;
import java.io.ByteArrayInputStream;
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

/// Passing on, following up and linking, with script and keys.
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
class ForwardPagesTests {

  private static final String PASSWORD = "plum orchard window";
  private static final Predicate<Response> DRAFT =
      answer -> answer.url().contains("/drafts/") && answer.request().method().equals("PUT");

  @Autowired House house;
  @Autowired Inbox inbox;
  @Autowired Clients clients;
  @Autowired Files files;
  @Autowired PostOffice post;
  @LocalServerPort int port;

  private Client client;
  private Received mail;
  private Chromium chromium;
  private Page page;

  @BeforeEach
  void aMailWithAFile() {
    Viewer jonas = house.member(Role.AGENT);
    client = house.client();
    var plan =
        files.store(
            clients.keyOf(client.id()),
            "plan.txt",
            "text/plain",
            new ByteArrayInputStream("the plan".getBytes(UTF_8)));
    mail =
        inbox.receive(
            house
                .letter(client, "Lift in Building B", "It has stopped between two floors.")
                .files(new IncomingFile(plan, "plan.txt", null, false))
                .message());
    chromium = new Chromium(port);
    chromium.signIn(jonas.name() + "@brightwater.example", PASSWORD);
    page = chromium.go("/c/" + mail.no());
  }

  @AfterEach
  void close() {
    chromium.close();
  }

  @Test
  void aMessageIsForwardedAndTakenBack() {
    page.locator("#m-" + mail.interaction().id() + " [formaction$='/forward']").click();
    assertThat(page.locator("#text")).hasValue(Pattern.compile("two floors"));

    page.locator("#to").fill("lifts@supplier.example");
    page.locator("#to").press("Enter");
    assertThat(page.locator("[data-people]")).containsText("never written to with this client");
    page.locator("[name=take]").check();
    page.waitForResponse(
        DRAFT,
        () -> {
          page.locator("#text").press("Control+Home");
          page.locator("#text").pressSequentially("Can you come today?");
        });
    chromium.look("forward");
    page.locator("#text").press("Control+Enter");

    assertThat(page.locator("#toasts")).containsText("Forwarded");
    assertThat(page.locator(".thread .msg--ours"))
        .containsText("forwarded to lifts@supplier.example");
    assertThat(post.last().recipients())
        .isEqualTo(Recipients.to(Address.of("lifts@supplier.example")));
    assertThat(post.last().files()).hasSize(1);
    page.locator("#toasts button").first().click();
    page.waitForURL(url -> url.contains("/forward"));
    assertThat(page.locator("#text")).hasValue(Pattern.compile("^Can you come today"));
    assertThat(page.locator(".files--draft")).containsText("plan.txt");
  }

  @Test
  void aMatterGoesOnAndIsLinked() {
    var other = house.mail(house.client(), "Noise in the staircase", "What is that noise?");
    page.navigate("/c/" + mail.no() + "/follow-up");
    chromium.lookAsItIs("follow-up");
    page.locator("#text").fill("Does it still run?");
    page.locator("#text").press("Control+Enter");
    assertThat(page.locator(".conv__meta")).containsText("Follow-up of #" + mail.no());
    page.navigate("/c/" + mail.no() + "/merge");
    page.locator("#typed").fill("#" + other.no());
    page.locator("form.form .btn--primary").click();
    assertThat(page.locator("main")).containsText("are two clients");
    chromium.expectComplaint("422");
    chromium.lookAsItIs("merge-refused");

    page.locator("text=Link with #" + other.no() + " instead").click();

    assertThat(page.locator(".conv__meta")).containsText("Same matter as #" + other.no());
    chromium.lookAsItIs("linked");
    page.navigate("/c/" + mail.no() + "/links");
    chromium.look("links");
    page.locator("[aria-label='Remove the link with #" + other.no() + "']").click();
    assertThat(page.locator("main")).not().containsText("Same matter as");
    page.navigate("/search?q=lift&in=conversations&channel=email&from=2020-01-01");
    chromium.lookAsItIs("search-narrowed");
    assertThat(List.of(page.locator("#channel").inputValue())).containsExactly("email");
  }
}
