package dev.decorum.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.decorum.DecorumApplication;
import dev.decorum.clients.Channel;
import dev.decorum.coach.Aside;
import dev.decorum.coach.Coach;
import dev.decorum.coach.Guidelines;
import dev.decorum.coach.Guidelines.Wish;
import dev.decorum.coach.Pace;
import dev.decorum.coaching.CoachingSettings;
import dev.decorum.coaching.CoachingSettings.Decided;
import dev.decorum.coaching.Course;
import dev.decorum.coaching.Figures;
import dev.decorum.coaching.FiguresNotFound;
import dev.decorum.coaching.Reviews;
import dev.decorum.database.Times;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Chromium;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.MovableClock;
import dev.decorum.vault.KeyPurpose;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Messages that have left are reviewed in the background, and shown as figures over time.
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
class ReviewTests {

  private static final String SOON = "Dear client,\n\nYou will get it soon. Calm down.";

  @Autowired House house;
  @Autowired Inbox inbox;
  @Autowired Staff staff;
  @Autowired Vault vault;
  @Autowired Drafts drafts;
  @Autowired Coach coach;
  @Autowired Guidelines guidelines;
  @Autowired Reviews reviews;
  @Autowired SentMessages messages;
  @Autowired Figures figures;
  @Autowired CoachingSettings settings;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired PlatformTransactionManager transactions;
  @LocalServerPort int port;

  @AfterEach
  void asItWas() {
    var admin = house.member(Role.ADMIN);
    guidelines.set(admin, "vague_time.soon", Wish.SHIPPED);
    guidelines.refresh();
    settings.decide(admin, new Decided(false, false));
  }

  @Test
  void aMessageThatLeftIsReviewedAndNoneOfItsWordsAreKept() {
    var sent = reply(house.member(Role.AGENT), SOON);

    reviewAll();

    assertThat(facts(sent))
        .singleElement()
        .satisfies(
            facts ->
                assertThat(facts)
                    .contains("vague_time.soon", "\"warning\"")
                    .doesNotContain("Calm"));
  }

  @Test
  void whatMayStillBeTakenBackWaits() {
    var agent = house.member(Role.AGENT);
    long no = house.mail(house.client(), "Order", "When will I get it?").no();
    var held =
        inbox
            .reply(agent, no, new NewReply(SOON, null, List.of(), null, null, null, true))
            .interaction();
    reviewAll();
    assertThat(facts(held)).isEmpty();
    assertThat(state(held)).isEqualTo("due");

    inbox.delivery(held, Delivery.SENT, null);
    clock.forward(Duration.ofMinutes(11));
    reviewAll();

    assertThat(facts(held)).hasSize(1);
  }

  @Test
  void whatWasTakenBackIsForgotten() {
    var agent = house.member(Role.AGENT);
    long no = house.mail(house.client(), "Order", "When will I get it?").no();
    var sent = inbox.reply(agent, no, new NewReply(SOON, null, List.of(), null, null, null, true));
    inbox.undo(agent, sent.interaction());

    reviewAll();

    assertThat(state(sent.interaction())).isEqualTo("gone");
  }

  @Test
  void aMessageWhoseTransactionEndsLateIsNotPassedBy() {
    var agent = house.member(Role.AGENT);
    var late =
        new TransactionTemplate(transactions)
            .execute(
                _ -> {
                  var written = reply(agent, SOON);
                  assertThat(CompletableFuture.supplyAsync(this::somebodyElse).join()).hasSize(1);
                  return written;
                });
    assertThat(facts(Objects.requireNonNull(late))).isEmpty();

    reviewAll();

    assertThat(facts(late)).hasSize(1);
  }

  @Test
  void anErasedClientHoldsUpNobody() {
    var agent = house.member(Role.AGENT);
    var lost = reply(agent, SOON);
    var other = reply(agent, SOON);
    // As after an erasure; the client is left, for lists that other tests look at.
    var key = vault.createKey(KeyPurpose.CLIENT);
    jdbc.sql("update inbox.interaction set text = :text where id = :id")
        .param("text", vault.seal(key, Interactions.TEXT, lost.id(), SOON))
        .param("id", lost.id())
        .update();
    vault.destroy(key);

    reviewAll();

    assertThat(state(lost)).isEqualTo("unreadable");
    assertThat(facts(lost)).isEmpty();
    assertThat(facts(other)).hasSize(1);
  }

