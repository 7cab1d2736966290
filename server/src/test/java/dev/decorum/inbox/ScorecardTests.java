package dev.decorum.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.decorum.DecorumApplication;
import dev.decorum.coaching.Answers;
import dev.decorum.coaching.CoachingSettings;
import dev.decorum.coaching.CoachingSettings.Decided;
import dev.decorum.coaching.JudgedMessage;
import dev.decorum.coaching.Judging;
import dev.decorum.coaching.QuestionLines;
import dev.decorum.coaching.Reviews;
import dev.decorum.coaching.Round;
import dev.decorum.coaching.ScorecardNotFound;
import dev.decorum.coaching.ScorecardRefused;
import dev.decorum.coaching.Scorecards;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Chromium;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.MovableClock;
import dev.decorum.vault.KeyPurpose;
import dev.decorum.vault.Vault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Messages that were drawn by lot are judged by people, and their authors answer.
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
class ScorecardTests {

  private static final String PASSWORD = "plum orchard window";
  private static final List<String> ALL_MET = Collections.nCopies(5, "met");

  @Autowired House house;
  @Autowired Inbox inbox;
  @Autowired Staff staff;
  @Autowired Vault vault;
  @Autowired Reviews reviews;
  @Autowired Scorecards scorecards;
  @Autowired Judging judging;
  @Autowired Answers answers;
  @Autowired CoachingSettings settings;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;

  private Viewer admin;
  private Team team;
  private Viewer author;
  private Viewer anna;
  private Viewer bo;
  private int card;

  @BeforeEach
  void aTeamWithTwoLeads() {
    admin = house.member(Role.ADMIN);
    var name = "Team " + UUID.randomUUID().toString().substring(0, 8);
    team = staff.team(house.team(name)).orElseThrow();
    author = house.member(Role.AGENT, name);
    anna = house.member(Role.LEAD, name);
    bo = house.member(Role.LEAD, name);
    settings.decide(admin, new Decided(false, true));
    card =
        scorecards.add(
            admin,
            "First answers",
            QuestionLines.parse("3: Is it clear?\nIs it kind?\n2: What next?\nBy when?\nBy whom?"));
  }

  @AfterEach
  void off() {
    settings.decide(admin, new Decided(false, false));
  }

  @Test
  void nothingIsJudgedBeforeTheOrganisationWantsIt() {
    wrote(author, 3);
    settings.decide(admin, new Decided(true, false));

    assertThat(judging.judges(anna)).isFalse();
    assertThatThrownBy(this::draw).isInstanceOf(ScorecardNotFound.class);

    settings.decide(admin, new Decided(false, true));
    draw();
    assertThat(judging.waiting(anna)).isEqualTo(3);
    settings.decide(admin, new Decided(false, false));
    assertThat(judging.next(anna)).isEmpty();
  }

  @Test
  void aMonthOfATeamIsDrawnOnceByItsLeadsOnly() {
    wrote(author, 8);
    var stranger = house.member(Role.LEAD);
    var month = judging.months().getFirst();
    for (var other : List.of(stranger, author, admin)) {
      assertThatThrownBy(() -> judging.draw(other, team.no(), card, month, 5))
          .isInstanceOf(ScorecardNotFound.class);
    }

    draw();

    assertThat(rounds()).singleElement().extracting(Round::drawn).isEqualTo(5);
    assertThat(rounds().getFirst().judged()).isZero();
    assertThatThrownBy(this::draw).isInstanceOf(ScorecardRefused.class);
    assertThatThrownBy(() -> judging.draw(anna, team.no(), card, month.plusMonths(1), 5))
        .isInstanceOf(ScorecardRefused.class);
    assertThat(judging.next(stranger)).isEmpty();
  }

  @Test
  void nobodyJudgesTheirOwnNorTwiceAndTheSecondDoesNotSeeTheFirst() {
    wrote(anna, 5);
    draw();
    assertThat(judging.waiting(anna)).isZero();
    assertThat(judging.waiting(bo)).isEqualTo(5);
    // One in five is judged twice, and there is nobody else: it waits.
    judgeAll(bo, ALL_MET);

    assertThat(judging.waiting(bo)).isZero();
    assertThat(answers.own(anna)).hasSize(4);
    assertThat(rounds().getFirst().judged()).isEqualTo(4);
    var cleo = house.member(Role.LEAD, team.name());
    assertThat(judging.waiting(cleo)).isEqualTo(1);
    long no = judging.next(cleo).orElseThrow();
    assertThatThrownBy(() -> answers.ofOwn(anna, no)).isInstanceOf(ScorecardNotFound.class);

    judgeAll(cleo, List.of("not_met", "met", "met", "met", "does_not_apply"));

    assertThat(answers.ofOwn(anna, no).judgings())
        .extracting(JudgedMessage.Said::mark)
        .containsExactly(100, 57);
    assertThat(answers.own(anna).stream().filter(line -> line.no() == no).toList())
        .singleElement()
        .extracting(Answers.Line::mark)
        .isEqualTo(79);
  }

