package dev.decorum.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.decorum.DecorumApplication;
import dev.decorum.audit.Actor;
import dev.decorum.clients.Channel;
import dev.decorum.inbox.Draft;
import dev.decorum.inbox.DraftContent;
import dev.decorum.inbox.DraftId;
import dev.decorum.inbox.DraftKind;
import dev.decorum.inbox.Drafts;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InboxHouse;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.inbox.InboxHouse.PostOffice;
import dev.decorum.inbox.MessageRefused;
import dev.decorum.inbox.MessageRefused.Reason;
import dev.decorum.inbox.NewConversation;
import dev.decorum.inbox.NewReply;
import dev.decorum.inbox.NoticeEvent;
import dev.decorum.inbox.Notices;
import dev.decorum.inbox.Recipients;
import dev.decorum.inbox.SecondLooks;
import dev.decorum.inbox.SendRefused;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Browser;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/// Replies that do not leave until a colleague has approved them.
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
class ApprovalTests {

  private static final String TEAM = "Approving";
  private static final String TEXT = "It runs on Thursday.";

  @Autowired House house;
  @Autowired Inbox inbox;
  @Autowired Drafts drafts;
  @Autowired SecondLooks looks;
  @Autowired Notices notices;
  @Autowired ApprovalRules rules;
  @Autowired Staff staff;
  @Autowired PostOffice post;
  @Autowired MovableClock clock;
  @LocalServerPort int port;

  private Viewer admin;
  private Viewer jonas;
  private Viewer mette;
  private Viewer lead;
  private TeamId team;
  private UUID rule;
  private long no;

  @BeforeEach
  void aRuleForAgentsOfOneTeam() {
    team = house.team(TEAM);
    admin = house.member(Role.ADMIN);
    jonas = house.member(Role.AGENT, TEAM);
    mette = house.member(Role.AGENT, TEAM);
    lead = house.member(Role.LEAD, TEAM);
    no = house.mail(house.client(), team, "Lift in Building B", "When will it run?").no();
    rule = rules.add(admin, Channel.EMAIL, team, Set.of(Role.AGENT), Set.of(Role.LEAD), false);
    rules.refresh();
  }

  @AfterEach
  void nothingNeedsApproval() {
    rules.all().forEach(one -> rules.remove(admin, one.id()));
    rules.refresh();
  }

  @Test
  void aReplyLeavesOnceALeadHasApprovedItAsItIs() {
    var draft = write(TEXT);
    assertThat(refusal(NewReply.of(TEXT))).isEqualTo("approval.needed");
    assertThat(refusal(reply(TEXT, draft, null))).isEqualTo("approval.needed");

    approvedBy(lead);

    assertThatExceptionOfType(MessageRefused.class)
        .isThrownBy(() -> inbox.reply(jonas, no, reply("It runs.", draft, null)))
        .satisfies(no -> assertThat(no.reason()).isEqualTo(Reason.CHANGED_SINCE_LOOK));
    inbox.reply(jonas, no, reply(TEXT, draft, null));
    assertThat(post.last().text()).isEqualTo(TEXT);
  }

  @Test
  void whoseApprovalDoesNotCountCannotLetItLeave() {
    var draft = write(TEXT);
    approvedBy(mette);

    assertThat(refusal(reply(TEXT, draft, null))).isEqualTo("approval.needed");
  }

  @Test
  void whatLeavesLaterNeedsItWhenItIsSentAndNoLongerAfterTheRuleIsGone() {
    var draft = write(TEXT);
    var later = clock.instant().plus(Duration.ofHours(3));
    assertThat(refusal(reply(TEXT, draft, later))).isEqualTo("approval.needed");

    rules.remove(admin, rule);
    rules.refresh();

    inbox.reply(jonas, no, reply(TEXT, draft, later));
    assertThat(post.last().text()).isEqualTo(TEXT);
  }

  @Test
  void thoseWhomNoRuleNamesAnswerByThemselves() {
    inbox.reply(lead, no, NewReply.of(TEXT));

    assertThat(post.last().text()).isEqualTo(TEXT);
  }

  @Test
  void firstMessagesAreKeptBackOnlyWhereARuleSaysSo() {
    var first =
        new NewConversation(
            house.client().no(),
            Recipients.NOBODY,
            "Lift",
            TEXT,
            team,
            List.of(),
            null,
            null,
            true);
    inbox.start(jonas, first);
    rules.add(admin, null, team, Set.of(Role.AGENT), Set.of(Role.LEAD), true);
    rules.refresh();

    assertThatExceptionOfType(SendRefused.class)
        .isThrownBy(() -> inbox.start(jonas, first))
        .satisfies(no -> assertThat(no.messageKey()).isEqualTo("approvals.needed.first"));
  }

