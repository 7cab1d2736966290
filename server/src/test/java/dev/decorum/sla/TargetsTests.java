package dev.decorum.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.decorum.DecorumApplication;
import dev.decorum.clients.Client;
import dev.decorum.coach.PromiseRemarks;
import dev.decorum.conduct.Commitment;
import dev.decorum.inbox.Change;
import dev.decorum.inbox.ConversationFilter;
import dev.decorum.inbox.ConversationMerges;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InboxHouse;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.inbox.NewReply;
import dev.decorum.inbox.Notice;
import dev.decorum.inbox.NoticeEvent;
import dev.decorum.inbox.Notices;
import dev.decorum.inbox.Priority;
import dev.decorum.inbox.Received;
import dev.decorum.inbox.Sent;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.Status;
import dev.decorum.inbox.Verdict;
import dev.decorum.inbox.View;
import dev.decorum.sla.PolicyRefused.Reason;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Browser;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Clocks along with conversations. How much is due when is the matter of [ClockExamplesTests].
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TargetsTests {

  private static final String PASSWORD = "plum orchard window";
  private static final String HOME = "/admin/targets";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Autowired House house;
  @Autowired Inbox inbox;
  @Autowired ConversationMerges merges;
  @Autowired Notices notices;
  @Autowired Policies policies;

  @Autowired
  @Qualifier("targetRemarks")
  PromiseRemarks targetRemarks;

  @Autowired DueClocks dueClocks;
  @Autowired Sweep sweep;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired PlatformTransactionManager transactions;

  @LocalServerPort int port;

  private Viewer agent;
  private Viewer lead;
  private Viewer admin;
  private Client client;

  @BeforeAll
  void people() {
    agent = house.member(Role.AGENT, "Lifts");
    lead = house.member(Role.LEAD, "Lifts");
    admin = house.member(Role.ADMIN);
  }

  @BeforeEach
  void someClient() {
    client = house.client();
  }

  @AfterEach
  void noTargets() {
    List.copyOf(policies.all()).forEach(one -> policies.remove(admin, one.no()));
    sweepAll();
  }

  // --- policies

  private static NewPolicy policy(Conditions conditions, List<Step> steps, Object... targets) {
    var all = new HashMap<ClockKind, Target>();
    for (int i = 0; i < targets.length; i += 2) {
      all.put((ClockKind) targets[i], Target.wall(Duration.ofMinutes((Integer) targets[i + 1])));
    }
    return new NewPolicy("Priority care", conditions, null, all, steps);
  }

  private Conditions ours() {
    return new Conditions(Set.of(), Set.of(), Set.of(), Set.of(client.id()), Set.of(), Set.of());
  }

  private int add(List<Step> steps, Object... targets) {
    return policies.add(admin, policy(ours(), steps, targets));
  }

  private int add(Object... targets) {
    return add(List.of(), targets);
  }

  private void sweepAll() {
    sweep.run();
    clock.forward(Duration.ofSeconds(31));
    sweep.run();
  }

  // --- what is seen

  private ConversationRow row(long no) {
    return inbox.get(agent, no).row();
  }

  private Instant waits(Received received) {
    return Objects.requireNonNull(row(received.no()).waitingSince());
  }

  private @Nullable Instant due(long no) {
    return row(no).due();
  }

  /// Such as `first_response met`, the first that was written down first.
  private List<String> outcomes(Received received) {
    return outcomes(received.conversation().id());
  }

  private List<String> outcomes(UUID conversation) {
    return jdbc.sql(
            """
            select o.kind || ' ' || o.result
              from sla.outcome o
             where o.conversation_id = :conversation
             order by o.id
            """)
        .param("conversation", conversation)
        .query((row, _) -> row.getString(1))
        .list();
  }

  private List<NoticeEvent> told(Viewer viewer, Received of) {
    return notices.all(viewer, null, 50).items().stream()
        .filter(
            one -> {
              var row = one.conversation();
              return row != null && row.id().equals(of.conversation());
            })
        .map(Notice::event)
        .toList();
  }

  private Received mail() {
    return house.mail(client, "Lift out again", "It has stopped once more.");
  }

  private Received another(Received first) {
    return inbox.receive(
        house.letter(client, "Re: Lift", "Any news?").into(first.conversation()).message());
  }

  private Sent reply(Received received) {
    return inbox.reply(agent, received.no(), NewReply.of("We have a look at once."));
  }

  private void set(Received received, Status status) {
    inbox.change(agent, received.no(), List.of(new Change.ToStatus(status)), null);
  }

  private void after(int minutes) {
    clock.forward(Duration.ofMinutes(minutes));
    dueClocks.run();
  }

  // --- running

  @Test
  void aMailStartsClocksAndWhatWeDoStopsThem() {
    add(ClockKind.FIRST_RESPONSE, 60, ClockKind.RESOLUTION, 600);

    var received = mail();

    var at = waits(received);
    assertThat(due(received.no())).isEqualTo(at.plus(Duration.ofMinutes(60)));

    reply(received);
    assertThat(due(received.no())).isEqualTo(at.plus(Duration.ofMinutes(600)));
    set(received, Status.RESOLVED);
    assertThat(due(received.no())).isNull();
    assertThat(outcomes(received)).containsExactly("first_response met", "resolution met");
  }

  @Test
  void whatIsPromisedForLaterThanTheEndOfAMatterIsSaidWhileItIsWritten() {
    add(ClockKind.RESOLUTION, 600);
    var received = mail();
    var due = Objects.requireNonNull(due(received.no())).atZone(agent.zone());

    assertThat(remarks(received.no(), new Commitment.Due.Minute(due.plusHours(1))))
        .singleElement()
        .asString()
        .startsWith("The target for the end of this matter is ");
    assertThat(remarks(received.no(), new Commitment.Due.Minute(due.minusHours(1)))).isEmpty();
    assertThat(remarks(received.no(), new Commitment.Due.None())).isEmpty();
    assertThat(remarks(null, new Commitment.Due.Minute(due.plusHours(1)))).isEmpty();
  }

  private List<String> remarks(@Nullable Long in, Commitment.Due due) {
    var promise = new Commitment(0, 4, "call", due, null);
    return targetRemarks.on(agent, in, promise);
  }

  @Test
  void notesMachinesAndAbsencesStopNothing() {
    add(ClockKind.FIRST_RESPONSE, 60);
    var received = mail();
    var due = due(received.no());

    inbox.note(agent, received.no(), "She is in a hurry.", List.of());
    inbox.receive(
        house
            .letter(client, "Away", "I am on holiday.")
            .into(received.conversation())
            .verdict(Verdict.OUT_OF_OFFICE)
            .message());

    assertThat(due(received.no())).isEqualTo(due);
    assertThat(outcomes(received)).isEmpty();
  }

  @Test
  void theNextResponseIsOwedToTheOldestOfSeveralMessages() {
    add(ClockKind.NEXT_RESPONSE, 60);
    var received = mail();
    reply(received);
    clock.forward(MINUTE);
    another(received);
    var since = waits(received);
    clock.forward(MINUTE);
    another(received);

    assertThat(due(received.no())).isEqualTo(since.plus(Duration.ofMinutes(60)));
  }

  @Test
  void whileWeWaitForTheClientTheClockRests() {
    add(ClockKind.RESOLUTION, 60);
    var received = mail();
    clock.forward(MINUTE);
    set(received, Status.WAITING);
    assertThat(due(received.no())).isNull();
    clock.forward(Duration.ofHours(5));
    set(received, Status.OPEN);

    assertThat(due(received.no())).isAfter(clock.instant().plus(Duration.ofMinutes(58)));
    dueClocks.run();
    assertThat(outcomes(received)).isEmpty();
  }

  @Test
  void anAnswerThatIsTakenBackWasNone() {
    add(ClockKind.FIRST_RESPONSE, 60);
    var received = mail();
    var due = due(received.no());

    var sent = inbox.reply(agent, received.no(), NewReply.of("We have a look at once."));
    assertThat(due(received.no())).isNull();
    assertThat(inbox.undo(agent, sent.interaction())).isTrue();

    assertThat(due(received.no())).isEqualTo(due);
    assertThat(outcomes(received)).containsExactly("first_response met", "first_response revoked");
  }

  @Test
  void whoeverResolvesWithoutAnAnswerCancelsAndReopeningTakesThatBack() {
    add(ClockKind.FIRST_RESPONSE, 60);
    var received = mail();
    var due = due(received.no());

    set(received, Status.RESOLVED);
    set(received, Status.OPEN);

    assertThat(due(received.no())).isEqualTo(due);
    assertThat(outcomes(received))
        .containsExactly("first_response cancelled", "first_response revoked");
  }

  @Test
  void theTrashStopsClocksAndRestoringStartsThemAgain() {
    add(ClockKind.FIRST_RESPONSE, 60);
    var received = mail();
    var due = due(received.no());

    inbox.trash(agent, received.no());
    after(61);
    assertThat(outcomes(received)).containsExactly("first_response cancelled");
    inbox.restore(agent, received.no());
    dueClocks.run();

    assertThat(due(received.no())).isEqualTo(due);
    assertThat(outcomes(received)).endsWith("first_response revoked", "first_response missed");
  }

  // --- merged and split

  @Test
  void ofTwoThatMergeTheOneDueFirstGoesOnAndBothDoWhenTheyPart() {
    add(ClockKind.FIRST_RESPONSE, 60);
    var older = mail();
    clock.forward(MINUTE);
    var newer = mail();
    var first = due(older.no());
    var second = due(newer.no());

    merges.merge(agent, newer.no(), older.no());
    assertThat(due(newer.no())).isEqualTo(first);
    assertThat(outcomes(older)).containsExactly("first_response cancelled");
    assertThat(outcomes(newer)).containsExactly("first_response cancelled");

    merges.part(agent, newer.no(), older.no());
    assertThat(due(newer.no())).isEqualTo(second);
    assertThat(due(older.no())).isEqualTo(first);
  }

  @Test
  void whatIsSplitOffTakesItsClockAlong() {
    add(ClockKind.FIRST_RESPONSE, 60, ClockKind.NEXT_RESPONSE, 30);
    var received = mail();
    reply(received);
    clock.forward(MINUTE);
    var second = another(received);
    var due = due(received.no());

    long fresh = merges.split(agent, received.no(), second.interaction(), "Something else");

    assertThat(due(received.no())).isNull();
    assertThat(due(fresh)).isEqualTo(due);
    assertThat(outcomes(received)).containsExactly("first_response met", "next_response cancelled");
  }

  // --- what is due

  @Test
  void peopleAreToldBeforeAtAndAfterAndWhatWasMissedIsWrittenDownOnce() {
    add(
        List.of(
            new Step(-30, Step.Who.OWNER, false),
            new Step(0, Step.Who.OWNER, false),
            new Step(30, Step.Who.ADMINS, false)),
        ClockKind.FIRST_RESPONSE,
        60);
    var received = mail();
    inbox.change(admin, received.no(), List.of(new Change.Assign(agent.id())), null);

    after(29);
    assertThat(told(agent, received)).containsExactly(NoticeEvent.ASSIGNED);
    after(2);
    assertThat(told(agent, received)).containsExactly(NoticeEvent.DUE_SOON, NoticeEvent.ASSIGNED);
    after(30);
    assertThat(told(agent, received)).startsWith(NoticeEvent.OVERDUE);
    assertThat(outcomes(received)).containsExactly("first_response missed");
    assertThat(told(admin, received)).isEmpty();
    after(30);
    dueClocks.run();

    assertThat(told(admin, received)).containsExactly(NoticeEvent.ESCALATED);
    assertThat(outcomes(received)).containsExactly("first_response missed");
    reply(received);
    assertThat(outcomes(received)).containsExactly("first_response missed", "first_response late");
  }

  @Test
  void aLeadTakesOverWhereAPolicySaysSo() {
    add(List.of(new Step(10, Step.Who.LEADS, true)), ClockKind.FIRST_RESPONSE, 60);
    var received =
        house.mail(client, house.team("Lifts"), "Lift out again", "It has stopped once more.");

    after(71);

    assertThat(row(received.no()).assignee()).isNotNull().isNotEqualTo(agent.id());
    assertThat(told(lead, received)).contains(NoticeEvent.ESCALATED);
  }

  @Test
  void threeNodesActOnceOnEach() throws Exception {
    add(List.of(new Step(0, Step.Who.ADMINS, false)), ClockKind.FIRST_RESPONSE, 60);
    var all = new ArrayList<Received>();
    for (int i = 0; i < 60; i++) all.add(mail());
    clock.forward(Duration.ofMinutes(61));

    try (var nodes = Executors.newFixedThreadPool(3)) {
      for (var done : nodes.invokeAll(List.of(node(), node(), node()))) done.get();
    }
    dueClocks.run();

    assertThat(all)
        .allSatisfy(one -> assertThat(outcomes(one)).containsExactly("first_response missed"));
    assertThat(
            jdbc.sql("select count(*) from sla.escalation where conversation_id = any (:all)")
                .param("all", all.stream().map(one -> one.conversation().id()).toArray(UUID[]::new))
                .query(Integer.class)
                .single())
        .isEqualTo(60);
  }

  private Callable<Boolean> node() {
    return () -> {
      dueClocks.run();
      return true;
    };
  }

  // --- other policies

  @Test
  void anotherPolicyMovesWhatRunsAndNotWhatBecameOfThings() {
    int no = add(ClockKind.FIRST_RESPONSE, 60);
    var late = mail();
    after(61);
    var running = mail();
    var at = waits(running);

    policies.change(
        admin,
        no,
        policies.byNo(no).version(),
        policy(ours(), List.of(), ClockKind.FIRST_RESPONSE, 600));
    sweepAll();

    assertThat(due(running.no())).isEqualTo(at.plus(Duration.ofMinutes(600)));
    assertThat(outcomes(late)).containsExactly("first_response missed");
  }

  @Test
  void whatSomebodyIsChangingKeepsNothingElseWaiting() {
    add(ClockKind.FIRST_RESPONSE, 60);
    var held = mail();
    var free = mail();
    sweepAll();
    clock.forward(Duration.ofMinutes(61));

    new TransactionTemplate(transactions)
        .executeWithoutResult(
            _ -> {
              jdbc.sql("select c.no from inbox.conversation c where c.id = :id for update")
                  .param("id", held.conversation().id())
                  .query(Long.class)
                  .single();
              CompletableFuture.runAsync(dueClocks::run).join();
            });

    assertThat(outcomes(free)).containsExactly("first_response missed");
    assertThat(outcomes(held)).isEmpty();
    dueClocks.run();
    assertThat(outcomes(held)).containsExactly("first_response missed");
  }

  @Test
  void aFirstPolicyMakesNothingLateInHindsight() {
    var received = mail();
    clock.forward(Duration.ofHours(3));

    add(ClockKind.FIRST_RESPONSE, 60);
    sweepAll();

    assertThat(due(received.no())).isAfter(clock.instant().plus(Duration.ofMinutes(58)));
    dueClocks.run();
    assertThat(outcomes(received)).isEmpty();
  }

  @Test
  void withoutAPolicyTheClocksStop() {
    int no = add(ClockKind.FIRST_RESPONSE, 60);
    var received = mail();

    policies.remove(admin, no);
    sweepAll();

    assertThat(due(received.no())).isNull();
    assertThat(outcomes(received)).containsExactly("first_response cancelled");
  }

  @Test
  void theFirstPolicyThatFitsCountsAndThePriorityChoosesAnother() {
    policies.add(
        admin,
        policy(
            new Conditions(
                Set.of(),
                Set.of(),
                Set.of(Priority.URGENT),
                Set.of(client.id()),
                Set.of(),
                Set.of()),
            List.of(),
            ClockKind.FIRST_RESPONSE,
            15));
    add(ClockKind.FIRST_RESPONSE, 60);
    var received = mail();
    var at = waits(received);
    assertThat(due(received.no())).isEqualTo(at.plus(Duration.ofMinutes(60)));

    inbox.change(agent, received.no(), List.of(new Change.Prioritise(Priority.URGENT)), null);

    assertThat(due(received.no())).isEqualTo(at.plus(Duration.ofMinutes(15)));
  }

  @Test
  void listsShowWhatIsDueFirst() {
    add(ClockKind.FIRST_RESPONSE, 60, ClockKind.RESOLUTION, 30);
    var first = mail();
    reply(first);
    clock.forward(MINUTE);
    var second = mail();
    set(second, Status.WAITING);
    clock.forward(MINUTE);
    var third = mail();

    var listed =
        inbox
            .list(agent, ConversationFilter.of(View.ALL).client(client.id()), Sort.DUE, null, 10)
            .items();

    assertThat(listed).extracting(ConversationRow::no).startsWith(first.no(), third.no());
  }

  // --- pages

  private Browser signedIn(Viewer viewer) {
    var browser = new Browser(port);
    browser.get("/sign-in");
    browser.post("/sign-in", "email", viewer.name() + "@brightwater.example", "password", PASSWORD);
    return browser;
  }

  @Test
  void targetsAreWrittenMovedTriedAndRemoved() {
    var browser = signedIn(admin);
    assertThat(browser.get(HOME).body()).contains("No targets yet");
    browser.get(HOME + "/new");
    var wrong = browser.post(HOME, "name", "Phone", "first", "soon", "steps", "now: owner");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("Write hours and minutes", "Line 1: write a time");
    var both =
        browser.post(HOME, "name", "Both", "first", "1h", "tags", "vip", "withoutTags", "vip");
    assertThat(both.body()).contains("A tag cannot be there and not be there");

    browser.post(
        HOME,
        "name",
        "Everybody",
        "first",
        "1h 30m",
        "steps",
        "30m before: owner\ndue: owner\n4h after: leads take over");
    browser.post(HOME, "name", "Urgent", "priorities", "urgent", "first", "15m", "firstBy", "wall");
    int everybody = named("Everybody").no();
    int urgent = named("Urgent").no();
    assertThat(browser.get(HOME).body()).contains("1h 30m of working time", "never asked");
    browser.post(HOME + "/" + urgent + "/up");
    assertThat(policies.all()).extracting(Policy::no).containsExactly(urgent, everybody);
    assertThat(browser.get(HOME).body()).doesNotContain("never asked");
    assertThat(browser.get(HOME + "/" + everybody).body())
        .contains("30m before: owner\ndue: owner\n4h after: leads take over");

    var asked = "?channel=email&priority=normal&team=0&tags=&at=";
    assertThat(browser.get(HOME + asked + "2026-11-20T16:20").body())
        .contains(
            "The first response is due Monday 23 November 2026, 09:50",
            "Friday 20 November: 16:20 to 17:00, 40m",
            "Saturday 21 November: closed",
            "Monday 23 November: 09:00 to 09:50, 50m");
    assertThat(browser.get(HOME + asked + "soon").body()).contains("Enter a date and a time");

    browser.post(HOME + "/" + everybody + "/remove");
    assertThat(policies.all()).extracting(Policy::no).containsExactly(urgent);
  }

  private Policy named(String name) {
    return policies.all().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void besideAConversationStandsWhatIsDueAndWordsForTheClientWhenItIsLate() {
    add(List.of(new Step(0, Step.Who.LEADS, false)), ClockKind.FIRST_RESPONSE, 60);
    var received = mail();
    var browser = signedIn(agent);
    assertThat(browser.get("/c/" + received.no() + "/due").body())
        .contains("Targets: Priority care", "First response due")
        .doesNotContain("Draft words for the client");
    assertThat(browser.get("/c/" + received.no()).body()).contains("/c/" + received.no() + "/due");

    after(61);

    assertThat(browser.get("/c/" + received.no() + "/due").body())
        .contains("First response overdue", "The leads were told", "First response missed");
    browser.post("/c/" + received.no() + "/due/explain", "kind", "first_response");
    assertThat(browser.get("/c/" + received.no()).body())
        .contains("I am sorry that you did not.", "What happens next");
    assertThat(row(received.no()).waitingSince()).as("nothing was sent").isNotNull();
  }

  @Test
  void eachStepSaysWhyItWasTakenAndHasWordsForTheClient() {
    add(
        List.of(new Step(-30, Step.Who.OWNER, false), new Step(30, Step.Who.LEADS, true)),
        ClockKind.FIRST_RESPONSE,
        60);
    var received = mail();
    var browser = signedIn(agent);
    var panel = "/c/" + received.no() + "/due";
    var draft = "/c/" + received.no();

    after(31);

    assertThat(browser.get(panel).body())
        .contains("30m before the due time: First response", "Draft words for the client");
    browser.post(panel + "/explain", "kind", "first_response");
    assertThat(browser.get(draft).body())
        .contains("this is where it stands", "What happens next")
        .doesNotContain("I am sorry");
    assertThat(browser.post(panel + "/explain", "kind", "lunch").status()).isEqualTo(400);

    after(60);

    assertThat(browser.get(panel).body())
        .contains("30m after the due time: First response", "and a lead took it over")
        .containsOnlyOnce("Draft words for the client");
    browser.post(panel + "/explain", "kind", "first_response");
    assertThat(browser.get(draft).body())
        .contains("I am sorry that you did not.", "looks after this for you from now on");
    inbox.reply(agent, received.no(), NewReply.of("Here it is."));
    assertThat(browser.get(panel).body())
        .contains("30m after the due time: First response")
        .doesNotContain("Draft words for the client");
  }

  @Test
  void whoPromisesSomethingHearsWhatIsAgreedWithTheClient() {
    policies.add(
        admin,
        new NewPolicy(
            "Priority care",
            ours(),
            null,
            Map.of(ClockKind.RESOLUTION, Target.working(Duration.ofHours(200))),
            List.of()));
    var received = mail();
    var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(8);
    var browser = signedIn(agent);
    browser.get("/promises/new?conversation=" + received.no());

    var said = "The shortest time agreed with this client is 200 h of their hours.";
    assertThat(
            browser
                .post(
                    "/promises/check",
                    "conversation",
                    "" + received.no(),
                    "words",
                    "I will call",
                    "day",
                    "" + day)
                .body())
        .contains(said);
    assertThat(
            browser
                .post(
                    "/drafts/reply-" + received.no() + "/check",
                    "text",
                    "I will call you by " + day + ".")
                .body())
        .contains(said);
  }

  @Test
  void targetsThatAreNeverAskedAreSaidToBe() {
    add(ClockKind.FIRST_RESPONSE, 60);
    var browser = signedIn(admin);
    assertThat(browser.get(HOME).body()).contains("Priority care").doesNotContain("never asked");

    add(ClockKind.FIRST_RESPONSE, 30);

    assertThat(browser.get(HOME).body()).contains("never asked");
  }

  @Test
  void whatCannotBeIsRefusedWithItsReason() {
    var both = new Conditions(Set.of(), Set.of(), Set.of(), Set.of(), Set.of("vip"), Set.of("vip"));

    refused(Reason.CONTRADICTION, policy(both, List.of(), ClockKind.UPDATE, 60));
    refused(Reason.NO_TARGET, policy(Conditions.NONE, List.of()));
    refused(Reason.BAD_LENGTH, policy(Conditions.NONE, List.of(), ClockKind.UPDATE, 0));
    refused(Reason.BAD_LENGTH, policy(Conditions.NONE, List.of(), ClockKind.UPDATE, 600_000));
    refused(
        Reason.NO_NAME,
        new NewPolicy(
            " ", Conditions.NONE, null, Map.of(ClockKind.UPDATE, Target.wall(MINUTE)), List.of()));
    refused(
        Reason.BAD_STEP,
        policy(
            Conditions.NONE,
            List.of(new Step(-600_000, Step.Who.OWNER, false)),
            ClockKind.UPDATE,
            60));
  }

  private void refused(Reason reason, NewPolicy policy) {
    assertThatExceptionOfType(PolicyRefused.class)
        .isThrownBy(() -> policies.add(admin, policy))
        .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
  }
}
