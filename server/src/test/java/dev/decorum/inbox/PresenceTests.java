package dev.decorum.inbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.RequestOptions;
import dev.decorum.DecorumApplication;
import dev.decorum.audit.Audit;
import dev.decorum.audit.AuditEntry;
import dev.decorum.audit.AuditFilter;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.inbox.Presences.Present;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Chromium;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.MovableClock;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/// Who looks at a conversation and who writes in it; and rows that are chosen.
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
class PresenceTests {

  private static final String PASSWORD = "plum orchard window";
  private static final Predicate<Response> STREAM = answer -> answer.url().contains("/events");

  @Autowired House house;
  @Autowired Inbox inbox;
  @Autowired Presences presences;
  @Autowired SavedViews views;
  @Autowired Audit audit;
  @Autowired MovableClock clock;
  @LocalServerPort int port;

  private Viewer jonas;
  private Viewer mette;
  private long no;
  private Chromium chromium;

  @BeforeEach
  void twoAtWork() {
    jonas = house.member(Role.AGENT);
    mette = house.member(Role.AGENT);
    no = house.mail(house.client(), "Lift in Building B", "Can patients use the goods lift?").no();
    chromium = new Chromium(port);
    chromium.signIn(jonas.name() + "@brightwater.example", PASSWORD);
  }

  @AfterEach
  void close() {
    chromium.close();
  }

  @Test
  void whoFallsSilentIsGone() {
    presences.here(mette, no, false);
    assertThat(presences.at(jonas, List.of(no)).get(no))
        .containsExactly(new Present(mette.id(), false));
    presences.here(mette, no, true);
    assertThat(presences.at(jonas, List.of(no)).get(no))
        .containsExactly(new Present(mette.id(), true));
    assertThat(presences.at(mette, List.of(no))).isEmpty();

    clock.forward(Presences.SILENCE.plusSeconds(1));
    assertThat(presences.at(jonas, List.of(no))).isEmpty();

    presences.here(mette, no, false);
    presences.gone(mette, no);
    assertThat(presences.at(jonas, List.of(no))).isEmpty();
  }

  @Test
  void isForThoseWhoSeeTheConversation() {
    var doors = house.team("Hinges");
    var porter = house.member(Role.AGENT, "Hinges");
    var secret = house.mail(house.client(), doors, "Hinge", "It squeaks.").no();
    presences.here(porter, secret, false);

    assertThat(presences.at(jonas, List.of(secret))).isEmpty();
    assertThatExceptionOfType(ConversationNotFound.class)
        .isThrownBy(() -> presences.here(jonas, secret, true));
    var officer = house.member(Role.OFFICER);
    assertThatExceptionOfType(ConversationNotFound.class)
        .isThrownBy(() -> presences.here(officer, no, false));
  }

  @Test
  void colleaguesAreSeenInTheConversationAndInTheList() {
    Page page = chromium.page();
    page.waitForResponse(STREAM, () -> page.navigate("/inbox/all/c/" + no + "?sort=newest"));

    presences.here(mette, no, false);
    assertThat(page.locator(".conv__meta .present")).containsText(mette.name());
    assertThat(page.locator(".queue .present")).containsText(mette.name());

    presences.here(mette, no, true);
    assertThat(page.locator(".conv__meta .present")).containsText("writing");
    presences.gone(mette, no);
    assertThat(page.locator(".conv__meta .present")).hasCount(0);
    assertThat(presences.at(mette, List.of(no)).get(no))
        .containsExactly(new Present(jonas.id(), false));
    page.locator("#text").pressSequentially("Yes");
    page.waitForCondition(
        () ->
            List.of(new Present(jonas.id(), true))
                .equals(presences.at(mette, List.of(no)).get(no)));
  }