  @Test
  void eachEditionOfTheGuidelinesReviewsOnceAndEarlierResultsStay() {
    var admin = house.member(Role.ADMIN);
    var sent = reply(house.member(Role.AGENT), SOON);
    reviewAll();

    guidelines.set(admin, "vague_time.soon", Wish.OFF);
    guidelines.refresh();
    reviewAll();

    assertThat(facts(sent)).hasSize(2);
    assertThat(facts(sent).getFirst()).contains("vague_time.soon");
    assertThat(facts(sent).getLast()).doesNotContain("vague_time.soon");

    guidelines.set(admin, "vague_time.soon", Wish.SHIPPED);
    guidelines.refresh();
    reviewAll();
    assertThat(facts(sent)).hasSize(2);
  }

  @Test
  void workThatBreaksOffIsDoneAgainAndSeveralNodesShareIt() throws Exception {
    var agent = house.member(Role.AGENT);
    var sent = new ArrayList<InteractionId>();
    reviewAll();
    for (int i = 0; i < 30; i++) sent.add(reply(agent, SOON));
    clock.forward(Inbox.UNDO);
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            broken -> {
              reviews.next();
              broken.setRollbackOnly();
            });

    try (var nodes = Executors.newFixedThreadPool(2)) {
      var one = nodes.submit(this::reviewAll);
      var two = nodes.submit(this::reviewAll);
      one.get();
      two.get();
    }

