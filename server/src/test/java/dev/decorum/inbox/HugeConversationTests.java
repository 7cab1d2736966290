package dev.decorum.inbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.decorum.DecorumApplication;
import dev.decorum.clients.Client;
import dev.decorum.clients.Clients;
import dev.decorum.files.Files;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Chromium;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import java.io.ByteArrayInputStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/// A conversation stays small on the page, whatever was said, pasted, quoted or attached.
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
class HugeConversationTests {

  private static final String PASSWORD = "plum orchard window";

  @Autowired House house;
  @Autowired Inbox inbox;
  @Autowired Clients clients;
  @Autowired Files files;
  @LocalServerPort int port;

  private Chromium chromium;
  private Viewer jonas;
  private Client client;

  @BeforeEach
  void someoneReading() {
    jonas = house.member(Role.AGENT);
    client = house.client();
    chromium = new Chromium(port);
    chromium.signIn(jonas.name() + "@brightwater.example", PASSWORD);
  }

  @AfterEach
  void close() {
    chromium.close();
  }

  @Test
  void twoThousandMessagesComeThirtyAtATime() {
    var mail = house.mail(client, "Lift", "It began here.");
    house.messages(client, mail, 2_000, prose(300));

    Page page = chromium.go("/inbox/all/c/" + mail.no());

    assertThat(page.locator(".thread .msg")).hasCount(30);
    assertThat(page.locator(".thread")).containsText("Message 2000");
    chromium.look("huge-thread");
    page.locator(".thread__earlier a").click();
    assertThat(page.locator(".thread")).containsText("Message 1970");
    assertThat(page.locator(".thread .msg")).hasCount(30);
  }

  @Test
  void longTextsLongWordsManyLinksAndManyFilesAreShownInPart() {
    client = named("\u05d3\u05f3\u05d5\u05e8 \u05d0\u05d5\u05e7\u05d0\u05e4\u05d5\u05e8");
    var word = "Donaudampfschiff".repeat(19);
    var links = new StringBuilder();
    IntStream.range(0, 3_000)
        .forEach(i -> links.append("See https://a.example/").append(i).append(" for more. "));
    var mail = house.mail(client, "Subject " + word, "Begins.");
    inbox.receive(house.letter(client, "x", links.toString()).into(mail.conversation()).message());
    inbox.receive(
        house
            .letter(client, "x", "See the files. " + word)
            .files(
                IntStream.range(0, 200)
                    .mapToObj(i -> file("Attachment " + i + ".txt"))
                    .toArray(IncomingFile[]::new))
            .into(mail.conversation())
            .message());
    var pasted = house.letter(client, "x", prose(1_000_000)).into(mail.conversation());
    var whole = inbox.receive(pasted.message()).interaction();
    inbox.note(jonas, mail.no(), prose(400_000), java.util.List.of());

    Page page = chromium.go("/inbox/all/c/" + mail.no());

    assertThat(page.locator(".thread .msg")).hasCount(5);
    assertThat(page.locator(".thread")).containsText("See the files.");
    chromium.look("huge-messages");
    page.locator("#m-" + whole.id() + " a:has-text('Show all of it')").click();
    assertThat(page.locator(".thread .words")).containsText("The end of it.");
    page.goBack();
    page.locator(".msg:has-text('See the files.') a:has-text('Show all of it')").click();
    assertThat(page.locator(".thread .files > li")).hasCount(200);
    inbox.receive(house.letter(client, "x", links.toString()).into(mail.conversation()).message());
    page.navigate("/inbox/all/c/" + mail.no());
    assertThat((int) page.evaluate("document.querySelectorAll(':not(option)').length"))
        .isLessThanOrEqualTo(1_500);
  }

  // --- helpers

  private Client named(String name) {
    return clients.findOrCreateByEmail(
        new dev.decorum.clients.EmailAddress("c" + RowIds.next() + "@clinic.example"), name);
  }

  private static String prose(int length) {
    var text = new StringBuilder();
    for (int i = 0; text.length() < length; i++) {
      text.append("In the year ").append(i).append(" the lift of house ").append(i * 7919 % 9973);
      text.append(" stood still for ").append(i * 31 % 101).append(" days. ");
    }
    return text.append("The end of it.").toString();
  }

  private IncomingFile file(String name) {
    var id =
        files.store(
            clients.keyOf(client.id()),
            name,
            "text/plain",
            new ByteArrayInputStream(name.getBytes(UTF_8)));
    return new IncomingFile(id, name, null, false);
  }
}
