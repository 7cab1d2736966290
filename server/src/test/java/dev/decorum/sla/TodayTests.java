package dev.decorum.sla;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.DecorumApplication;
import dev.decorum.clients.Client;
import dev.decorum.database.Times;
import dev.decorum.inbox.Change;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InboxHouse;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.inbox.InboxHouse.Stumbling;
import dev.decorum.inbox.Received;
import dev.decorum.staff.Role;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Browser;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.MovableClock;
import dev.decorum.vault.RowIds;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The page for today, as targets and reminders fill it.
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TodayTests {

  private static final String PASSWORD = "plum orchard window";
  private static final String TEAM = "Escalators";

  @Autowired House house;
  @Autowired Inbox inbox;
  @Autowired Policies policies;
  @Autowired Stumbling stumbling;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;

  @LocalServerPort int port;

  private TeamId team;
  private Viewer admin;
  private Viewer agent;
  private Viewer lead;
  private Browser agents;
  private Browser leads;
  private int policy;

  @BeforeAll
  void people() {
    team = house.team(TEAM);
    admin = house.member(Role.ADMIN);
    agent = house.member(Role.AGENT, TEAM);
    lead = house.member(Role.LEAD, TEAM);
    agents = signedIn(agent);
    leads = signedIn(lead);
    policy =
        policies.add(
            admin,
            new NewPolicy(
                "Escalators",
                new Conditions(Set.of(), Set.of(team), Set.of(), Set.of(), Set.of(), Set.of()),
                null,
                Map.of(ClockKind.FIRST_RESPONSE, Target.wall(Duration.ofHours(1))),
                List.of()));
  }

  @AfterAll
  void noTargets() {
    policies.remove(admin, policy);
  }

  private Browser signedIn(Viewer viewer) {
    var browser = new Browser(port);
    browser.get("/sign-in");
    browser.post("/sign-in", "email", viewer.name() + "@brightwater.example", "password", PASSWORD);
    return browser;
  }

  private Received mail(String subject) {
    return house.mail(house.client(), team, subject, "It has stopped.");
  }

  private Received mine(String subject) {
    return of(agent, subject);
  }

  private Received of(Viewer owner, String subject) {
    var received = mail(subject);
    change(received, new Change.Assign(owner.id()));
    return received;
  }

  private void change(Received received, Change change) {
    inbox.change(agent, received.no(), List.of(change), null);
  }

  private String today(Browser browser) {
    var page = browser.get("/today");
    assertThat(page.status()).isEqualTo(200);
    return page.body();
  }

  /// What stands between a heading and the next one.
  private static String part(String page, String heading) {
    var begins = page.indexOf(">" + heading + "<");
    assertThat(begins).as(heading).isNotNegative();
    var ends = page.indexOf("</section>", begins);
    return page.substring(begins, ends);
  }

  @Test
  void saysWhatIsOverdueAndWhoseItIs() {
    var owner = house.member(Role.AGENT, TEAM);
    var late = of(owner, "Step broken");
    clock.forward(Duration.ofHours(2));
    var fresh = of(owner, "Handrail slips");
    var away = of(owner, "Noise at night");
    change(away, new Change.Snooze(clock.instant().plus(Duration.ofHours(48))));

    var page = today(signedIn(owner));

    assertThat(page).contains("One answer is overdue");
    assertThat(part(page, "Overdue"))
        .contains("/inbox/mine/c/" + late.no(), "Step broken", "first answer", "t-danger")
        .doesNotContain("Handrail slips");
    assertThat(part(page, "Next 7 days")).contains("Noise at night", "comes back to you");
    assertThat(page).contains("Handrail slips", "/inbox/mine/c/" + fresh.no());
    // Whoever is on the board already is not counted twice.
    assertThat(part(page, "Waiting for you")).doesNotContain("Step broken", "Handrail slips");

    var leadsPage = today(leads);
    assertThat(part(leadsPage, "Your team against its targets and promises"))
        .contains("Overdue,", "With " + owner.name(), "Step broken");
    assertThat(part(leadsPage, "Who has how much")).contains(owner.name());
    assertThat(page)
        .doesNotContain("Who has how much", "Your team against its targets and promises");
  }

  @Test
  void keepsToItselfWhatSomebodyMayNotSee() {
    var elsewhere = house.team("Ramps");
    house.mail(house.client(), elsewhere, "Ramp too steep", "Please look.");
    mine("Belt torn");

    assertThat(today(agents)).contains("Belt torn").doesNotContain("Ramp too steep");
    assertThat(today(leads)).doesNotContain("Ramp too steep");
  }

  @Test
  void givesFiguresOnceThereAreEnough() {
    var somebody = house.member(Role.AGENT, TEAM);
    var browser = signedIn(somebody);
    outcomes(somebody, 19, "met", 10);

    assertThat(today(browser)).contains("Not enough data yet", "19 in 30 days");

    outcomes(somebody, 3, "missed", 10);
    outcomes(somebody, 1, "late", 10);
    outcomes(somebody, 30, "met", 40);
    revoked(somebody);

    assertThat(today(browser))
        .contains("86.4", "of 22 in 30 days", "down 13.6 on the 30 days before", "20m");
  }

  private void outcomes(Viewer whose, int many, String result, int daysAgo) {
    for (int i = 0; i < many; i++) outcome(whose, result, daysAgo, RowIds.next(), null);
  }

  private void revoked(Viewer whose) {
    var wrong = RowIds.next();
    outcome(whose, "missed", 5, wrong, null);
    outcome(whose, "revoked", 5, RowIds.next(), wrong);
  }

  private void outcome(Viewer whose, String result, int daysAgo, UUID id, @Nullable UUID revokes) {
    Instant at = clock.instant().minus(daysAgo, ChronoUnit.DAYS);
    jdbc.sql(
            """
            insert into sla.outcome (
              id, conversation_id, kind, result, reason, at, wall_us, working_us, marks, length_us,
              working, allowed_us, was_missed, revokes, channel, priority, client_id, assignee_id,
              recorded_at)
            values (
              :id, :id, 'first_response', :result, 'answered', :at, 1200000000, 600000000,
              array[:at], 3600000000, false, 3600000000, false, :revokes, 'email', 'normal', :id,
              :assignee, :at)
            """)
        .param("id", id)
        .param("result", result)
        .param("at", Times.bound(at))
        .param("revokes", revokes)
        .param("assignee", whose.id().id())
        .update();
  }

  @Test
  void namesAPartThatFailsAndShowsTheOthers() {
    mine("Comb plate loose");
    stumbling.over(agent.id());
    try {
      assertThat(today(agents))
          .containsPattern("Figures of another module: not available just now[^<]*E-[0-9A-Z]{4}")
          .contains("Comb plate loose");
    } finally {
      stumbling.overNobody();
    }
    assertThat(today(agents)).doesNotContain("not available just now");
  }

  @Test
  void saysWhomToLookAfterAndWhy() {
    Client client = house.client();
    var received = house.mail(client, team, "Emergency stop", "It does not work.");
    change(received, new Change.Assign(agent.id()));
    for (int i = 0; i < 2; i++) {
      inbox.receive(
          house
              .letter(client, "Re: Emergency stop", "Any news?")
              .into(received.conversation())
              .message());
    }

    assertThat(part(today(agents), "Clients to look after"))
        .contains("Emergency stop", "Wrote three times without an answer.");
  }
}
