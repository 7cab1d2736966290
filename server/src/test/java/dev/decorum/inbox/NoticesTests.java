package dev.decorum.inbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.decorum.DecorumApplication;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Chromium;
import dev.decorum.testing.DatabaseTest;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/// What members are told of, on the page and on the list.
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
class NoticesTests {

  private static final String PASSWORD = "plum orchard window";
  private static final Pattern NEWS = Pattern.compile("/icon-news\\.svg$");

  @Autowired House house;
  @Autowired Inbox inbox;
  @Autowired Notices notices;
  @LocalServerPort int port;

  private Chromium chromium;
  private Viewer jonas;
  private Viewer mette;
  private long no;

  @BeforeEach
  void twoColleagues() {
    jonas = house.member(Role.AGENT);
    mette = house.member(Role.AGENT);
    no = house.mail(house.client(), "Lift in Building B", "When will you come?").no();
    chromium = new Chromium(port);
  }

  @AfterEach
  void close() {
    chromium.close();
  }

  @Test
  void whoIsGivenAConversationIsToldOnceAndNobodyIsToldWhatTheyDidThemselves() {
    assign(mette, jonas);

    assertThat(notices.all(jonas, null, 5).items())
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.event()).isEqualTo(NoticeEvent.ASSIGNED);
              assertThat(notice.conversation()).extracting(ConversationRow::no).isEqualTo(no);
              assertThat(notice.seen()).isFalse();
            });
    assign(mette, mette);
    assertThat(notices.all(mette, null, 5).items()).isEmpty();
    assign(mette, jonas);
    assertThat(notices.all(jonas, null, 5).items()).hasSize(1);

    var told = notices.all(jonas, null, 5).items().getFirst();
    assertThat(notices.seen(mette, told.id())).as("not Mette's").isEmpty();
    assertThat(notices.seen(jonas, told.id())).contains(no);
    assertThat(notices.all(jonas, null, 5).items()).allMatch(Notice::seen);
  }

  @Test
  void whoIsNamedAndWhoseClientWritesBackIsTold() {
    var client = house.client();
    var lift = house.mail(client, "Lift in Building B", "When will you come?");
    inbox.change(jonas, lift.no(), List.of(new Change.Assign(jonas.id())), null);

    inbox.note(mette, lift.no(), "@%s please look".formatted(jonas.name()), List.of());
    inbox.receive(
        house.letter(client, "Re: Lift", "Are you coming?").into(lift.conversation()).message());

    assertThat(events(jonas)).containsExactlyInAnyOrder(NoticeEvent.MENTIONED, NoticeEvent.WROTE);
  }

  @Test
  void whatOneDoesNotWantToKnowIsNotTold() {
    var none = EnumSet.noneOf(NoticeEvent.class);
    notices.choose(jonas, new NoticeChoices(none, none, none, null));
    assign(mette, jonas);
    assertThat(notices.all(jonas, null, 5).items()).isEmpty();

    notices.choose(jonas, new NoticeChoices(Set.of(NoticeEvent.ASSIGNED), none, none, null));
    assign(mette, mette);
    assign(mette, jonas);
    assertThat(events(jonas)).containsExactly(NoticeEvent.ASSIGNED);
  }

  @Test
  void quietHoursReachOverMidnightInTheirZone() {
    var quiet = new QuietHours(LocalTime.of(20, 0), LocalTime.of(7, 0), ZoneId.of("Asia/Tokyo"));

    assertThat(quiet.at(Instant.parse("2026-11-22T11:00:00Z"))).isTrue();
    assertThat(quiet.at(Instant.parse("2026-11-22T10:59:00Z"))).isFalse();
    assertThat(quiet.at(Instant.parse("2026-11-21T21:59:00Z"))).isTrue();
    assertThat(quiet.at(Instant.parse("2026-11-21T22:00:00Z"))).isFalse();
  }

  @Test
  void aNoticeComesUpOnThePageThatIsOpenAndLeadsThere() {
    chromium.signIn(jonas.name() + "@brightwater.example", PASSWORD);
    Page page = chromium.go("/today");
    var title = page.title();
    away(page, true);

    assign(mette, jonas);

    assertThat(page).hasTitle("(1) " + title);
    assertThat(page.locator("link[rel=icon]")).hasAttribute("href", NEWS);
    away(page, false);
    assertThat(page).hasTitle(title);
    assertThat(page.locator("link[rel=icon]")).not().hasAttribute("href", NEWS);
    assertThat(page.locator(".toasts .toast"))
        .containsText("A colleague gave you this conversation.");
    page.locator(".toasts .toast button").click();
    page.waitForURL("**/c/" + no);
    chromium.go("/notices");
    assertThat(page.locator("main")).containsText("Lift in Building B");
    chromium.look("notices");
  }

  @Test
  void oneChoosesWhatOneIsToldOfAndTriesIt() {
    chromium.signIn(jonas.name() + "@brightwater.example", PASSWORD);
    Page page = chromium.go("/me/notices");
    page.locator("input[name=mail][value=assigned]").uncheck();
    page.locator("#from").fill("20:00");
    page.locator("main form.form button[type=submit]").click();
    assertThat(page.locator(".problems")).containsText("Enter two different times, or none");
    chromium.expectComplaint("422");
    chromium.look("notice-choices");
    page.locator("#from").fill("");
    page.locator("main form.form button[type=submit]").click();
    assertThat(page.locator(".toast").first()).containsText("Saved");
    assertThat(notices.choices(jonas).byMail()).doesNotContain(NoticeEvent.ASSIGNED);

    page.locator("button:text('Send me a test')").click();
    assertThat(page.locator("main .toast")).containsText("You asked for it.");
  }

  /// As if another tab lay on top of this one, or no longer.
  private static void away(Page page, boolean away) {
    page.evaluate(
        """
        (away) => {
          Object.defineProperty(document, "hidden", { get: () => away, configurable: true });
          document.dispatchEvent(new Event("visibilitychange"));
        }
        """,
        away);
  }

  private List<NoticeEvent> events(Viewer viewer) {
    return notices.all(viewer, null, 10).items().stream().map(Notice::event).toList();
  }

  private void assign(Viewer by, Viewer to) {
    inbox.change(by, no, List.of(new Change.Assign(to.id())), null);
  }
}
