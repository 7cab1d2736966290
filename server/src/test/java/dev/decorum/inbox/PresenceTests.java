package dev.decorum.inbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import dev.decorum.DecorumApplication;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.inbox.Presences.Present;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Chromium;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.MovableClock;
import java.util.List;
import java.util.function.Predicate;
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