  @Test
  void figuresBeginWithTwentyAndAgreementIsShownWithItsPairs() {
    wrote(author, 20);
    judging.draw(anna, team.no(), card, judging.months().getFirst(), 20);
    judgeAll(anna, List.of("met", "met", "partly", "met", "not_met"));
    assertThat(judging.own(author).n()).isEqualTo(16);
    assertThat(judging.own(author).median()).isEmpty();
    assertThat(rounds().getFirst().agreement()).isEmpty();

    judgeAll(bo, List.of("met", "met", "partly", "not_met", "not_met"));

    assertThat(judging.own(author).n()).isEqualTo(20);
    assertThat(judging.own(author).median()).contains(75);
    var round = rounds().getFirst();
    assertThat(round.pairs()).isEqualTo(20);
    // Of five answers four are equal: p_o = 0.8, p_e = (3·2 + 1·1 + 1·2) / 25 = 0.36.
    assertThat(round.kappa().orElseThrow()).isEqualTo(0.6875);
    assertThat(round.agreement()).isEqualTo("substantial");
    assertThat(judging.people(anna))
        .anySatisfy((member, figure) -> assertThat(figure.median()).contains(75));
    assertThat(judging.people(author)).isEmpty();
    assertThat(judging.own(bo).n()).isZero();
  }

  @Test
  void theAuthorAnswersAndAnAppealIsDecidedBySomebodyElse() {
    wrote(author, 1);
    settleOne();
    long no = answers.own(author).getFirst().no();
    assertThatThrownBy(() -> answers.answer(bo, no, "Mine", false))
        .isInstanceOf(ScorecardNotFound.class);
    assertThatThrownBy(() -> answers.answer(author, no, " ", false))
        .isInstanceOf(ScorecardRefused.class);

    answers.answer(author, no, "The client had asked for that.", true);

    assertThatThrownBy(() -> answers.answer(author, no, "And more", false))
        .isInstanceOf(ScorecardRefused.class);
    assertThatThrownBy(() -> answers.appeal(anna, no)).isInstanceOf(ScorecardNotFound.class);
    assertThat(answers.appeals(anna)).isEmpty();
    assertThat(answers.appeals(admin)).extracting(Answers.Line::no).contains(no);
    assertThat(judging.own(author).n()).isEqualTo(1);

    answers.decide(admin, no, true, "Rightly so.");

    assertThat(judging.own(author).n()).isZero();
    assertThat(answers.ofOwn(author, no).answer())
        .isEqualTo(
            new JudgedMessage.Answer("The client had asked for that.", true, true, "Rightly so."));
    assertThatThrownBy(() -> answers.decide(admin, no, false, "Or not."))
        .isInstanceOf(ScorecardNotFound.class);
  }

  @Test
  void aMessageOfAnErasedClientIsLeftOut() {
    wrote(author, 1);
    draw();
    var message =
        jdbc.sql("select m.interaction_id from coaching.message m where m.member_id = :author")
            .param("author", author.id().id())
            .query(UUID.class)
            .single();
    long no = judging.next(anna).orElseThrow();
    assertThatThrownBy(() -> judging.leaveOut(anna, no)).isInstanceOf(ScorecardRefused.class);
    // As after an erasure; the client is left, for lists that other tests look at.
    var key = vault.createKey(KeyPurpose.CLIENT);
    jdbc.sql("update inbox.interaction set text = :text where id = :id")
        .param("text", vault.seal(key, Interactions.TEXT, message, "Gone"))
        .param("id", message)
        .update();
    vault.destroy(key);

    assertThat(judging.toJudge(anna, no).words()).isNull();
    judging.leaveOut(anna, no);
    assertThat(judging.next(anna)).isEmpty();
  }

