package dev.decorum.protocols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.decorum.DecorumApplication;
import dev.decorum.inbox.DraftContent;
import dev.decorum.inbox.DraftKind;
import dev.decorum.inbox.Drafts;
import dev.decorum.inbox.InboxHouse;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.protocols.Guided.Place;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Browser;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.web.Stale;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/// A conversation follows a protocol: steps are ticked by hand, or seen by the coach in the draft.
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
class GuidanceTests {

  @Autowired House house;
  @Autowired Guidance guidance;
  @Autowired Protocols protocols;
  @Autowired Drafts drafts;
  @LocalServerPort int port;

  private Viewer agent;
  private Viewer admin;
  private long no;

  @BeforeEach
  void aConversation() {
    agent = house.member(Role.AGENT);
    admin = house.member(Role.ADMIN);
    no = house.mail(house.client(), "Heating", "When will you come?").no();
  }

  @Test
  void nothingIsFollowedUntilSomebodyChoosesAndAFirstContactProposesTheGreeting() {
    var guided = guidance.of(agent, no);

    assertThat(guided.protocol()).isNull();
    assertThat(guided.proposed()).isEqualTo("greeting");
    assertThat(guided.choices())
        .extracting(Protocol::id)
        .startsWith("greeting", "discussion", "closing", "conflict");
    assertThatThrownBy(() -> guidance.follow(agent, no, "no such one"))
        .isInstanceOf(ProtocolNotFound.class);
  }

  @Test
  void theCoachSeesWhatStandsInTheDraftAndSaysWhatIsMissing() {
    guidance.follow(agent, no, "closing");
    assertThat(guidance.of(agent, no).missing()).isEmpty();

    write("We will come on Friday. Just reply to this message if you have a question.");

    var guided = guidance.of(agent, no);
    assertThat(guided.places()).extracting(Place::seen).containsExactly(false, false, true, false);
    assertThat(guided.missing())
        .extracting(place -> place.step().look())
        .containsExactly(Look.CLOSING);
    assertThat(guided.current()).isEqualTo(guided.places().getFirst());
  }

  @Test
  void stepsAreTickedByHandForWhoeverGoesOn() {
    guidance.follow(agent, no, "closing");
    var sumUp = guidance.of(agent, no).places().getFirst();
    guidance.tick(agent, no, sumUp.id(), true);
    guidance.tick(agent, no, sumUp.id(), true);

    var guided = guidance.of(admin, no);
    assertThat(guided.done()).isEqualTo(1);
    assertThat(guided.places().getFirst().ticked()).isTrue();

    guidance.tick(admin, no, sumUp.id(), false);
    assertThat(guidance.of(agent, no).done()).isZero();
    guidance.tick(agent, no, "no such step", true);
    assertThat(guidance.of(agent, no).done()).isZero();
    guidance.follow(agent, no, "");
    guidance.tick(agent, no, sumUp.id(), true);
    assertThat(guidance.of(agent, no).protocol()).isNull();
  }

  @Test
  void ticksOutliveChangesToOtherSteps() {
    int own = protocols.add(admin, "First visit", "Ring the bell\ntime: Say by when");
    guidance.follow(agent, no, "" + own);
    guidance.tick(agent, no, guidance.of(agent, no).places().getFirst().id(), true);

    protocols.change(admin, own, 0, "First visit", "Be on time\nRing the bell");

    assertThat(guidance.of(agent, no).places())
        .extracting(Place::ticked)
        .containsExactly(false, true);
    assertThatThrownBy(() -> protocols.change(admin, own, 0, "Late", "Ring"))
        .isInstanceOf(Stale.class);
    protocols.remove(admin, own);
    assertThat(guidance.of(agent, no).protocol()).isNull();
  }

  @Test
  void thePagesWorkWithoutScript() {
    var browser = signedIn(agent);
    var page = "/c/" + no + "/protocol";
    assertThat(browser.get("/c/" + no).body()).contains("hx-get=\"" + page + "\"");
    browser.get(page);
    assertThat(browser.post(page, "protocol", "conflict").location()).isEqualTo(page);
    assertThat(browser.get(page).body())
        .contains(
            "0 of 9 steps are done.", "Stay calm, and blame nobody.", "aria-current=\"step\"");
    var step = guidance.of(agent, no).places().get(2).id();
    browser.post(page + "/steps", "tick", step);
    assertThat(browser.get(page).body()).contains("1 of 9 steps are done.");

    write("You should have called us.");

    assertThat(browser.get(page, "HX-Request", "true").body())
        .doesNotContain("<html")
        .contains("Not in your draft yet: Stay calm, and blame nobody.");
  }

  @Test
  void adminsWriteTheirOwn() {
    var browser = signedIn(admin);
    browser.get("/admin/protocols/new");
    var refused = browser.post("/admin/protocols", "name", " ", "steps", "Ring the bell");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("Give the protocol a name", "Ring the bell");

    browser.post("/admin/protocols", "name", "Visit " + no, "steps", "Ring the bell");

    var own =
        protocols.own().stream()
            .filter(protocol -> protocol.name().equals("Visit " + no))
            .findFirst()
            .orElseThrow();
    assertThat(browser.get("/admin/protocols").body()).contains("Visit " + no, "Conflict");
    assertThat(browser.get("/admin/protocols/" + own.id()).body()).contains("Ring the bell");
    browser.post("/admin/protocols/" + own.id() + "/remove");
    assertThat(protocols.own()).extracting(Protocol::name).doesNotContain("Visit " + no);
  }

  @Test
  void whatComesAlongStandsInTheMessageBundle() {
    var browser = signedIn(admin);

    assertThat(browser.get("/admin/protocols").body()).doesNotContain("protocols.shipped.");
    assertThat(Protocol.SHIPPED)
        .extracting(Protocol::steps)
        .allSatisfy((List<Step> steps) -> assertThat(steps).hasSizeGreaterThan(2));
  }

  private void write(String text) {
    drafts.save(agent, no, DraftKind.REPLY, new DraftContent(text, null, null), 0);
  }

  private Browser signedIn(Viewer viewer) {
    var browser = new Browser(port);
    browser.get("/sign-in");
    browser.post(
        "/sign-in",
        "email",
        viewer.name() + "@brightwater.example",
        "password",
        "plum orchard window");
    return browser;
  }
}
