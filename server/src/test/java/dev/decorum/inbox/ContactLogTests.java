package dev.decorum.inbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.microsoft.playwright.Page;
import dev.decorum.DecorumApplication;
import dev.decorum.clients.Channel;
import dev.decorum.clients.Client;
import dev.decorum.clients.Timeline;
import dev.decorum.clients.TimelineEntry;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Chromium;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.MovableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/// Calls, meetings and visits, written down from the client's page, the palette and without script;
/// and the client's page around them.
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
class ContactLogTests {

  private static final String PASSWORD = "plum orchard window";

  @Autowired House house;
  @Autowired Inbox inbox;
  @Autowired ContactLog log;
  @Autowired Timeline timeline;
  @Autowired MovableClock clock;
  @LocalServerPort int port;

  private Chromium chromium;
  private Viewer jonas;
  private Client clinic;
  private Page page;

  @BeforeEach
  void signedIn() {
    jonas = house.member(Role.AGENT);
    clinic = house.client();
    chromium = new Chromium(port);
    chromium.signIn(jonas.name() + "@brightwater.example", PASSWORD);
    page = chromium.page();
  }

  @AfterEach
  void close() {
    chromium.close();
  }

  @Test
  void aCallIsWrittenDownByKeysAlone() {
    chromium.go("/clients/" + clinic.no());
    page.keyboard().press("l");
    page.waitForURL("**/log");
    assertThat(page.locator("#said")).isFocused();

    page.keyboard().type("Thursday at ten suits them.");
    page.keyboard().press("Tab");
    page.keyboard().type("Send the offer");
    chromium.look("log-a-contact");
    page.locator("#next").focus();
    page.keyboard().press("Enter");

    assertThat(page.locator(".toast")).containsText("Logged");
    assertThat(page.locator("#timeline")).containsText("Thursday at ten suits them.");
    TimelineEntry call = only();
    assertThat(call.channel()).isEqualTo(Channel.PHONE);
    assertThat(call.direction()).isEqualTo(TimelineEntry.Direction.OUT);
    ConversationRow matter = log.matters(jonas, clinic).getFirst();
    assertThat(matter.subject()).isEqualTo("Thursday at ten suits them.");
    assertThat(matter.assignee()).isEqualTo(jonas.id());
    assertThat(matter.status()).isEqualTo(Status.OPEN);
  }

  @Test
  void thePaletteLeadsToTheFormOfTheClientNamed() {
    chromium.go("/today");
    page.keyboard().press("Control+k");
    page.locator("#palette input").fill("log " + clinic.details().emails().getFirst().value());

    assertThat(page.locator("#palette [role=option]").first()).containsText(clinic.name());
    page.keyboard().press("Enter");
    page.waitForURL("**/clients/" + clinic.no() + "/log");
  }

  @Test
  void withoutScriptAVisitIsWrittenDownWithWhatComesNext() {
    Page plain = chromium.withoutScript();
    Chromium.signIn(plain, jonas.name() + "@brightwater.example", PASSWORD);
    plain.navigate("/log?q=" + clinic.details().emails().getFirst().value());
    plain.locator("label:has(input[value=visit])").click();
    plain.locator("button[type=submit]:text('Log it')").click();
    assertThat(plain.locator(".problems")).containsText("Enter what was said");
    plain.locator("#said").fill("The lift runs again.");
    plain.locator("#minutes").fill("65");
    plain.locator("#with").fill("Priya Nair");
    plain.locator("#next").fill("Ask whether it still runs");
    plain
        .locator("#nextOn")
        .fill(clock.instant().plus(Duration.ofDays(7)).toString().substring(0, 10));
    plain.locator("#subject").fill("Lift in Building B");
    plain.locator("button[type=submit]:text('Log it')").click();

    assertThat(plain.locator("#timeline")).containsText("Lift in Building B");
    TimelineEntry visit = only();
    assertThat(visit.channel()).isEqualTo(Channel.VISIT);
    assertThat(visit.until()).isEqualTo(visit.at().plus(Duration.ofMinutes(65)));
    ConversationRow matter = log.matters(jonas, clinic).getFirst();
    assertThat(matter.status()).isEqualTo(Status.SNOOZED);
    assertThat(inbox.latest(jonas, matter.no(), null, 10).items())
        .extracting(InteractionView::text)
        .contains(
            "With Priya Nair\n\nThe lift runs again.\n\nNext step: Ask whether it still runs");
    chromium.expectComplaint("422");
  }