  @Test
  void whatWasJudgedKeepsItsVersionOfTheScorecard() {
    wrote(author, 1);
    settleOne();
    scorecards.publish(admin, card, 1, "First answers", QuestionLines.parse("Only this?"));

    assertThat(scorecards.byNo(card).questions()).hasSize(1);
    assertThatThrownBy(
            () -> scorecards.publish(admin, card, 1, "Late", QuestionLines.parse("Or this?")))
        .isInstanceOf(ScorecardRefused.class);
    long no = answers.own(author).getFirst().no();
    assertThat(answers.ofOwn(author, no).scorecard().questions()).hasSize(5);
  }

  @Test
  void thePagesWorkWithoutScript() {
    wrote(author, 2);
    try (var chromium = new Chromium(port)) {
      var page = chromium.withoutScript();
      Chromium.signIn(page, anna.name() + "@brightwater.example", PASSWORD);
      page.navigate("/coaching/scorecards");
      page.locator("#each").fill("2");
      page.locator("main form button[type=submit]").click();
      page.locator("main a:has-text('Judge (2)')").click();
      for (int i = 0; i < 5; i++) {
        page.locator("input[name=q" + i + "][value=" + (i == 2 ? "partly" : "met") + "]").check();
      }
      page.locator("#remark").fill("Clear and kind.");
      page.locator("#judgement button[type=submit]").click();
      assertThat(page.locator("h1").textContent()).isEqualTo("Judge a message");

      chromium.signIn(anna.name() + "@brightwater.example", PASSWORD);
      chromium.go("/coaching/scorecards/next");
      chromium.look("judge");
      judgeAll(anna, ALL_MET);
      judgeAll(bo, ALL_MET);
      chromium.go("/coaching/scorecards");
      chromium.look("rounds");
    }
    try (var chromium = new Chromium(port)) {
      chromium.signIn(author.name() + "@brightwater.example", PASSWORD);
      chromium.go("/coaching/scorecards");
      chromium.look("judged-own");
      chromium.page().locator("main li a").last().click();
      chromium.page().locator("#words").fill("I had called before.");
      chromium.page().locator("input[name=appeal]").check();
      chromium.look("judged");
      chromium.page().locator("main form button[type=submit]").click();
      assertThat(chromium.page().locator("main").textContent()).contains("appeal waits");
    }
    try (var chromium = new Chromium(port)) {
      chromium.signIn(admin.name() + "@brightwater.example", PASSWORD);
      chromium.go("/admin/coaching/scorecards/new");
      chromium.page().locator("#name").fill("Complaints");
      chromium.page().locator("#questions").fill("99: Too much?");
      chromium.page().locator("main form button[type=submit]").click();
      chromium.look("scorecard");
      chromium.expectComplaint("status of 422");
      chromium.go("/admin/coaching/scorecards");
      chromium.look("scorecards");
      chromium.page().locator("main li a").first().click();
      chromium.look("appeal");
    }
  }

  private List<Round> rounds() {
    return judging.rounds(anna);
  }

  private void draw() {
    judging.draw(anna, team.no(), card, judging.months().getFirst(), 5);
  }

  /// The one message is judged twice: one in five, and at least one.
  private void settleOne() {
    draw();
    judgeAll(anna, ALL_MET);
    judgeAll(bo, ALL_MET);
  }

  private void judgeAll(Viewer judge, List<String> said) {
    for (Optional<Long> next; (next = judging.next(judge)).isPresent(); ) {
      judging.judge(judge, next.get(), said, "");
    }
  }

  /// Messages of the month before.
  private void wrote(Viewer member, int count) {
    var sent = new ArrayList<UUID>();
    for (int i = 0; i < count; i++) {
      var client = house.client();
      long no = house.mail(client, team.id(), "Order", "When will I get my order?").no();
      var reply = new NewReply("You get it on Friday.", null, List.of(), null, null, null, false);
      sent.add(inbox.reply(member, no, reply).interaction().id());
    }
    clock.forward(Inbox.UNDO);
    // The background worker of this context takes some of them as well.
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (reviewed(sent) < count) {
      assertThat(System.nanoTime()).isLessThan(end);
      if (reviews.next() == 0) LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    for (var earlier :
        List.of(
            "update coaching.message set at = at - interval '1 month' where interaction_id = any (:sent)",
            "update inbox.interaction set at = at - interval '1 month' where id = any (:sent)")) {
      jdbc.sql(earlier).param("sent", sent.toArray(UUID[]::new)).update();
    }
  }

  private int reviewed(List<UUID> sent) {
    return jdbc.sql(
            """
            select count(*)
              from coaching.message m
             where m.interaction_id = any (:sent)
               and m.edition_id > 0
            """)
        .param("sent", sent.toArray(UUID[]::new))
        .query(Integer.class)
        .single();
  }
}
