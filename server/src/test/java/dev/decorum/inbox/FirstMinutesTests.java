package dev.decorum.inbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.decorum.DecorumApplication;
import dev.decorum.clients.Channel;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Chromium;
import dev.decorum.testing.DatabaseTest;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/// What somebody meets who is new.
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
class FirstMinutesTests {

  private static final String PASSWORD = "plum orchard window";

  @Autowired House house;
  @Autowired Inbox inbox;
  @LocalServerPort int port;

  private Chromium chromium;
  private Viewer jonas;
  private long no;

  @BeforeEach
  void somebodyNew() {
    jonas = house.member(Role.AGENT);
    no = house.mail(house.client(), "Lift in Building B", "When will you come?").no();
    chromium = new Chromium(port);
  }

  @AfterEach
  void close() {
    chromium.close();
  }

  @Test
  void firstStepsTickThemselvesAndCanBePutAway() {
    chromium.signIn(jonas.name() + "@brightwater.example", PASSWORD);
    Page page = chromium.go("/today");
    assertThat(page.locator("[aria-labelledby=first-h] li")).hasCount(3);
    assertThat(page.locator("[aria-labelledby=first-h] [aria-label=Done]")).hasCount(0);
    chromium.look("today-first-steps");
    var call = new NewContact(Kind.CALL, Channel.PHONE, Direction.OUT, "All well.", Instant.EPOCH);
    inbox.log(jonas, no, call);

    page.reload();
    assertThat(page.locator("[aria-labelledby=first-h] [aria-label=Done]")).hasCount(1);
    page.locator("button:text('Hide')").click();
    assertThat(page.locator("[aria-labelledby=first-h]")).hasCount(0);
    page.reload();
    assertThat(page.locator("[aria-labelledby=first-h]")).hasCount(0);
  }

  @Test
  void theSidebarFoldsByAKeyAndStaysFolded() {
    chromium.signIn(jonas.name() + "@brightwater.example", PASSWORD);
    Page page = chromium.go("/clients");
    double wide = page.locator(".side").boundingBox().width;

    page.keyboard().press("[");
    assertThat(page.locator("html[data-side=folded]")).hasCount(1);
    assertThat(page.locator("h1")).hasText("Clients");
    chromium.go("/today");
    assertThat(page.locator(".side").boundingBox().width).isLessThan(wide / 2);
    chromium.look("sidebar-folded");

    page.locator("[aria-label='Unfold the sidebar']").click();
    assertThat(page.locator("html[data-side]")).hasCount(0);
  }
}
