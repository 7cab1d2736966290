package dev.decorum;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.decorum.channels.Mailboxes;
import dev.decorum.channels.SmtpPort;
import dev.decorum.staff.Staff;
import dev.decorum.testing.Chromium;
import dev.decorum.testing.DatabaseTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The main job as the people in it see it: a client writes from a mail program, a member answers
/// in a browser, and the answer arrives at the client's mail server.
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "decorum.zone=Europe/Berlin")
@DatabaseTest
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class MainJobTests {

  @Autowired Staff staff;
  @Autowired Mailboxes mailboxes;
  @Autowired SmtpPort smtp;
  @LocalServerPort int port;
  private Office house;
  private Chromium chromium;
  private Page page;

  @BeforeAll
  void open() {
    house = new Office("main-job", staff, mailboxes, smtp);
    chromium = new Chromium(port);
    page = chromium.page();
    chromium.signIn(house.mette.email(), Office.PASSWORD);
  }

  @AfterAll
  void close() {
    house.close();
    chromium.close();
  }

  @BeforeEach
  void nothingHasLeft() {
    assertThat(house.outside.rest()).isEmpty();
  }

  @Test
  void aClientWritesAndIsAnsweredAndAnswersAgain() throws Exception {
    var client = "juergen@client.example";
    page.navigate("/inbox/unassigned");

    house.deliver(client, house.help(), mailWithEverything(client));

    var row = row("Tür klemmt");
    appears(row);
    assertThat(row).containsText("Jürgen Müller");
    row.click();
    assertThat(page).hasURL(Pattern.compile("/inbox/unassigned/c/\\d+$"));
    assertThat(thread()).containsText("die Tür in der Königstraße klemmt seit Freitag");
    page.getByText("Show with formatting").click();
    assertThat(page.frameLocator(".mailframe").locator("b")).hasText("Tür");
    Download download = page.waitForDownload(() -> page.getByText("Türplan.pdf").click());
    assertThat(download.suggestedFilename()).isEqualTo("Türplan.pdf");
    assertThat(Files.readString(download.path())).isEqualTo("%PDF-1.4\n");

    var reply = "Guten Tag Herr Müller,\n\nwir schauen heute um 15 Uhr danach. Viele Grüße";
    page.keyboard().press("r");
    assertThat(box()).isFocused();
    page.keyboard().insertText(reply);
    assertThat(page.locator("[data-saved]")).containsText("Saved");
    page.reload();
    assertThat(box()).hasValue(reply);

    send();
    assertThat(toast()).containsText("Sent.");
    assertThat(box()).hasValue("");
    assertThat(thread()).containsText("wir schauen heute um 15 Uhr danach");
    page.keyboard().press("z");
    assertThat(toast()).containsText("Taken back");
    assertThat(box()).hasValue(reply);
    assertThat(thread()).not().containsText("wir schauen heute");
    assertThat(page).hasURL(Pattern.compile("/inbox/unassigned/c/\\d+#text$"));

    send();
    assertThat(toast()).containsText("Sent.");
    var sent = house.outside.next();
    assertThat(sent.recipients()).containsExactly(client);
    assertThat(sent.header("Date")).isNotNull();
    assertThat(sent.header("MIME-Version")).isEqualTo("1.0");
    var mail = sent.read();
    assertThat(mail.from())
        .singleElement()
        .satisfies(
            from -> {
              assertThat(from.name()).isEqualTo("Mette Friis (Brightwater)");
              assertThat(from.address()).isEqualTo(house.help());
            });
    assertThat(mail.to()).singleElement().extracting(to -> to.address()).isEqualTo(client);
    assertThat(mail.subject()).isEqualTo("Re: Tür klemmt");
    assertThat(mail.messageId()).endsWith("@main-job.example");
    assertThat(mail.inReplyTo()).containsExactly("tuer-1@client.example");
    assertThat(mail.references()).containsExactly("tuer-1@client.example");
    assertThat(mail.text()).contains(reply, "> Guten Tag,");
    assertThat(mail.html()).contains("wir schauen heute um 15 Uhr danach. Viele Grüße");
    assertThat(mail.replyTo())
        .singleElement()
        .satisfies(
            to -> assertThat(to.address()).matches("help\\+r\\.[a-z2-7]{26}@main-job\\.example"));
    assertThat(page.locator(".msg--ours .delivery")).hasText("Sent");
    assertThat(house.outside.rest()).isEmpty();

    house.deliver(
        client,
        mail.replyTo().getFirst().address(),
        Office.letter("Jürgen", client, "Re: Tür klemmt", "Wunderbar, bis nachher."));

    appears(thread().getByText("Wunderbar, bis nachher."));
    assertThat(thread().locator(".msg")).hasCount(3);
  }

  @Test
  void aNoteIsKeptAndNeverSent() throws Exception {
    open("Nils", "Boiler");

    page.keyboard().press("n");
    assertThat(page.getByRole(AriaRole.BUTTON, named("Save note"))).isVisible();
    assertThat(box()).isFocused();
    page.keyboard().insertText("He sounded worried on the phone.");
    send();

    assertThat(page.locator(".msg--note")).containsText("He sounded worried on the phone.");
    assertThat(page.locator(".msg--note")).containsText("team note, never sent");
    assertThat(page.getByRole(AriaRole.BUTTON, named("Save note"))).isVisible();
    assertThat(page.locator(".delivery")).hasCount(0);
    assertThat(house.outside.rest()).isEmpty();
  }

  @Test
  void isAnsweredNotedAndResolvedByKeysAlone() throws Exception {
    house.write("Ewa", "ewa@client.example", "Only by keys", "Please call me.");
    page.navigate("/inbox/unassigned?sort=newest");
    appears(row("Only by keys"));
    var keys = page.keyboard();

    for (int i = 0; i < 50 && !isOn("Only by keys"); i++) keys.press("j");
    keys.press("Enter");
    assertThat(thread()).containsText("Please call me.");
    page.waitForLoadState();
    keys.press("r");
    keys.type("We call at three, żółw ąę.");
    keys.press("Control+Enter");
    assertThat(toast()).containsText("Sent.");
    page.waitForLoadState();
    keys.press("Escape");
    keys.press("n");
    assertThat(page.getByRole(AriaRole.BUTTON, named("Save note"))).isVisible();
    assertThat(box()).isFocused();
    keys.type("She speaks Polish.");
    keys.press("Control+Enter");
    assertThat(page.locator(".msg--note")).containsText("She speaks Polish.");
    page.waitForLoadState();
    keys.press("Escape");
    keys.press("e");

    assertThat(toast()).containsText("Resolved.");
    assertThat(house.outside.next().read().text()).contains("We call at three, żółw ąę.");
    assertThat(house.outside.rest()).isEmpty();
  }

  private boolean isOn(String subject) {
    return (boolean)
        page.evaluate(
            "subject => document.activeElement.closest('[data-row]')?.innerText.includes(subject)"
                + " ?? false",
            subject);
  }

  @Test
  void isAssignedTaggedSnoozedResolvedAndOpenedAgainByTheClient() throws Exception {
    open("Asta", "Heating");

    page.locator("#assignee").selectOption("Mette Friis");
    assertThat(toast()).containsText("Assigned.");
    page.locator("#ctx").getByLabel("Tags").fill("warranty, urgent");
    page.locator("#ctx").getByLabel("Tags").press("Enter");
    assertThat(page.locator(".conv__meta")).containsText("warranty");
    page.keyboard().press("s");
    snooze("Tomorrow morning").click();
    assertThat(page.locator(".conv__meta")).containsText("Snoozed");
    page.getByRole(AriaRole.BUTTON, named("Reopen")).click();
    assertThat(page.locator(".conv__meta")).not().containsText("Snoozed");
    page.keyboard().press("e");
    assertThat(toast()).containsText("Resolved.");
    assertThat(page.locator(".conv__meta")).containsText("Resolved");
    box().fill("It is done.");
    send();
    var mail = house.outside.next().read();
    page.navigate("/inbox/mine");
    assertThat(row("Heating")).hasCount(0);

    house.deliver(
        "asta@client.example",
        mail.replyTo().getFirst().address(),
        Office.letter("Asta", "asta@client.example", "Re: Heating", "It is cold again."));

    appears(row("Heating"));
    assertThat(row("Heating")).containsText("It is cold again.");
    assertThat(row("Heating")).containsText("urgent");
  }

  @Test
  void isFoundPutAwayAndBroughtBack() throws Exception {
    open("Frida", "Zinnoberrot");
    var address = page.url();

    page.keyboard().press("/");
    page.keyboard().insertText("zinnoberrot");
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.HEADING, named("Search"))).isVisible();
    row("Zinnoberrot").click();
    page.locator(".conv").getByLabel("More actions").click();
    page.locator(".conv").getByText("Move to trash").click();
    assertThat(toast()).containsText("Moved to the trash.");
    page.navigate("/search?q=zinnoberrot");
    assertThat(row("Zinnoberrot")).hasCount(0);
    page.navigate("/inbox/trash");
    row("Zinnoberrot").click();
    page.getByRole(AriaRole.BUTTON, named("Put back")).click();

    assertThat(toast()).containsText("Put back.");
    page.navigate(address);
    assertThat(box()).isVisible();
  }

  @Test
  void writesToAClientFirst() throws Exception {
    page.navigate("/inbox/mine");
    page.keyboard().press("c");
    assertThat(page.getByLabel("To", new Page.GetByLabelOptions().setExact(true))).isVisible();
    page.locator("#to").fill("Søren Ny <soren@client.example>");
    page.locator("#subject").fill("Your new contract");
    box().fill("Dear Søren,\n\nhere it is.");
    page.locator("[data-files]")
        .setInputFiles(
            new com.microsoft.playwright.options.FilePayload(
                "Vertrag ß.txt", "text/plain", "signed".getBytes(StandardCharsets.UTF_8)));
    assertThat(page.locator("[data-saved]")).containsText("Saved");
    box().press("Control+Enter");

    assertThat(toast()).containsText("Sent.");
    assertThat(page).hasURL(Pattern.compile("/c/\\d+$"));
    assertThat(thread()).containsText("here it is.");
    var mail = house.outside.next().read();
    assertThat(mail.subject()).isEqualTo("Your new contract");
    assertThat(mail.to())
        .singleElement()
        .satisfies(
            to -> {
              assertThat(to.name()).isEqualTo("Søren Ny");
              assertThat(to.address()).isEqualTo("soren@client.example");
            });
    assertThat(mail.inReplyTo()).isEmpty();
    assertThat(mail.attachments())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.name()).isEqualTo("Vertrag ß.txt");
              assertThat(file.bytes()).asString(StandardCharsets.UTF_8).isEqualTo("signed");
            });
    page.navigate("/inbox/drafts");
    assertThat(page.getByText("No drafts")).isVisible();
  }

  @Test
  void isReadAndAnsweredWithoutJavaScript() throws Exception {
    house.write("Olga", "olga@client.example", "Plain", "Is anybody there?");
    page.navigate("/inbox/unassigned");
    appears(row("Plain"));
    var bare = chromium.withoutScript();
    Chromium.signIn(bare, house.mette.email(), Office.PASSWORD);

    bare.navigate("/inbox/unassigned");
    bare.locator("[data-row]").filter(new Locator.FilterOptions().setHasText("Plain")).click();
    assertThat(bare.locator("#thread")).containsText("Is anybody there?");
    bare.locator("#text").fill("Yes, Olga.");
    bare.getByRole(AriaRole.BUTTON, named("Send").setExact(false)).last().click();

    assertThat(bare.locator(".toast")).containsText("Sent.");
    assertThat(bare.locator("#thread")).containsText("Yes, Olga.");
    assertThat(house.outside.next().read().text()).contains("Yes, Olga.");
    bare.locator(".composer [href*='write=note']").click();
    bare.locator("#text").fill("She lives alone.");
    bare.getByRole(AriaRole.BUTTON, named("Save note")).click();
    assertThat(bare.locator(".msg--note")).containsText("She lives alone.");
    bare.getByRole(AriaRole.BUTTON, named("Resolve")).click();
    assertThat(bare.locator(".toast")).containsText("Resolved.");
    assertThat(house.outside.rest()).isEmpty();
  }

  /// Has a client write and opens what came.
  private void open(String name, String subject) throws IOException {
    page.navigate("/inbox/unassigned");
    house.write(
        name, name.toLowerCase(Locale.ROOT) + "@client.example", subject, "Please call me.");
    appears(row(subject));
    row(subject).click();
    assertThat(thread()).containsText("Please call me.");
  }

  private static void appears(Locator what) {
    what.waitFor();
  }

  private Locator row(String text) {
    return page.locator("[data-row]").filter(new Locator.FilterOptions().setHasText(text));
  }

  private Locator thread() {
    return page.locator("#thread");
  }

  private Locator box() {
    return page.locator("#text");
  }

  private Locator toast() {
    return page.locator(".toast");
  }

  private void send() {
    box().press("Control+Enter");
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private String mailWithEverything(String sender) {
    return """
        From: =?utf-8?q?J=C3=BCrgen_M=C3=BCller?= <%s>
        To: %s
        Subject: =?utf-8?q?T=C3=BCr_klemmt?=
        Message-ID: <tuer-1@client.example>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=outer

        --outer
        Content-Type: multipart/alternative; boundary=inner

        --inner
        Content-Type: text/plain; charset=iso-8859-1
        Content-Transfer-Encoding: quoted-printable

        Guten Tag,

        die T=FCr in der K=F6nigstra=DFe klemmt seit Freitag.
        --inner
        Content-Type: text/html; charset=utf-8
        Content-Transfer-Encoding: 8bit

        <p>Guten Tag,</p><p>die <b>Tür</b> in der Königstraße klemmt seit Freitag.</p>
        --inner--
        --outer
        Content-Type: application/pdf
        Content-Disposition: attachment; filename*=utf-8''T%%C3%%BCrplan.pdf
        Content-Transfer-Encoding: base64

        JVBERi0xLjQK
        --outer--
        """
        .formatted(sender, house.help());
  }

  /// Of the conversation that is open; the list has one as well, for many at once.
  private Locator snooze(String until) {
    return page.locator("button[name=until]").filter(new Locator.FilterOptions().setHasText(until));
  }
}