  @Test
  void aContactBelongsToTheMatterItWasAbout() {
    long lift = house.mail(clinic, "Lift in Building B", "When will you come?").no();
    chromium.go("/c/" + lift);
    page.keyboard().press("l");
    page.waitForURL("**/log?about=" + lift);
    page.locator("#said").fill("We come on Friday.");
    page.locator("button[type=submit]:text('Log it')").click();

    assertThat(page.locator(".toast")).containsText("Logged");
    assertThat(inbox.latest(jonas, lift, null, 10).items())
        .extracting(InteractionView::text)
        .contains("We come on Friday.");
    assertThat(inbox.row(jonas, lift).waitingSince()).isNull();
  }

  @Test
  void whatNothingFollowsIsDoneWithAndCanBeTakenBack() {
    chromium.go("/clients/" + clinic.no() + "/log");
    page.locator("#said").fill("They thank us.");
    page.locator("button[type=submit]:text('Log it')").click();

    assertThat(page.locator(".toast")).containsText("Logged");
    assertThat(log.matters(jonas, clinic)).isEmpty();
    page.keyboard().press("z");
    assertThat(page.locator(".toast")).containsText("trash");
    assertThat(timeline.entries(jonas, clinic.id(), null, null, 5).items()).isEmpty();
  }

  @Test
  void aMatterOfAnotherClientIsUnknown() {
    long other = house.mail(house.client(), "Not theirs", "Hello").no();
    var call =
        new NewContact(Kind.CALL, Channel.PHONE, Direction.OUT, "All well.", clock.instant());

    assertThatExceptionOfType(ConversationNotFound.class)
        .isThrownBy(() -> log.log(jonas, clinic.no(), other, call, null));
    assertThat(timeline.entries(jonas, clinic.id(), null, null, 5).items()).isEmpty();
  }

  @Test
  void theClientPageShowsHowToTreatThemAndNobodyIsShutOut() {
    house.mail(clinic, "Lift in Building B", "When will you come?");
    String preferences = "/clients/" + clinic.no() + "/preferences";
    chromium.go(preferences + "/name_to_use");
    page.locator("#value").fill("Dr. Okafor");
    page.locator("main form button[type=submit]").click();
    assertThat(page.locator(".toast")).containsText("Noted");
    chromium.go(preferences + "/formality");
    page.locator("label:has(input[value=formal])").click();
    page.locator("main form button[type=submit]").click();
    chromium.go(preferences + "/person");
    page.locator("#value").fill("Runs the Brannock half marathon in May");
    chromium.look("client-preference");
    page.locator("main form button[type=submit]").click();
    chromium.go(preferences + "/accessibility");
    page.locator("#value").fill("Large print");
    page.locator("main form button[type=submit]").click();
    assertThat(page.locator(".problems")).containsText("Ask the client first");
    chromium.expectComplaint("422");
    chromium.lookAsItIs("client-preference-refused");

    chromium.go(preferences);
    assertThat(page.locator("#preferences")).containsText("Dr. Okafor");
    chromium.look("client-preferences");
    chromium.go("/clients/" + clinic.no());
    assertThat(page.locator(".facts")).containsText("Formal, “Dr. Okafor”");
    assertThat(page.locator(".rail")).containsText("Runs the Brannock half marathon in May");
    chromium.look("client");
  }

  private TimelineEntry only() {
    List<TimelineEntry> entries = timeline.entries(jonas, clinic.id(), null, null, 5).items();
    assertThat(entries).hasSize(1);
    return entries.getFirst();
  }
}
