package dev.decorum.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.decorum.DecorumApplication;
import dev.decorum.conduct.Score.Dimension;
import dev.decorum.inbox.InboxHouse;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.practice.Scenario.Branch;
import dev.decorum.practice.Scenario.Result;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Browser;
import dev.decorum.testing.DatabaseTest;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Members practise, on the pages and at the door.
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
class PracticeTests {

  @Autowired House house;
  @Autowired Practice practice;
  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;

  private Viewer agent;

  @BeforeEach
  void somebody() {
    agent = house.member(Role.AGENT);
  }

  @Test
  void aRunIsPlayedOnPagesWithoutScript() {
    var browser = new Browser(port);
    browser.get("/sign-in");
    browser.post(
        "/sign-in",
        "email",
        agent.name() + "@brightwater.example",
        "password",
        "plum orchard window");
    assertThat(browser.get("/practice").body()).contains("A repair that slips again");
    var run = browser.post("/practice/delay").location();
    assertThat(browser.get(run).body()).contains("When will somebody come?", "The heat pump needs");
    var refused = browser.post(run, "scene", "waiting", "text", " ");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("Write a reply first");

    reply(browser, run, "waiting");
    assertThat(browser.get("/practice").body()).contains("Go on: A repair that slips again");
    assertThat(browser.get(run).body()).contains("Thank you. That helps for tonight.");
    reply(browser, run, "relieved");

    assertThat(browser.get(run).body())
        .contains(
            "Then I know where I am.",
            "tag--ok",
            "On average your replies have a mark of 100 out of 100.",
            "You always took up how the client felt.",
            "You said that it was wrong to leave her waiting",
            "Tomas will come tomorrow");
    browser.post(run + "/forget");
    assertThat(browser.get(run).body())
        .contains("Your words are no longer kept.", "You said that it was wrong")
        .doesNotContain("Tomas will come tomorrow");
    assertThat(browser.get("/practice").body()).contains("practised once", run);
    browser.post(run + "/remove");
    assertThat(browser.get("/practice").body()).doesNotContain(run);
    assertThat(browser.get(run).status()).isEqualTo(404);
  }

  private void reply(Browser browser, String run, String scene) {
    assertThat(browser.post(run, "scene", scene, "text", best("delay", scene).example()).location())
        .isEqualTo(run);
  }

  @Test
  void clientsAnswerByWhatIsFoundAndTheEndSaysWhy() {
    long no = practice.begin(agent, "delay");
    practice.reply(agent, no, "waiting", "You should have called us. It is not our fault.");
    assertThat(practice.run(agent, no).now()).isEqualTo(scenario("delay").scenes().get("cold"));

    practice.reply(agent, no, "cold", "Somebody will come soon.");

    var run = practice.run(agent, no);
    assertThat(run.now()).isNull();
    assertThat(run.ending()).isEqualTo(scenario("delay").ending("left"));
    assertThat(run.turns()).hasSize(2);
    var first = run.turns().getFirst();
    assertThat(first.signs()).contains(Sign.BLAME).doesNotContain(Sign.ACKNOWLEDGED);
    assertThat(first.found()).contains("blame", "empathy.missing", "question.unanswered");
    assertThat(first.words()).startsWith("You should have");
    assertThat(practice.past(agent))
        .singleElement()
        .satisfies(
            past -> {
              assertThat(past.result()).isEqualTo(Result.BAD);
              assertThat(past.marks().of(Dimension.EMPATHY)).isEqualTo(80);
              assertThat(past.marks().of(Dimension.CONFIDENTIALITY)).isEqualTo(100);
            });
  }

  @Test
  void aFormThatIsSentTwiceDoesNoHarm() {
    long no = practice.begin(agent, "delay");
    practice.reply(agent, no, "waiting", best("delay", "waiting").example());
    practice.reply(agent, no, "waiting", "The same again");

    assertThat(practice.run(agent, no).turns()).hasSize(1);
  }

  @Test
  void aRunIsNobodyElses() {
    long no = practice.begin(agent, "delay");
    var admin = house.member(Role.ADMIN);

    assertThatThrownBy(() -> practice.run(admin, no)).isInstanceOf(RunNotFound.class);
    assertThatThrownBy(() -> practice.reply(admin, no, "waiting", "Hello"))
        .isInstanceOf(RunNotFound.class);
    assertThatThrownBy(() -> practice.forgetWords(admin, no)).isInstanceOf(RunNotFound.class);
    assertThatThrownBy(() -> practice.remove(admin, no)).isInstanceOf(RunNotFound.class);
    assertThat(practice.unfinished(agent)).get().extracting("no").isEqualTo(no);
    assertThat(practice.unfinished(admin)).isEmpty();
  }

  @Test
  void wordsGoAfterADayAndMarksStay() {
    long ended = practice.begin(agent, "delay");
    practice.reply(agent, ended, "waiting", "You should have called.");
    practice.reply(agent, ended, "cold", "Somebody comes.");
    long left = practice.begin(agent, "abuse");
    practice.reply(agent, left, "rage", best("abuse", "rage").example());
    long fresh = practice.begin(agent, "abuse");
    practice.reply(agent, fresh, "rage", best("abuse", "rage").example());
    for (long no : new long[] {ended, left}) {
      jdbc.sql("update practice.run set touched_at = touched_at - :day::interval where no = :no")
          .param("day", Practice.WORDS_KEPT.plusSeconds(1).toString())
          .param("no", no)
          .update();
    }

    practice.letGo();

    assertThat(practice.run(agent, ended).turns()).extracting(Run.Turn::words).containsOnlyNulls();
    assertThat(practice.past(agent)).hasSize(1);
    assertThatThrownBy(() -> practice.run(agent, left)).isInstanceOf(RunNotFound.class);
    assertThat(practice.run(agent, fresh).turns().getFirst().words()).isNotNull();
  }

  @Test
  void aRunOfAnEarlierVersionKeepsItsMarksOnly() {
    long no = practice.begin(agent, "delay");
    practice.reply(agent, no, "waiting", "You should have called.");
    practice.reply(agent, no, "cold", "Somebody comes.");
    jdbc.sql("update practice.run set version = 0 where no = :no").param("no", no).update();

    assertThatThrownBy(() -> practice.run(agent, no)).isInstanceOf(RunNotFound.class);
    assertThat(practice.past(agent))
        .singleElement()
        .satisfies(past -> assertThat(past.scenario()).isNull());
  }

  private Scenario scenario(String id) {
    return practice.scenarios().stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private Branch best(String id, String scene) {
    return Objects.requireNonNull(scenario(id).scenes().get(scene)).best();
  }
}