  @Test
  void thePageSaysItBeforeAnybodyWritesAndWhomToAsk() {
    var his = signedIn(jonas);
    var page = his.get("/c/" + no).body();
    assertThat(page)
        .contains("Your replies here need approval")
        .containsPattern("given by [^<]*" + lead.name());
    var choice = page.substring(page.indexOf("id=\"colleague\""));
    assertThat(choice.substring(0, choice.indexOf("</select>")))
        .contains(lead.name())
        .doesNotContain(mette.name());

    his.post(
        "/c/" + no + "/look", "text", TEXT, "colleague", "" + lead.no(), "question", "By when?");
    var hers = signedIn(lead);
    assertThat(hers.get("/c/" + no).body()).contains(TEXT, "By when?");
    var asked = looks.askedOf(lead, no).getFirst();
    hers.post(
        "/c/" + no + "/look/" + asked.look().id() + "/approve",
        "revision",
        "" + asked.draft().revision(),
        "words",
        "Good, send it.");

    assertThat(his.get("/c/" + no).body())
        .contains("has approved this reply", "Good, send it.")
        .doesNotContain("Your replies here need approval");
    assertThat(told(jonas)).contains(NoticeEvent.ANSWERED);
    var revision = drafts.find(jonas, no, DraftKind.REPLY).orElseThrow().revision();
    his.post("/c/" + no + "/reply", "text", TEXT, "revision", "" + revision);
    assertThat(post.last().text()).isEqualTo(TEXT);
  }

  @Test
  void aQuestionWithoutAReplyIsANoteWhoseAnswerIsTold() {
    rules.remove(admin, rule);
    rules.refresh();
    var his = signedIn(jonas);
    his.get("/c/" + no);
    his.post(
        "/c/" + no + "/look", "text", "", "colleague", "" + mette.no(), "question", "Which day?");
    assertThat(told(mette)).contains(NoticeEvent.MENTIONED);
    assertThat(told(jonas)).doesNotContain(NoticeEvent.ANSWERED);

    inbox.note(mette, no, "Thursday.", List.of());

    assertThat(told(jonas)).contains(NoticeEvent.ANSWERED);
  }

  @Test
  void adminsAreWarnedOfThoseWhoWaitForNobody() {
    var page = signedIn(admin);
    assertThat(page.get("/admin/approvals").body())
        .contains(
            "Replies by agents in conversations of "
                + TEAM
                + " by e-mail need the approval of leads.")
        .doesNotContain("they cannot answer");

    staff.members().stream()
        .filter(one -> one.active() && one.role() == Role.LEAD && one.teams().contains(team))
        .forEach(one -> staff.disable(Actor.system(), one.id()));

    assertThat(page.get("/admin/approvals").body()).contains("they cannot answer", jonas.name());
    assertThat(page.get("/today").body()).contains("nobody could approve");
    assertThat(signedIn(jonas).get("/today").body()).doesNotContain("nobody could approve");
    assertThat(signedIn(jonas).get("/c/" + no).body()).contains("Please tell an admin");
    var refused = page.post("/admin/approvals", "channel", "email", "approvers", "lead");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("Choose whose replies need approval");
    page.post("/admin/approvals/" + rule + "/remove");
    assertThat(rules.all()).isEmpty();
  }

  private DraftId write(String text) {
    var before = drafts.find(jonas, no, DraftKind.REPLY).map(Draft::revision).orElse(0L);
    return drafts
        .save(jonas, no, DraftKind.REPLY, new DraftContent(text, null, null), before)
        .draft()
        .id();
  }

  private void approvedBy(Viewer colleague) {
    looks.ask(jonas, no, colleague.id());
    var asked = looks.askedOf(colleague, no).getFirst();
    looks.approve(colleague, no, asked.look().id(), asked.draft().revision());
  }

  private static NewReply reply(String text, DraftId draft, @Nullable Instant sendAt) {
    return new NewReply(text, null, List.of(), draft, sendAt, null, true);
  }

  private String refusal(NewReply reply) {
    try {
      inbox.reply(jonas, no, reply);
    } catch (SendRefused refused) {
      return refused.code();
    }
    throw new AssertionError("It was sent");
  }

  private List<NoticeEvent> told(Viewer viewer) {
    return notices.unseen(viewer, 50).stream().map(Notices.Unseen::event).toList();
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