  @Test
  void rowsAreChosenByKeyAndTakenBackTogether() {
    var tag = "keys" + no;
    var second = house.mail(house.client(), "Lift in Building C", "And this one?").no();
    for (var one : List.of(no, second))
      inbox.change(jonas, one, List.of(new Change.Tag(java.util.Set.of(tag))), null);
    Page page = chromium.page();
    page.waitForResponse(STREAM, () -> page.navigate("/inbox/all?tag=" + tag));

    page.keyboard().press("j");
    page.keyboard().press("x");
    page.keyboard().press("j");
    page.keyboard().press("Shift+X");
    assertThat(page.locator("[data-chosen]")).hasText("2 chosen");
    chromium.lookAsItIs("queue-chosen");
    page.locator("#bulk [value=status-resolved]").click();

    assertThat(page.locator("#toasts")).containsText("2 conversations changed");
    assertThat(inbox.row(jonas, no).status()).isEqualTo(Status.RESOLVED);
    page.keyboard().press("z");
    assertThat(page.locator("#toasts")).containsText("2 conversations are as they were");
    assertThat(inbox.row(jonas, second).status()).isEqualTo(Status.OPEN);
  }

  @Test
  void theNextConversationIsFetchedAheadAndReadOnlyOnceItIsShown() {
    var second = house.mail(house.client(), "Lift in Building C", "And this one?").no();
    var list = "/inbox/" + list("ahead" + no, List.of(no, second)) + "/c/";
    Page page = chromium.page();

    page.navigate(list + no);
    page.waitForCondition(() -> recorded(second).contains(AuditEntry.FETCHED_AHEAD));
    assertThat(recorded(no)).contains(AuditEntry.READ);
    assertThat(recorded(second)).doesNotContain(AuditEntry.READ);
    assertThat(presences.at(mette, List.of(second))).isEmpty();
    page.evaluate("globalThis.stayed = true");
    page.waitForFunction("() => decorum.next.page");
    page.locator(".qitem[href^='" + list + second + "']").click();

    assertThat(page.locator("#subject")).hasText("Lift in Building C");
    assertThat(page).hasTitle(Pattern.compile("Lift in Building C – .*"));
    assertThat(page).hasURL(Pattern.compile(".*" + list + second + "$"));
    assertThat(page.evaluate("globalThis.stayed")).isEqualTo(true);
    assertThat(page.locator("[data-row][aria-current]"))
        .hasAttribute("href", Pattern.compile(list + second + ".*"));
    page.waitForCondition(() -> recorded(second).contains(AuditEntry.READ));
    assertThat(presences.at(mette, List.of(second)).get(second))
        .containsExactly(new Present(jonas.id(), false));
    page.waitForCondition(() -> presences.at(mette, List.of(no)).isEmpty());
  }

  @Test
  void whatTheKeyboardRestsOnTakesThePlaceAndCanBeWorkedWith() {
    var second = house.mail(house.client(), "Lift in Building C", "And this one?").no();
    var third = house.mail(house.client(), "Lift in Building D", "And that one?").no();
    var list = "/inbox/" + list("rests" + no, List.of(no, second, third)) + "/c/";
    Page page = chromium.page();
    page.navigate(list + second);
    page.evaluate("globalThis.stayed = true");

    page.keyboard().press("k");
    page.waitForFunction("href => decorum.next.page && decorum.next.href === href", list + no);
    page.keyboard().press("o");
    assertThat(page.locator("#subject")).hasText("Lift in Building B");
    page.waitForFunction("href => decorum.next.page && decorum.next.href === href", list + second);
    page.locator("#text").pressSequentially("The goods lift");
    page.waitForCondition(
        () ->
            presences
                .at(mette, List.of(no))
                .getOrDefault(no, List.of())
                .contains(new Present(jonas.id(), true)));
    page.waitForFunction("() => document.querySelector('form[data-draft]').composing.idle()");
    page.locator("[data-row][href='" + list + second + "']").click();
    assertThat(page.locator("#subject")).hasText("Lift in Building C");
    assertThat(page.locator("#text")).hasValue("");
    assertThat(page.evaluate("globalThis.stayed")).isEqualTo(true);
    chromium.look("conversation-turned");

    page.goBack();
    assertThat(page.locator("#subject")).hasText("Lift in Building B");
    assertThat(page.locator("#text")).hasValue("The goods lift");
  }

