package dev.decorum.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.decorum.DecorumApplication;
import dev.decorum.clients.Client;
import dev.decorum.coaching.CoachingSettings;
import dev.decorum.inbox.InboxHouse;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.inbox.Received;
import dev.decorum.promises.Due;
import dev.decorum.promises.NewPromise;
import dev.decorum.promises.Promises;
import dev.decorum.staff.Role;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Browser;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import dev.decorum.web.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Figures of a month long ago, in which nothing else has happened.
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportsTests {

  private static final String TEAM = "=Reports, \"night\"";
  private static final String DAYS = "from=2019-03-01&to=2019-03-31";
  private static final Instant MARCH = Instant.parse("2019-03-04T09:00:00Z");
  private static final String WORDS = "I will send the plan of the roof";

  @Autowired House house;
  @Autowired Promises promises;
  @Autowired Reports reports;
  @Autowired CoachingSettings settings;
  @Autowired JdbcClient jdbc;

  @LocalServerPort int port;

  private TeamId team;
  private Viewer agent;
  private Viewer lead;
  private Viewer stranger;
  private Viewer admin;
  private Client client;
  private Client other;
  private Period march;

  @BeforeAll
  void aMonth() {
    team = house.team(TEAM);
    agent = house.member(Role.AGENT, TEAM);
    lead = house.member(Role.LEAD, TEAM);
    stranger = house.member(Role.AGENT, "Elsewhere");
    admin = house.member(Role.ADMIN);
    client = house.client();
    other = house.client();
    march = reports.period("2019-03-01", "2019-03-31");

    promise("kept", 1, 2, false);
    promise("kept", 1, 2, true);
    promise("kept_late", 3, 2, false);
    promise("broken", 1, 2, false);
    promise("overdue", null, 2, false);
    promise("withdrawn", 1, 2, false);
    promise("overdue", null, 40, false);

    var mail = house.mail(client, team, "Roof", "It leaks.");
    for (int i = 1; i <= 19; i++) outcome(mail, "met", i, i, 9);
    var late = outcome(house.mail(other, team, "Door", "It sticks."), "missed", 20, 25, 17);
    outcome(late, "late");
    outcome(mail, "missed", 2, 3, 9);
    var revoked = outcome(mail, "met", 1, 1, 9);
    outcome(revoked, "revoked");
  }

  /// One that the client counts on for so many days after it was given.
  private void promise(String state, @Nullable Integer ended, int known, boolean renegotiated) {
    var mail = house.mail(client, team, "Roof", "It leaks.");
    long no =
        promises.makeInConversation(
            agent, mail.no(), new NewPromise(WORDS, new Due.None(), null, null));
    jdbc.sql(
            """
            update promises.promise
               set state = :state, made_at = :made, ended_at = :ended, known_until = :known,
                   renegotiated = :renegotiated, next_at = null
             where no = :no
            """)
        .param("no", no)
        .param("state", state)
        .param("made", MARCH.atOffset(ZoneOffset.UTC))
        .param("ended", ended == null ? null : days(ended))
        .param("known", days(known))
        .param("renegotiated", renegotiated)
        .update();
  }

  private static OffsetDateTime days(int days) {
    return MARCH.plus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC);
  }

  private UUID outcome(Received mail, String result, int day, int minutes, int hour) {
    var began = MARCH.plus(Duration.ofDays(day)).minusSeconds(9 * 3600).plusSeconds(hour * 3600L);
    var id = RowIds.next();
    jdbc.sql(
            """
            insert into sla.outcome (
              id, conversation_id, kind, result, reason, at, wall_us, working_us, marks, length_us,
              working, allowed_us, was_missed, channel, priority, client_id, team_id, assignee_id,
              recorded_at)
            values (
              :id, :conversation, 'first_response', :result, 'answered', :at, 1, :took,
              array[cast(:began as timestamptz)], 1, true, 1, false, 'email', 'normal', :client,
              :team, :owner, :at)
            """)
        .param("id", id)
        .param("conversation", mail.conversation().id())
        .param("result", result)
        .param("at", began.plus(Duration.ofMinutes(minutes)).atOffset(ZoneOffset.UTC))
        .param("took", minutes * 60_000_000L)
        .param("began", began.atOffset(ZoneOffset.UTC))
        .param("client", client.id().id())
        .param("team", team.id())
        .param("owner", agent.id().id())
        .update();
    return id;
  }

  /// What became of another one.
  private void outcome(UUID of, String result) {
    jdbc.sql(
            """
            insert into sla.outcome (
              id, conversation_id, kind, result, reason, at, wall_us, working_us, marks, length_us,
              working, allowed_us, was_missed, revokes, channel, priority, client_id, recorded_at)
            select :id, o.conversation_id, o.kind, :result, o.reason, o.at, o.wall_us,
                   o.working_us + 60000000, o.marks, o.length_us, o.working, o.allowed_us, true,
                   case when :result = 'revoked' then o.id end, o.channel, o.priority, o.client_id,
                   o.recorded_at
              from sla.outcome o
             where o.id = :of
            """)
        .param("id", RowIds.next())
        .param("result", result)
        .param("of", of)
        .update();
  }

  private Question question(
      Subject of, @Nullable By by, @Nullable String key, @Nullable Result result) {
    return new Question(of, march, by, key, result, false);
  }

  private Figure whole(Viewer viewer, Subject of) {
    return reports.report(viewer, of, By.TEAM, march, 50).whole();
  }

  private List<Group> groups(Viewer viewer, Subject of, By by) {
    return reports.report(viewer, of, by, march, Reports.MOST_SHOWN).groups();
  }

  private List<Counted> rows(Question question) {
    var rows = new ArrayList<Counted>();
    var page = reports.rows(agent, question, null, 3);
    rows.addAll(page.items());
    while (page.next() != null) {
      page = reports.rows(agent, question, Cursor.parse(page.next()), 3);
      rows.addAll(page.items());
    }
    return rows;
  }

  @Test
  void promisesCountByTheDateThatTheClientKnows() {
    var figure = whole(agent, Subject.PROMISES);

    assertThat(figure)
        .isEqualTo(
            new Figure(
                Map.of(
                    Result.ON_TIME,
                    2,
                    Result.LATE,
                    1,
                    Result.BROKEN,
                    1,
                    Result.UNDONE,
                    1,
                    Result.WITHDRAWN,
                    1),
                1,
                null));
    assertThat(figure.n()).isEqualTo(5);
    assertThat(figure.share()).as("of five").isNull();
    assertThat(rows(new Question(Subject.PROMISES, march, null, null, null, true)))
        .singleElement()
        .satisfies(one -> assertThat(one.took()).isEqualTo(Duration.ofDays(1)));
  }

  @Test
  void targetsCountOnceWithWhatBecameOfThem() {
    var figure = whole(agent, Subject.FIRST_RESPONSE);

    assertThat(figure.of(Result.ON_TIME)).isEqualTo(19);
    assertThat(figure.of(Result.LATE)).isEqualTo(1);
    assertThat(figure.of(Result.UNDONE)).isEqualTo(1);
    assertThat(figure.share()).isEqualTo(905);
    // 1 to 19 minutes in time, 26 late: the median lies between 10 and 11, nine of ten between 18
    // and 19.
    assertThat(figure.times())
        .isEqualTo(
            new Figure.Times(
                20,
                Duration.ofSeconds(630),
                Duration.ofSeconds(18 * 60 + 6),
                Duration.ofSeconds(216 * 60 / 20)));
    assertThat(whole(agent, Subject.UPDATE).n()).isZero();
  }

  @Test
  void everyFigureOpensToItsRows() {
    for (var of : List.of(Subject.PROMISES, Subject.FIRST_RESPONSE)) {
      for (var by : reports.dimensions(agent)) {
        var groups = groups(agent, of, by);
        assertThat(groups).as(of + " by " + by).isNotEmpty();
        for (var group : groups) {
          for (var result : Result.values()) {
            assertThat(rows(question(of, by, group.key(), result)))
                .as(of + " by " + by + " " + group.key() + " " + result)
                .hasSize(group.figure().of(result))
                .doesNotHaveDuplicates();
          }
          assertThat(rows(question(of, by, group.key(), null))).hasSize(group.figure().n());
        }
      }
    }
    assertThat(groups(agent, Subject.FIRST_RESPONSE, By.HOUR))
        .extracting(Group::key)
        .containsExactlyInAnyOrder(hour(9), hour(17));
    assertThat(groups(agent, Subject.FIRST_RESPONSE, By.CLIENT))
        .extracting(Group::name)
        .as("the client whose conversation it is now")
        .containsExactly(client.name(), other.name());
  }

  /// On the clocks of the organisation.
  private String hour(int utc) {
    return "" + MARCH.plus(Duration.ofHours(utc - 9)).atZone(march.zone()).getHour();
  }

  @Test
  void whoSeesNoneOfItCountsNothing() {
    assertThat(whole(stranger, Subject.PROMISES).n()).isZero();
    assertThat(whole(stranger, Subject.FIRST_RESPONSE).n()).isZero();
    assertThat(groups(stranger, Subject.PROMISES, By.TEAM)).isEmpty();
    assertThat(
            reports.rows(stranger, question(Subject.PROMISES, null, null, null), null, 50).items())
        .isEmpty();
    assertThat(whole(admin, Subject.PROMISES).n()).isEqualTo(5);
  }

  @Test
  void leadsSeeTheirPeopleWhereThatIsSwitchedOn() {
    assertThat(reports.dimensions(lead)).doesNotContain(By.PERSON);
    assertThatExceptionOfType(ReportNotFound.class)
        .isThrownBy(() -> groups(lead, Subject.FIRST_RESPONSE, By.PERSON));
    var before = settings.get();
    settings.decide(admin, new CoachingSettings.Decided(true, before.scorecards()));
    try {
      assertThat(reports.dimensions(lead)).contains(By.PERSON);
      assertThat(reports.dimensions(agent)).doesNotContain(By.PERSON);
      assertThat(groups(lead, Subject.FIRST_RESPONSE, By.PERSON))
          .extracting(Group::name)
          .containsExactly(agent.name());
      assertThat(groups(lead, Subject.PROMISES, By.PERSON))
          .as("five say nothing about anybody")
          .isEmpty();
    } finally {
      settings.decide(admin, before);
    }
  }

  @Test
  void thePagesLeadFromFiguresToRowsAndFiles() {
    var browser = new Browser(port);
    browser.get("/sign-in");
    browser.post(
        "/sign-in",
        "email",
        agent.name() + "@brightwater.example",
        "password",
        "plum orchard window");

    var page = browser.get("/reports?" + DAYS + "&of=promises&by=team");
    var rows = browser.get("/reports/rows?" + DAYS + "&of=promises&result=late");
    var file = browser.get("/reports/figures.csv?" + DAYS + "&of=first_response&by=team");
    var list = browser.get("/reports/rows.csv?" + DAYS + "&of=promises&result=late");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body())
        .contains("1 March 2019 to 31 March 2019")
        .contains(
            "/reports/rows?from=2019-03-01&amp;to=2019-03-31&amp;of=promises&amp;result=late");
    assertThat(rows.body()).contains(WORDS).contains("Late");
    assertThat(file.header("Content-Type")).startsWith("text/csv");
    assertThat(file.header("Content-Disposition"))
        .contains("attachment; filename=\"first_response-team-2019-03-01-2019-03-31.csv\"");
    assertThat(List.of(file.body().split("\r\n")))
        .hasSize(3)
        .last(InstanceOfAssertFactories.STRING)
        .contains(",\"'=Reports, \"\"night\"\"\",19,1,0,1,21,0,0,20,630,1086,648");
    assertThat(list.body().split("\r\n")).hasSize(2);
    assertThat(list.body()).doesNotContain("roof").contains(",late,false,259200");
    var april = "/reports?from=2019-04-01&to=2019-04-30&of=first_response&by=team";
    assertThat(browser.get(april).body())
        .contains("Beside the period before")
        .doesNotContain("Too few to compare");
    assertThat(browser.get(april + "&beside=before").body())
        .contains("Beside 2 March 2019 to 31 March 2019", "before 90.5% of 21.")
        .contains("before 11m.", "Too few to compare.")
        .contains("/reports/rows?from=2019-03-02&amp;to=2019-03-31&amp;of=first_response");
    assertThat(browser.get("/reports?from=2019-03-02&to=2019-03-01").body())
        .contains("The last day lies before the first.");
    assertThat(browser.get("/reports/rows?" + DAYS + "&by=hour&key=x").status()).isEqualTo(404);
    assertThat(browser.get("/reports?period=aeon").status()).isEqualTo(400);
  }
}
