package dev.decorum.promises;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.DecorumApplication;
import dev.decorum.inbox.InboxHouse;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.inbox.TodayPart.About.OfClient;
import dev.decorum.inbox.TodayPart.Day;
import dev.decorum.inbox.TodayPart.Line;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.MovableClock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What leads see of the promises of their teams.
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TeamPromisesTests {

  @Autowired House house;
  @Autowired Promises promises;
  @Autowired TeamPromises part;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;

  @Test
  void leadsSeeWhatTheirTeamHasNotKeptAndWhatNobodyHas() {
    var agent = house.member(Role.AGENT, "Cranes");
    var lead = house.member(Role.LEAD, "Cranes");
    var other = house.member(Role.LEAD, "Bridges");
    long late = made(agent, "I will mend the crane");
    long running = made(agent, "I will paint the crane");
    long free = made(agent, "I will sell the crane");
    change(late, "state = 'overdue'");
    change(running, "state = 'open'");
    change(free, "owner_id = null");

    assertThat(seen(lead))
        .containsSubsequence("/promises/" + late, "/promises/" + free)
        .doesNotContain("/promises/" + running);
    assertThat(seen(other)).doesNotContain("/promises/" + late, "/promises/" + free);
    assertThat(seen(agent)).isEmpty();
  }

  /// It is due long before anything of other tests, so that it is among the first.
  private void change(long no, String what) {
    jdbc.sql(
            """
            update promises.promise
               set due_at = timestamptz '2020-01-01 12:00Z' + no * interval '1 second',
                   next_at = null, %s
             where no = :no
            """
                .formatted(what))
        .param("no", no)
        .update();
  }

  private long made(Viewer agent, String words) {
    var mail = house.mail(house.client(), house.team("Cranes"), "Crane", "It leans.");
    var due = new Due.Minute(clock.instant().plus(Duration.ofHours(1)));
    return promises.makeInConversation(agent, mail.no(), new NewPromise(words, due, null, null));
  }

  private List<String> seen(Viewer viewer) {
    return part.of(viewer, Day.of(clock.instant(), ZoneOffset.UTC)).lines().stream()
        .map(Line::about)
        .map(about -> ((OfClient) about).url())
        .toList();
  }
}