  @Test
  void whatIsNotSavedYetOrHasChangedIsLeftByTheUsualWay() {
    var client = house.client();
    var second = house.mail(client, "Lift in Building C", "And this one?");
    var list = "/inbox/" + list("waits" + no, List.of(no, second.no())) + "/c/";
    Page page = chromium.page();
    page.waitForResponse(STREAM, () -> page.navigate(list + no));
    page.waitForFunction("() => decorum.next.page");
    page.evaluate("globalThis.stayed = true");
    inbox.receive(
        house.letter(client, "Re: Lift", "It stands.").into(second.conversation()).message());
    page.waitForFunction("() => !decorum.next.page");

    page.locator("[data-row][href='" + list + second.no() + "']").click();

    assertThat(page.locator(".thread")).containsText("It stands.");
    assertThat(page.evaluate("globalThis.stayed")).isNull();
    page.navigate(list + no);
    page.waitForFunction("() => decorum.next.page");
    page.evaluate("globalThis.stayed = true");
    page.evaluate(
        """
        href => {
          const text = document.getElementById("text");
          text.value = "Not saved yet";
          text.dispatchEvent(new Event("input", { bubbles: true }));
          document.querySelector(`[data-row][href="${href}"]`).click();
        }
        """,
        list + second.no());
    assertThat(page.locator("#subject")).hasText("Lift in Building C");
    assertThat(page.evaluate("globalThis.stayed")).isNull();
    page.navigate(list + no);
    assertThat(page.locator("#text")).hasValue("Not saved yet");
  }

  @Test
  void nothingIsFetchedAheadForWhoSavesDataAndWhatWasFetchedAheadGoesOnOnceItIsShown() {
    var second = house.mail(house.client(), "Lift in Building C", "And this one?").no();
    var address = "/inbox/" + list("saves" + no, List.of(no, second)) + "/c/" + no;

    assertThat(with("X-Nothing", "x", address)).contains("data-ahead=\"");
    assertThat(with("Save-Data", "on", address))
        .contains("class=\"conv\"")
        .doesNotContain("data-ahead=");
    assertThat(with("Purpose", "prefetch", address)).contains("data-ahead=\"");
  }

  private String with(String header, String value, String address) {
    return chromium
        .page()
        .request()
        .get(address, RequestOptions.create().setHeader(header, value))
        .text();
  }

  /// A saved view of these conversations alone, the one that waits longest first.
  private String list(String tag, List<Long> numbers) {
    for (var one : numbers) {
      inbox.change(jonas, one, List.of(new Change.Tag(Set.of(tag))), null);
    }
    var tagged = new Condition(Condition.Field.TAG, Condition.Operator.IS, List.of(tag));
    var rule = new ViewRule(false, List.of(tagged));
    return "v" + views.add(jonas, new NewView("Next", null, rule, Sort.WAITING));
  }

  private List<String> recorded(long conversation) {
    var id = inbox.row(mette, conversation).id().id();
    var filter = new AuditFilter(jonas.id().id(), null, id, null, null);
    return audit.search(filter, null, 50).entries().stream().map(AuditEntry::action).toList();
  }

  @Test
  void aViewIsPutTogetherAndLookedAt() {
    Page page = chromium.page();
    page.navigate("/inbox/views/new");
    page.locator("#name").fill("Open lifts of mine");
    page.locator("[name=value-0][value=open]").check();
    page.locator("#add").selectOption("waiting");
    page.locator("[value=add]").click();
    page.locator("#value-1").fill("2");
    page.locator("[value=try]").click();
    chromium.look("view");
    page.locator("form.form .btn--primary").click();

    assertThat(page.locator(".side__sub")).containsText("Open lifts of mine");
    chromium.look("queue-view");
    page.navigate("/inbox/views");
    chromium.look("views");
  }
}
