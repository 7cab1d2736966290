package dev.decorum.inbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import dev.decorum.DecorumApplication;
import dev.decorum.coach.Guidelines;
import dev.decorum.coach.Guidelines.Wish;
import dev.decorum.coach.NoSuchRule;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Chromium;
import dev.decorum.testing.DatabaseTest;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/// How we write here: to read, to set, to try.
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
class GuidelinePagesTests {

  private static final String PASSWORD = "plum orchard window";

  @Autowired House house;
  @Autowired Guidelines guidelines;
  @LocalServerPort int port;

  private Chromium chromium;
  private Viewer admin;
  private Page page;

  @BeforeEach
  void anAdmin() {
    admin = house.member(Role.ADMIN);
    chromium = new Chromium(port);
    page = chromium.page();
  }

  @AfterEach
  void close() {
    guidelines.set(admin, "vague_time.soon", Wish.SHIPPED);
    guidelines.refresh();
    chromium.close();
  }

  @Test
  void everybodyReadsWhyAndHow() {
    var agent = house.member(Role.AGENT);
    chromium.signIn(agent.name() + "@brightwater.example", PASSWORD);
    chromium.go("/conduct/guidelines");
    chromium.look("guidelines");
    page.locator("a:has-text('Say when')").click();

    assertThat(page.locator("main")).containsText("means an hour to one reader");
    assertThat(page.locator("main del").first()).isVisible();
    assertThat(page.locator("main ins").first()).isVisible();
    assertThat(page.locator("main select")).hasCount(0);
    chromium.look("guideline");
  }

  @Test
  void anAdminSwitchesARuleOffAndTheBenchNoLongerFindsIt() {
    chromium.signIn(admin.name() + "@brightwater.example", PASSWORD);
    tryOut("Dear Ms Okafor,\n\nWe will repair it soon.\n\nKind regards,\nJonas");
    assertThat(page.locator(".find:has-text('Give a time')")).isVisible();
    chromium.look("bench");

    chromium.go("/conduct/guidelines/vague_time");
    var form = page.locator("form:has(input[value='vague_time.soon'])");
    form.locator("select").selectOption("off");
    form.locator("button").click();
    assertThat(page.locator(".toast")).containsText("It holds for everybody");
    chromium.look("guideline-admin");

    tryOut("Dear Ms Okafor,\n\nWe will repair it soon.\n\nKind regards,\nJonas");
    assertThat(page.locator(".coach__sum").first()).containsText("checks passed");
    assertThat(page.locator(".find:has-text('Give a time')")).hasCount(0);
  }

  @Test
  void everyNodeHearsOfAChangeWithinSeconds() {
    assertThat(guidelines.wish("vague_time.soon")).isEqualTo(Wish.SHIPPED);

    guidelines.set(admin, "vague_time.soon", Wish.ADVICE);

    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (guidelines.wish("vague_time.soon") != Wish.ADVICE && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    assertThat(guidelines.wish("vague_time.soon")).isEqualTo(Wish.ADVICE);
  }

  @Test
  void nothingButConfidentialityMayStopAMessage() {
    assertThatThrownBy(() -> guidelines.set(admin, "vague_time.soon", Wish.STOP))
        .isInstanceOf(NoSuchRule.class);
    assertThatThrownBy(() -> guidelines.set(admin, "no.such.rule", Wish.OFF))
        .isInstanceOf(NoSuchRule.class);
  }

  private void tryOut(String text) {
    chromium.go("/conduct/guidelines/bench");
    page.locator("#text").fill(text);
    page.locator("main form button[type=submit]").click();
  }
}