    assertThat(sent).allSatisfy(id -> assertThat(facts(id)).hasSize(1));
  }

  @Test
  void theFirstContactIsWhatAClientHearsFirstInAnyConversation() {
    var agent = house.member(Role.AGENT);
    var client = house.client();
    var failed = reply(agent, house.mail(client, "Order", "When will I get it?").no());
    inbox.delivery(failed, Delivery.FAILED, "No such mailbox");
    clock.forward(Duration.ofMinutes(1));
    var first = reply(agent, house.mail(client, "Order", "Are you there?").no());
    clock.forward(Duration.ofMinutes(1));
    var later = reply(agent, house.mail(client, "Invoice", "Which account?").no());
    var other = reply(agent, house.mail(house.client(), "Order", "When will I get it?").no());

    var found = messages.bySystem(List.of(failed, first, later, other));

    assertThat(found).hasEntrySatisfying(failed, one -> assertThat(one.first()).isTrue());
    assertThat(found).hasEntrySatisfying(first, one -> assertThat(one.first()).isTrue());
    assertThat(found).hasEntrySatisfying(later, one -> assertThat(one.first()).isFalse());
    assertThat(found).hasEntrySatisfying(other, one -> assertThat(one.first()).isTrue());
  }

  private InteractionId reply(Viewer agent, long no) {
    return inbox
        .reply(agent, no, new NewReply(SOON, null, List.of(), null, null, null, true))
        .interaction();
  }

  @Test
  void ofACallOnlyHowItIsToldIsReviewed() {
    var agent = house.member(Role.AGENT);
    long no = house.mail(house.client(), "Order", "When will I get it?").no();
    var call =
        inbox.log(
            agent,
            no,
            new NewContact(
                Kind.CALL,
                Channel.PHONE,
                Direction.OUT,
                "He was stupid. He gets it soon.",
                clock.instant()));

    reviewAll();

    assertThat(facts(call))
        .singleElement()
        .satisfies(
            facts ->
                assertThat(facts).contains("vague_time").doesNotContain("missing", "unanswered"));
    assertThat(
            jdbc.sql(
                    "select r.empathy is null and r.tone is not null from coaching.review r where r.interaction_id = :id")
                .param("id", call.id())
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  @Test
  void whatItsWriterHadSetAsideIsKeptWithTheReason() {
    var agent = house.member(Role.AGENT);
    long no = house.mail(house.client(), "Order", "When will I get it?").no();
    var draft = drafts.save(agent, no, DraftKind.REPLY, new DraftContent(SOON, null, null), 0);
    var name = new DraftName.OfConversation(no, DraftKind.REPLY);
    var card =
        coach.check(agent, name, null, SOON, Pace.DONE).cards().stream()
            .filter(one -> one.finding().rule().equals("vague_time.soon"))
            .findFirst()
            .orElseThrow();
    drafts.dismiss(agent, name, Aside.AGREED.of(Coach.named(card.id())));
    assertThat(coach.check(agent, name, null, SOON, Pace.DONE).cards()).doesNotContain(card);

    var sent =
        inbox
            .reply(
                agent,
                no,
                new NewReply(SOON, null, List.of(), draft.draft().id(), null, null, false))
            .interaction();
    reviewAll();

    assertThat(facts(sent)).singleElement().asString().containsOnlyOnce("agreed");
  }

  @Test
  void ownFiguresBeginWithTwentyMessagesAndNobodyElseIsShownThem() {
    var team = "Reviewed " + UUID.randomUUID();
    house.team(team);
    var agent = house.member(Role.AGENT, team);
    var lead = house.member(Role.LEAD, team);
    var strangeLead = house.member(Role.LEAD);
    var admin = house.member(Role.ADMIN);
    for (int i = 0; i < 19; i++) reply(agent, SOON);
    reviewAll();
    assertThat(figures.own(agent, null).whole()).isNull();
    assertThat(figures.own(agent, null).patterns()).isEmpty();

    reply(agent, SOON);
    reviewAll();

    var own = figures.own(agent, null);
    assertThat(whole(own).n()).isEqualTo(20);
    assertThat(whole(own).overall()).isBetween(1, 99);
    assertThat(own.patterns()).extracting(Course.Pattern::category).contains("vague_time");
    assertThat(figures.own(lead, null).whole()).isNull();
    assertThatThrownBy(() -> figures.person(lead, agent.no())).isInstanceOf(FiguresNotFound.class);

    settings.decide(admin, new Decided(true, false));

    var member = figures.person(lead, agent.no());
    assertThat(whole(figures.of(lead, member, null)).n()).isEqualTo(20);
    until(() -> readings(lead, agent) == 1);
    for (var other : List.of(strangeLead, admin, agent)) {
      assertThatThrownBy(() -> figures.person(other, agent.no()))
          .isInstanceOf(FiguresNotFound.class);
    }
  }

  @Test
  void aTeamIsShownFromThreeWritersOn() {
    var team = team();
    var members = members(team, 3);
    edition();
    plant(members.get(0), team, 0, 30, 80);
    plant(members.get(1), team, 0, 30, 80);
    assertThat(figures.of(members.getFirst(), team, null).whole()).isNull();

    plant(members.get(2), team, 0, 1, 80);

    assertThat(whole(figures.of(members.getFirst(), team, null)).n()).isEqualTo(61);
    assertThatThrownBy(() -> figures.team(house.member(Role.AGENT), team.no()))
        .isInstanceOf(FiguresNotFound.class);
  }

  @Test
  void theFiguresOfAClientAreThoseOfConversationsOneMaySee() {
    var team = team();
    var members = members(team, 3);
    var client = house.client();
    long no = house.mail(client, team.id(), "Order", "When will I get it?").no();
    for (int i = 0; i < 21; i++) {
      inbox.reply(
          members.get(i % 3), no, new NewReply(SOON, null, List.of(), null, null, null, false));
    }
    reviewAll();

    assertThat(whole(figures.of(members.getFirst(), client, null)).n()).isEqualTo(21);
    assertThat(figures.of(house.member(Role.AGENT), client, null).whole()).isNull();
  }

  @Test
  void thePagesSayInWordsWhatTheyDraw() {
    var team = team();
    var members = members(team, 3);
    var agent = members.getFirst();
    edition();
    for (int month = 0; month < 12; month++) {
      for (var member : members) plant(member, team, month, 22 + month % 3, 92 - month * 2);
    }
    settings.decide(house.member(Role.ADMIN), new Decided(true, false));
    var lead = house.member(Role.LEAD, team.name());
    try (var chromium = new Chromium(port)) {
      chromium.signIn(agent.name() + "@brightwater.example", "plum orchard window");
      chromium.go("/coaching");
      var main = chromium.page().locator("main");
      assertThat(main.textContent())
          .contains("Half of them have a mark of", "The median went from");
      assertThat(chromium.page().locator("svg.chart circle").count()).isEqualTo(12);
      assertThat(chromium.page().locator("svg.chart").getAttribute("aria-label"))
          .contains("The median went from");
      chromium.look("coaching");
      main.locator("a:has-text('" + team.name() + "')").click();
      assertThat(main.textContent()).contains("How " + team.name() + " writes");
      chromium.look("coaching-team");
    }
    try (var chromium = new Chromium(port)) {
      chromium.signIn(lead.name() + "@brightwater.example", "plum orchard window");
      chromium.go("/coaching");
      chromium.look("coaching-lead");
      chromium.page().locator("main a:has-text('" + agent.name() + "')").click();
      assertThat(chromium.page().locator("main").textContent())
          .contains("How " + agent.name() + " writes", "audit log");
    }
    try (var chromium = new Chromium(port)) {
      var admin = house.member(Role.ADMIN);
      chromium.signIn(admin.name() + "@brightwater.example", "plum orchard window");
      chromium.go("/admin/coaching");
      chromium.look("coaching-settings");
      chromium.page().locator("main input[name=people]").uncheck();
      chromium.page().locator("main form button[type=submit]").click();
      chromium.page().locator(".toast").waitFor();
      assertThat(settings.get().leadsSeePeople()).isFalse();
    }
  }

  /// Writes meanwhile, and is reviewed.
  private List<String> somebodyElse() {
    var quick = reply(house.member(Role.AGENT), SOON);
    reviewAll();
    return facts(quick);
  }

  private Team team() {
    var name = "Team " + UUID.randomUUID().toString().substring(0, 8);
    return staff.team(house.team(name)).orElseThrow();
  }

  private List<Viewer> members(Team team, int count) {
    var members = new ArrayList<Viewer>();
    for (int i = 0; i < count; i++) members.add(house.member(Role.AGENT, team.name()));
    return members;
  }

  /// The background worker of this context takes rows as well: until nothing is due.
  private void reviewAll() {
    clock.forward(Inbox.UNDO);
    until(
        () ->
            reviews.next() == 0
                && jdbc.sql(
                            """
                        select count(*)
                          from coaching.message m
                         where m.skipped is null
                           and m.due_at <= :now
                           and m.edition_id <>
                                 (select e.id from coaching.edition e order by e.turn desc limit 1)
                        """)
                        .param("now", Times.bound(clock.instant()))
                        .query(Integer.class)
                        .single()
                    == 0);
  }

  private static void until(BooleanSupplier done) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  private InteractionId reply(Viewer viewer, String text) {
    long no = house.mail(house.client(), "Order", "When will I get my order?").no();
    return inbox
        .reply(viewer, no, new NewReply(text, null, List.of(), null, null, null, false))
        .interaction();
  }

  /// What each edition found, the oldest first.
  private List<String> facts(InteractionId id) {
    return jdbc.sql(
            """
            select r.findings::text
              from coaching.review r
              join coaching.edition e on e.id = r.edition_id
             where r.interaction_id = :id
             order by r.findings::text like '%vague_time.soon%' desc, e.id
            """)
        .param("id", id.id())
        .query((row, _) -> row.getString(1))
        .list();
  }

  private String state(InteractionId id) {
    return jdbc.sql(
            "select coalesce(m.skipped, case when m.edition_id = 0 then 'due' else 'reviewed' end) from coaching.message m where m.interaction_id = :id")
        .param("id", id.id())
        .query(String.class)
        .optional()
        .orElse("gone");
  }

  private int readings(Viewer by, Viewer of) {
    return jdbc.sql(
            """
            select count(*)
              from audit.entry e
             where e.actor = :by
               and e.object = :of
               and e.object_kind = 'coaching'
            """)
        .param("by", by.id().id())
        .param("of", of.id().id())
        .query(Integer.class)
        .single();
  }

  private static Course.Figure whole(Course course) {
    return Optional.ofNullable(course.whole()).orElseThrow();
  }

  private int edition() {
    reviewAll();
    return jdbc.sql("select e.id from coaching.edition e order by e.turn desc limit 1")
        .query(Integer.class)
        .single();
  }

  /// Reviews as they would be of messages of an earlier month.
  private void plant(Viewer member, Team team, int monthsAgo, int count, int mark) {
    var month = LocalDate.ofInstant(clock.instant(), clock.getZone()).withDayOfMonth(1);
    var at = month.minusMonths(monthsAgo).atStartOfDay(clock.getZone()).toInstant();
    for (int i = 0; i < count; i++) {
      var id = RowIds.next();
      jdbc.sql(
              """
              with m as (
                insert into coaching.message (
                  interaction_id, member_id, team_id, kind, channel, at, due_at, edition_id)
                select :id, :member, :team, 'message', case when :i % 4 = 0 then 'phone' else 'email' end, :at, :at, e.id
                  from coaching.edition e order by e.turn desc limit 1
                returning interaction_id, edition_id)
              insert into coaching.review (
                interaction_id, edition_id, overall, greeting_and_closing, clarity, tone, empathy,
                ownership, completeness, confidentiality, findings)
              select m.interaction_id, m.edition_id, :mark, 100, :mark, 90, null, 80, 95, 100,
                     '[["vague_time.soon", "vague_time", "warning", "reply", 3, 7]]'
                from m
              """)
          .param("id", id)
          .param("member", member.id().id())
          .param("team", team.id().id())
          .param("i", i)
          .param("at", Times.bound(at))
          .param("mark", mark)
          .update();
    }
  }
}
