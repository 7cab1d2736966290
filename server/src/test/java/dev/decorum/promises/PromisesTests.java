package dev.decorum.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import dev.decorum.DecorumApplication;
import dev.decorum.audit.Actor;
import dev.decorum.clients.Client;
import dev.decorum.clients.ClientNotFound;
import dev.decorum.clients.Clients;
import dev.decorum.clients.PreferenceInput;
import dev.decorum.clients.PreferenceKind;
import dev.decorum.clients.Preferences;
import dev.decorum.coach.Coach;
import dev.decorum.hours.Absences;
import dev.decorum.hours.NewAbsence;
import dev.decorum.inbox.Change;
import dev.decorum.inbox.ConversationMerges;
import dev.decorum.inbox.ConversationRemoved;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.Delivery;
import dev.decorum.inbox.Draft;
import dev.decorum.inbox.DraftContent;
import dev.decorum.inbox.DraftKind;
import dev.decorum.inbox.DraftName;
import dev.decorum.inbox.Drafts;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InboxHouse;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.inbox.InboxHouse.PostOffice;
import dev.decorum.inbox.NewReply;
import dev.decorum.inbox.Notice;
import dev.decorum.inbox.NoticeEvent;
import dev.decorum.inbox.Notices;
import dev.decorum.inbox.Received;
import dev.decorum.inbox.Sent;
import dev.decorum.promises.PromiseChange.What;
import dev.decorum.staff.As;
import dev.decorum.staff.MemberNotFound;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.MovableClock;
import dev.decorum.web.Version;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/// What becomes of promises beside messages, clients and members. What follows for one by itself is
/// the matter of [PromiseTests].
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PromisesTests {

  private static final String QUOTE = "I will send you the quote within 48 hours";
  private static final Version ANY = new Version(null);

  @Autowired House house;
  @Autowired Inbox inbox;
  @Autowired Drafts drafts;
  @Autowired Coach coach;
  @Autowired Clients clients;
  @Autowired Preferences preferences;
  @Autowired ConversationMerges merges;
  @Autowired Notices notices;
  @Autowired Staff staff;
  @Autowired PostOffice post;
  @Autowired Promises promises;
  @Autowired HandOvers handOvers;
  @Autowired Prospects prospects;
  @Autowired PromiseSettings settings;
  @Autowired Absences absences;
  @Autowired ApplicationEventPublisher events;
  @Autowired TransactionTemplate transactions;
  @Autowired DuePromises due;
  @Autowired MovableClock clock;
  @Autowired WebApplicationContext context;

  private MockMvcTester mvc;
  private TeamId team;
  private Viewer jonas;
  private Viewer stranger;
  private Client client;
  private Received mail;

  @BeforeAll
  void people() {
    mvc = MockMvcTester.from(context, builder -> builder.apply(springSecurity()).build());
    team = house.team("Quotes");
    jonas = house.member(Role.AGENT, "Quotes");
    stranger = house.member(Role.AGENT, "Elsewhere");
  }

  @BeforeEach
  void someMail() {
    client = house.client();
    mail = house.mail(client, team, "Quote", "When do we get it?");
  }

  private Sent reply(@Nullable Draft draft, @Nullable Instant sendAt) {
    return inbox.reply(
        jonas,
        mail.no(),
        new NewReply(
            "Dear client,\n\n" + QUOTE + ".\n\nJonas",
            null,
            List.of(),
            draft == null ? null : draft.id(),
            sendAt,
            null,
            true));
  }

  private Due day(int days) {
    return new Due.Day(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(days));
  }

  private long make(Due by) {
    return promises.makeInConversation(
        jonas, mail.no(), new NewPromise("I will call you", by, null, null));
  }

  private PromiseState state(long no) {
    return promises.get(jonas, no).state();
  }

  private List<PromiseView> owed() {
    return promises.ofConversation(jonas, mail.no());
  }

  /// Lets time do its work until it has come to that: the worker may be at it just now.
  private void follow(BooleanSupplier there) {
    var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    due.run();
    while (!there.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      due.run();
    }
  }

  private List<NoticeEvent> told(Viewer viewer) {
    return notices.all(viewer, null, 50).items().stream().map(Notice::event).toList();
  }

  // --- in messages

  @Test
  void whatAMessagePromisesIsInTheLedgerWhenItIsSentAndGoneWhenItIsTakenBack() {
    var sent = reply(null, null);

    assertThat(owed())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.words()).isEqualTo(QUOTE);
              assertThat(one.due()).isInstanceOf(Due.Minute.class);
              assertThat(one.owner()).isEqualTo(jonas.id());
              assertThat(one.source()).isEqualTo(sent.interaction());
              assertThat(one.client().id()).isEqualTo(client.id());
            });

    assertThat(inbox.undo(jonas, sent.interaction())).isTrue();

    assertThat(owed()).isEmpty();
    assertThat(drafts.find(jonas, mail.no(), DraftKind.REPLY))
        .hasValueSatisfying(draft -> assertThat(draft.content().text()).contains(QUOTE));
  }

  @Test
  void whatItsWriterHasUntickedIsNotTrackedAndWhatIsTickedAgainIs() {
    var name = new DraftName.OfConversation(mail.no(), DraftKind.REPLY);
    var content = new DraftContent(QUOTE + ".", null, null);
    var draft = drafts.save(jonas, mail.no(), DraftKind.REPLY, content, 0).draft();
    var found = coach.check(jonas, draft, null).promises().getFirst();
    assertThat(found.tracked()).isTrue();

    coach.dismiss(jonas, name, found.turned());

    var unticked = coach.check(jonas, draft, null).promises().getFirst();
    assertThat(unticked.tracked()).isFalse();
    var sent = reply(draft, null);
    assertThat(owed()).isEmpty();
    inbox.undo(jonas, sent.interaction());

    var back = drafts.find(jonas, mail.no(), DraftKind.REPLY).orElseThrow();
    coach.dismiss(jonas, name, found.turned());
    coach.dismiss(jonas, name, unticked.turned());
    reply(back, null);
    assertThat(owed()).hasSize(1);
  }

  @Test
  void inAMessageThatLeavesLaterItIsProposedUntilThen() {
    var sent = reply(null, clock.instant().plus(Duration.ofHours(2)));
    long no = owed().getFirst().no();
    assertThat(state(no)).isEqualTo(PromiseState.PROPOSED);
    assertThatExceptionOfType(PromiseRefused.class)
        .isThrownBy(() -> promises.keep(jonas, no, ANY, Evidence.NONE));

    due.run();
    assertThat(state(no)).isEqualTo(PromiseState.PROPOSED);
    inbox.delivery(sent.interaction(), Delivery.SENT, null);
    clock.forward(Duration.ofHours(2).plusSeconds(1));
    follow(() -> state(no) != PromiseState.PROPOSED);

    assertThat(state(no)).isNotEqualTo(PromiseState.PROPOSED);
    assertThat(promises.history(jonas, no)).extracting(PromiseChange::what).contains(What.BEGAN);
  }

  // --- by hand

  @Test
  void isSeenByWhoSeesItsConversationAndIsUnknownToOthers() {
    long no = make(day(2));

    assertThat(promises.get(jonas, no).words()).isEqualTo("I will call you");
    assertThatExceptionOfType(PromiseNotFound.class).isThrownBy(() -> promises.get(stranger, no));
    assertThatExceptionOfType(PromiseNotFound.class)
        .isThrownBy(() -> promises.withdraw(stranger, no, ANY));
    assertThat(promises.list(stranger, null, null, jonas.id(), false, null, 10).items()).isEmpty();
    assertThatExceptionOfType(PromiseRefused.class)
        .isThrownBy(() -> promises.give(jonas, no, ANY, stranger.id()));
  }

  @Test
  void ofAClientNobodyMaySeeIsNotMade() {
    house.restrict(client, house.team("Elsewhere"));

    assertThatExceptionOfType(ClientNotFound.class)
        .isThrownBy(
            () ->
                promises.makeForClient(
                    jonas, client.no(), new NewPromise("Call", day(1), null, null)));
  }

  @Test
  void aTimeThatHasPassedOrIsFarAwayIsRefused() {
    assertThatExceptionOfType(PromiseRefused.class)
        .isThrownBy(() -> make(day(-1)))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo("due"));
    assertThatExceptionOfType(PromiseRefused.class)
        .isThrownBy(() -> make(day(50 * 365)))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo("promise.far_due"));
  }

  @Test
  void whatShowsThatItWasKeptIsKept() {
    long no = make(day(2));
    var sent = inbox.reply(jonas, mail.no(), NewReply.of("Here it is."));

    promises.keep(jonas, no, ANY, new Evidence("With my mail", sent.interaction()));

    assertThat(promises.get(jonas, no))
        .satisfies(
            one -> {
              assertThat(one.state()).isEqualTo(PromiseState.KEPT);
              assertThat(one.evidence().words()).isEqualTo("With my mail");
              assertThat(one.evidence().message()).isEqualTo(sent.interaction());
            });
    var other = house.mail(house.client(), team, "Door", "Stuck");
    long another = make(day(2));
    assertThatExceptionOfType(PromiseRefused.class)
        .isThrownBy(
            () -> promises.keep(jonas, another, ANY, new Evidence(null, other.interaction())));
  }

  @Test
  void timeMakesItOverdueOnceAndItsOwnerHearsOfIt() {
    var owner = house.member(Role.AGENT, "Quotes");
    long no = make(new Due.Minute(clock.instant().plus(Duration.ofHours(1))));
    promises.give(jonas, no, ANY, owner.id());

    clock.forward(Duration.ofHours(1).plusSeconds(1));
    follow(() -> state(no) == PromiseState.OVERDUE);
    due.run();

    assertThat(state(no)).isEqualTo(PromiseState.OVERDUE);
    assertThat(told(owner)).containsExactly(NoticeEvent.PROMISE_OVERDUE);
    assertThat(promises.history(jonas, no))
        .filteredOn(one -> one.what() == What.OVERDUE)
        .singleElement()
        .satisfies(one -> assertThat(one.by()).isNull());
    assertThat(promises.dueFor(owner, clock.instant(), 10))
        .extracting(PromiseDue::no)
        .containsExactly(no);
    assertThat(promises.counts(owner, Whose.ME)).containsEntry(Column.OVERDUE, 1);
  }

  @Test
  void ofOneThatIsOverdueWhileItsOwnerIsAwayALeadHears() {
    var owner = house.member(Role.AGENT, "Quotes");
    var lead = house.member(Role.LEAD, "Quotes");
    long no = make(new Due.Minute(clock.instant().plus(Duration.ofHours(1))));
    promises.give(jonas, no, ANY, owner.id());
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    absences.state(
        lead, owner.id(), new NewAbsence(today + "", "", today.plusDays(2) + "", "", "UTC"));

    clock.forward(Duration.ofHours(1).plusSeconds(1));
    follow(() -> state(no) == PromiseState.OVERDUE);

    assertThat(told(lead)).contains(NoticeEvent.ESCALATED);
    assertThat(told(owner)).isEmpty();
  }

  @Test
  void oneByADayIsInTimeUntilTheLastSecondOfThatDay() {
    var owner = house.member(Role.AGENT, "Quotes");
    var by = day(2);
    promises.give(jonas, make(by), ANY, owner.id());

    assertThat(promises.dueFor(owner, clock.instant().plus(Duration.ofDays(4)), 10))
        .singleElement()
        .extracting(due -> due.at().plusSeconds(1))
        .isEqualTo(by.ends(ZoneOffset.UTC));
  }

  // --- nothing vanishes

  @Test
  void whoseOwnerIsDisabledIsNobodysAndTheLeadsHearOfIt() {
    var owner = house.member(Role.AGENT, "Quotes");
    var lead = house.member(Role.LEAD, "Quotes");
    long no = make(day(5));
    promises.give(jonas, no, ANY, owner.id());

    staff.disable(Actor.system(), owner.id());
    follow(() -> !told(lead).isEmpty());

    assertThat(promises.get(jonas, no).owner()).isNull();
    assertThat(state(no)).isEqualTo(PromiseState.AT_RISK);
    assertThat(told(lead)).contains(NoticeEvent.PROMISE_ORPHANED);
    assertThat(promises.history(jonas, no).getLast())
        .satisfies(
            one -> {
              assertThat(one.what()).isEqualTo(What.ORPHANED);
              assertThat(one.owner()).isEqualTo(owner.id());
            });
    assertThat(promises.list(jonas, null, client.id(), null, true, null, 10).items())
        .extracting(PromiseView::no)
        .containsExactly(no);
  }

  @Test
  void whatFallsDueWhileItsOwnerIsAwayIsHandedOverWithANote() {
    var owner = house.member(Role.AGENT, "Quotes");
    var lead = house.member(Role.LEAD, "Quotes");
    long meanwhile = make(day(2));
    long afterwards = make(day(9));
    for (long no : List.of(meanwhile, afterwards)) promises.give(jonas, no, ANY, owner.id());
    inbox.change(jonas, mail.no(), List.of(new Change.Assign(owner.id())), null);
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    absences.state(
        lead, owner.id(), new NewAbsence(today + "", "", today.plusDays(3) + "", "", "UTC"));

    var work = handOvers.of(lead, owner.no());
    assertThat(work.promises()).extracting(PromiseView::no).containsExactly(meanwhile);
    assertThat(work.conversations()).extracting(ConversationRow::no).containsExactly(mail.no());
    assertThatExceptionOfType(MemberNotFound.class)
        .isThrownBy(() -> handOvers.of(stranger, owner.no()));
    assertThat(as(owner, "/today")).bodyText().contains("2 things fall due meanwhile");
    assertThat(as(lead, "/today")).bodyText().contains("fall due meanwhile");
    var page = "/handover?whose=" + owner.no();
    assertThat(as(lead, page)).bodyText().contains("I will call you", "Quote", "Work of nobody");

    var form =
        mvc.post()
            .uri("/handover")
            .with(As.viewer(lead))
            .with(csrf())
            .param("whose", "" + owner.no())
            .param("promise", "" + meanwhile, "" + afterwards)
            .param("conversation", "" + mail.no())
            .param("note", "They count on Thursday.");
    assertThat(form.exchange()).hasStatus(422).bodyText().contains("They count on Thursday.");
    assertThat(form.param("to", "" + jonas.no()).exchange()).hasRedirectedUrl(page);

    assertThat(promises.get(jonas, meanwhile).owner()).isEqualTo(jonas.id());
    assertThat(promises.get(jonas, afterwards).owner()).isEqualTo(owner.id());
    assertThat(inbox.row(jonas, mail.no()).assignee()).isEqualTo(jonas.id());
    assertThat(inbox.latest(jonas, mail.no(), null, 10).items())
        .filteredOn(one -> one.text().equals("They count on Thursday."))
        .hasSize(1);
    assertThat(handOvers.of(lead, owner.no())).isEqualTo(new HandOvers.Work(List.of(), List.of()));
    assertThat(as(owner, "/today")).bodyText().doesNotContain("fall due meanwhile");
  }

  @Test
  void workOfWhoIsDisabledIsFoundAndHandedOver() {
    var owner = house.member(Role.AGENT, "Quotes");
    var lead = house.member(Role.LEAD, "Quotes");
    long no = make(day(5));
    promises.give(jonas, no, ANY, owner.id());
    inbox.change(jonas, mail.no(), List.of(new Change.Assign(owner.id())), null);

    staff.disable(Actor.system(), owner.id());

    var work = handOvers.ofThoseGone(lead);
    assertThat(work.promises()).extracting(PromiseView::no).contains(no);
    assertThat(work.conversations()).extracting(ConversationRow::no).contains(mail.no());
    var done = handOvers.handOver(lead, null, List.of(no), List.of(mail.no()), jonas.id(), "");
    assertThat(done).isEqualTo(new HandOvers.Done(2, 0));
    assertThat(promises.get(jonas, no).owner()).isEqualTo(jonas.id());
    assertThat(state(no)).isEqualTo(PromiseState.OPEN);
  }

  @Test
  void ofAConversationThatIsRemovedIsOwedToTheClientStill() {
    long no = make(day(3));
    promises.give(jonas, no, ANY, house.member(Role.AGENT, "Quotes").id());

    transactions.executeWithoutResult(
        _ -> events.publishEvent(new ConversationRemoved(inbox.row(jonas, mail.no()).id())));

    assertThat(promises.get(jonas, no).conversation()).isNull();
    assertThat(promises.ofClient(jonas, client.no()))
        .extracting(PromiseView::no)
        .containsExactly(no);
  }

  // --- again and again

  private static LocalDate date(Due due) {
    return due instanceof Due.Day(var date) ? date : LocalDate.EPOCH;
  }

  private long makeWeekly(int firstIn, @Nullable LocalDate last) {
    var weekly = new Repeats(new Rhythm(1, Rhythm.Unit.WEEK), last);
    return promises.makeInConversation(
        jonas,
        mail.no(),
        new NewPromise("I will send you a report", day(firstIn), null, null, weekly));
  }

  @Test
  void whatComesAgainIsThereAgainWhenOneIsKeptAndGoesWhenThatWasAMistake() {
    long no = makeWeekly(2, null);
    assertThat(owed()).extracting(PromiseView::no).containsExactly(no);

    promises.keep(jonas, no, ANY, Evidence.NONE);

    assertThat(owed())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.no()).isNotEqualTo(no);
              assertThat(one.words()).isEqualTo("I will send you a report");
              assertThat(one.due()).isEqualTo(day(9));
              assertThat(one.owner()).isEqualTo(jonas.id());
              assertThat(one.state()).isEqualTo(PromiseState.OPEN);
              assertThat(promises.history(jonas, one.no()))
                  .extracting(PromiseChange::what)
                  .containsExactly(What.AGAIN);
            });
    promises.reopen(jonas, no, ANY);
    assertThat(owed()).extracting(PromiseView::no).containsExactly(no);

    promises.keep(jonas, no, ANY, Evidence.NONE);
    long second = owed().getFirst().no();
    promises.give(jonas, second, ANY, house.member(Role.AGENT, "Quotes").id());
    promises.reopen(jonas, no, ANY);
    assertThat(owed()).extracting(PromiseView::no).containsExactly(no, second);
    promises.keep(jonas, no, ANY, Evidence.NONE);
    assertThat(owed()).extracting(PromiseView::no).containsExactly(second);
  }

  @Test
  void whatComesAgainIsThereAgainWhenItsTimeHasPassedAsOftenAsItHas() {
    long no = makeWeekly(1, date(day(1)).plusDays(21));
    var due = promises.get(jonas, no).due();

    clock.forward(Duration.ofDays(9));
    follow(() -> state(no) == PromiseState.OVERDUE && owed().size() == 3);
    this.due.run();

    assertThat(owed())
        .extracting(PromiseView::due)
        .containsExactly(
            due, new Due.Day(date(due).plusWeeks(1)), new Due.Day(date(due).plusWeeks(2)));
    follow(() -> owed().get(1).state() == PromiseState.OVERDUE);
    assertThat(owed().get(1).state()).isEqualTo(PromiseState.OVERDUE);
    for (int i = 0; i < 3; i++) {
      promises.keep(jonas, owed().getFirst().no(), ANY, Evidence.NONE);
    }
    assertThat(owed())
        .extracting(PromiseView::due)
        .containsExactly(new Due.Day(date(due).plusWeeks(3)));
    promises.keep(jonas, owed().getFirst().no(), ANY, Evidence.NONE);
    assertThat(owed()).as("after the last day").isEmpty();
  }

  @Test
  void whatComesAgainGoesWithItsConversationAndBack() {
    long no = makeWeekly(2, null);
    var survivor = house.mail(client, team, "Report again", "And?");
    merges.merge(jonas, survivor.no(), mail.no());

    promises.keep(jonas, no, ANY, Evidence.NONE);

    assertThat(promises.ofConversation(jonas, survivor.no())).hasSize(1);
    merges.part(jonas, survivor.no(), mail.no());
    assertThat(promises.ofConversation(jonas, survivor.no())).isEmpty();
    assertThat(owed()).hasSize(1);
  }

  @Test
  void onThePagesItIsLetComeAgainAndNoMore() {
    var words = new String[] {"conversation", "" + mail.no(), "words", "I will call you"};
    var weekly = new String[] {"repeats", "P1W"};
    assertThat(post("/promises", both(words, weekly)))
        .hasStatus(422)
        .bodyText()
        .contains("Enter a day: what comes again is counted from it.");
    assertThat(post("/promises", both(words, "day", day(3).text(), "repeats", "often")))
        .hasStatus(422)
        .bodyText()
        .contains("Choose how often it comes again.");
    assertThat(
            post(
                "/promises",
                both(words, "day", day(3).text(), "repeats", "P1W", "last", day(2).text())))
        .hasStatus(422)
        .bodyText()
        .contains("This is before it is due for the first time.");
    assertThat(post("/promises", both(words, "day", day(3).text(), "repeats", "P2W")))
        .hasRedirectedUrl("/c/" + mail.no());
    var promise = "/promises/" + owed().getFirst().no();
    assertThat(get(promise)).bodyText().contains("every 2 weeks", "Let none come");
    assertThat(get("/c/" + mail.no() + "/promises")).bodyText().contains("every 2 weeks");
    assertThat(get("/promises?as=week")).bodyText().contains("every 2 weeks");

    assertThat(post(promise + "/repeat", "repeats", "P1M", "last", "2030-01-31"))
        .hasRedirectedUrl(promise);
    assertThat(get(promise)).bodyText().contains("every month until Thu 31 Jan 2030");
    assertThat(post(promise + "/repeat")).hasRedirectedUrl(promise);
    assertThat(get(promise)).bodyText().contains("Let it come again", "None comes after");
    assertThat(post(promise + "/keep")).hasRedirectedUrl(promise);

    assertThat(owed()).isEmpty();
  }

  private static String[] both(String[] some, String... others) {
    return Stream.concat(Stream.of(some), Stream.of(others)).toArray(String[]::new);
  }

  // --- who is away

  @Test
  void isAtRiskWhileItsOwnerIsAwayWhenItIsDue() {
    var owner = house.member(Role.AGENT, "Quotes");
    long no = make(day(3));
    promises.give(jonas, no, ANY, owner.id());
    long other = make(day(8));
    promises.give(jonas, other, ANY, owner.id());

    var away = new NewAbsence(day(2).text(), "", day(4).text(), "", "UTC");
    absences.state(owner, owner.id(), away);

    assertThat(state(no)).isEqualTo(PromiseState.AT_RISK);
    assertThat(get("/promises/" + no)).bodyText().contains("Whoever has it is away when it is");
    assertThat(state(other)).isEqualTo(PromiseState.OPEN);
    promises.give(jonas, no, ANY, jonas.id());
    assertThat(state(no)).isEqualTo(PromiseState.OPEN);
    promises.give(jonas, no, ANY, owner.id());
    assertThat(state(no)).isEqualTo(PromiseState.AT_RISK);

    absences.remove(owner, absences.of(owner.id()).getFirst().no());

    assertThat(state(no)).isEqualTo(PromiseState.OPEN);
    assertThat(promises.history(jonas, no))
        .extracting(PromiseChange::what)
        .contains(What.OWNER_AWAY)
        .last()
        .isEqualTo(What.OWNER_BACK);
  }

  private MvcTestResult as(Viewer viewer, String address) {
    return mvc.get().uri(address).with(As.viewer(viewer)).exchange();
  }

  @Test
  void goesWithItsClientWhenTwoBecomeOneAndBackWhenTheyPart() {
    long inConversation = make(day(3));
    long alone =
        promises.makeForClient(
            jonas, client.no(), new NewPromise("I will visit you", day(4), null, null));
    var survivor = house.client();

    var merge = clients.merge(jonas, survivor.no(), client.no());

    assertThat(promises.ofClient(jonas, survivor.no()))
        .extracting(PromiseView::no)
        .containsExactly(inConversation, alone);
    clients.unmerge(jonas, merge);
    assertThat(promises.ofClient(jonas, survivor.no())).isEmpty();
    assertThat(promises.ofClient(jonas, client.no()))
        .extracting(PromiseView::no)
        .containsExactly(inConversation, alone);
  }

  @Test
  void goesWithItsConversationWhenTwoBecomeOneAndBackWhenTheyPart() {
    long no = make(day(3));
    var survivor = house.mail(client, team, "Quote again", "And?");

    merges.merge(jonas, survivor.no(), mail.no());
    assertThat(promises.get(jonas, no).conversation()).isEqualTo(survivor.no());

    merges.part(jonas, survivor.no(), mail.no());
    assertThat(promises.get(jonas, no).conversation()).isEqualTo(mail.no());
  }

  @Test
  void goesWithTheMessageItWasGivenInWhenAConversationIsSplit() {
    var sent = reply(null, null);
    long no = owed().getFirst().no();
    long stays = make(day(3));

    long part = merges.split(jonas, mail.no(), sent.interaction(), "The quote");

    assertThat(promises.get(jonas, no).conversation()).isEqualTo(part);
    assertThat(promises.get(jonas, stays).conversation()).isEqualTo(mail.no());
  }

  // --- pages and calls

  private MvcTestResult post(String address, String... fields) {
    var request = mvc.post().uri(address).with(As.viewer(jonas)).with(csrf());
    for (int i = 0; i < fields.length; i += 2) request = request.param(fields[i], fields[i + 1]);
    return request.exchange();
  }

  private MvcTestResult get(String address) {
    return mvc.get().uri(address).with(As.viewer(jonas)).exchange();
  }

  @Test
  void isWrittenDownMovedAndKeptOnThePages() {
    var no = mail.no();
    assertThat(get("/promises/new?conversation=" + no)).hasStatusOk();
    assertThat(post("/promises", "conversation", "" + no, "words", " ")).hasStatus(422);
    assertThat(post("/promises", "conversation", "" + no, "words", "I will call", "day", "soon"))
        .hasStatus(422);
    assertThat(
            post(
                "/promises",
                "conversation",
                "" + no,
                "words",
                "I will call you",
                "day",
                day(2) instanceof Due.Day(var date) ? date.toString() : ""))
        .hasRedirectedUrl("/c/" + no);
    var promise = "/promises/" + owed().getFirst().no();
    assertThat(get("/promises")).hasStatusOk().bodyText().contains("I will call you");
    assertThat(get("/promises?as=week")).hasStatusOk();
    assertThat(get("/c/" + no + "/promises")).hasStatusOk().bodyText().contains("I will call you");
    assertThat(get("/clients/" + client.no() + "/promises"))
        .bodyText()
        .contains("I will call you", "Mark kept", "Give to a colleague");

    var later = day(4) instanceof Due.Day(var date) ? date.toString() : "";
    assertThat(post(promise + "/move", "knows", "yes")).hasStatus(422);
    assertThat(post(promise + "/move", "day", later, "knows", "prepare"))
        .hasRedirectedUrl("/c/" + no + "#text");
    var draft = drafts.find(jonas, no, DraftKind.REPLY).orElseThrow();
    assertThat(draft.content().text()).contains("I will call you", "The new date is");
    assertThat(coach.check(jonas, draft, null).promises()).isEmpty();
    assertThat(get(promise)).bodyText().contains("At risk", "The client does not know");
    assertThat(post(promise + "/told")).hasRedirectedUrl(promise);
    assertThat(get(promise)).bodyText().contains("Renegotiated");
    assertThat(post(promise + "/keep", "evidence", "On the phone", "back", "conversation"))
        .hasRedirectedUrl("/c/" + no);
    assertThat(get(promise)).bodyText().contains("On the phone", "Open again");
    assertThat(get("/promises?as=kept")).bodyText().contains("I will call you");
  }

  @Test
  void whatSpeaksAgainstATimeIsSaidWithABetterOneAndForbidsNothing() {
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    var saturday = today.plusDays(7).with(TemporalAdjusters.next(DayOfWeek.SATURDAY));
    var name = DateTimeFormatter.ofPattern("EEEE d MMM", Locale.UK);
    var monday = "Make it " + name.format(saturday.plusDays(2));
    var form =
        new String[] {
          "conversation", "" + mail.no(), "words", "I will call you", "day", "" + saturday
        };

    var checked = post("/promises/check", form);

    assertThat(checked)
        .hasStatusOk()
        .bodyText()
        .contains(name.format(saturday) + " is outside working time", monday, "I will call you");
    var taken =
        Stream.concat(Stream.of(form), Stream.of("take", "" + saturday.plusDays(2)))
            .toArray(String[]::new);
    assertThat(post("/promises/check", taken))
        .bodyText()
        .contains("Nothing speaks against this time", "value=\"" + saturday.plusDays(2) + "\"");
    assertThat(post("/promises", form)).hasRedirectedUrl("/c/" + mail.no());

    var draft = "/drafts/reply-" + mail.no() + "/check";
    var text = "I will call you by " + saturday + ".";
    assertThat(post(draft, "text", text))
        .bodyText()
        .contains("is outside working time", "Nothing speaks against");
  }

  @Test
  void aMessageThatDoesNotSpeakOfWhatIsOverdueIsAdvisedToAndLeavesAllTheSame() {
    make(new Due.Minute(clock.instant().plus(Duration.ofHours(1))));
    long report =
        promises.makeInConversation(
            jonas,
            mail.no(),
            new NewPromise(
                "I will send the wiring report",
                new Due.Minute(clock.instant().plus(Duration.ofHours(1))),
                null,
                null));
    clock.forward(Duration.ofHours(1).plusSeconds(1));
    follow(() -> state(report) == PromiseState.OVERDUE);
    var draft = "/drafts/reply-" + mail.no() + "/check";

    assertThat(post(draft, "text", "Dear client,\n\nthe lift works again.\n\nJonas"))
        .hasStatusOk()
        .bodyText()
        .contains(
            "Promised, overdue and not spoken of", "wiring report", "The client counted on it by")
        .doesNotContain("coach.finding.other");
    assertThat(post(draft, "text", "Dear client,\n\nyour wiring report is done.\n\nJonas"))
        .bodyText()
        .contains("checks passed")
        .doesNotContain("I will send the wiring report");
    assertThat(post("/drafts/note-" + mail.no() + "/check", "text", "The lift works again."))
        .bodyText()
        .doesNotContain("Promised, overdue");
    assertThat(reply(null, null).no()).isEqualTo(mail.no());
  }

  @Test
  void theCoachKnowsHowAClientWantsToBeAddressed() {
    var wish =
        new PreferenceInput(
            "Dr. Vance", null, null, "client", null, "2026-11-05", "To address them", null);
    preferences.note(jonas, client.no(), PreferenceKind.NAME_TO_USE, null, wish);
    var formal =
        new PreferenceInput(
            "formal", null, null, "client", null, "2026-11-05", "To address them", null);
    preferences.note(jonas, client.no(), PreferenceKind.FORMALITY, null, formal);
    var draft = "/drafts/reply-" + mail.no() + "/check";

    assertThat(post(draft, "text", "Hi " + client.name() + ",\n\nit works again.\n\nJonas"))
        .hasStatusOk()
        .bodyText()
        .contains("Not the name they asked for", "Not the address they asked for")
        .contains("data-text=\"Dr. Vance\"");
    assertThat(post(draft, "text", "Dear Dr. Vance,\n\nit works again.\n\nJonas"))
        .bodyText()
        .contains("checks passed")
        .doesNotContain("they asked for", "Another name than the client");
    assertThat(post(draft, "text", "It works again."))
        .bodyText()
        .contains("data-text=\"Dear Dr. Vance,");
  }

  @Test
  void anAdminSaysHowManyPromisesADayAreMany() {
    var admin = house.member(Role.ADMIN);
    var form = mvc.post().uri("/admin/promises").with(As.viewer(admin)).with(csrf());

    assertThat(form.param("most", "none").exchange())
        .hasStatus(422)
        .bodyText()
        .contains("Write a number from 1");
    settings.change(admin, 1);
    var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(60);
    var owner = house.member(Role.AGENT, "Quotes");
    var first =
        promises.makeInConversation(
            owner, mail.no(), new NewPromise("I will call", new Due.Day(day), null, null));

    assertThat(prospects.of(owner, owner.id(), new Due.Day(day), null).doubts())
        .as("beside promise %s", first)
        .contains(new Doubt.FullDay(1, 1, false));
    settings.change(admin, PromiseSettings.USUAL);
  }

  @Test
  void aProgramMakesOneOnceMovesItAndSaysThatItWasKept() {
    var day = day(3).text();
    var body =
        """
        {"text":"I will call you","conversation":%d,"due":"%s","due_precision":"date"}
        """
            .formatted(mail.no(), day);
    var made = call("POST", "/promises", body, "Idempotency-Key", "one" + mail.no());
    assertThat(made).hasStatus(201);
    assertThat(call("POST", "/promises", body, "Idempotency-Key", "one" + mail.no()))
        .hasStatus(201);
    assertThat(call("POST", "/promises", body)).hasStatus(400);
    assertThat(owed()).hasSize(1);
    var address = "/promises/" + owed().getFirst().no();
    assertThat(call("GET", address, ""))
        .bodyJson()
        .hasPathSatisfying("$.due", due -> assertThat(due).isEqualTo(day))
        .hasPathSatisfying("$.due_precision", one -> assertThat(one).isEqualTo("date"))
        .hasPathSatisfying("$.state", one -> assertThat(one).isEqualTo("open"))
        .hasPathSatisfying("$.conversation.name", one -> assertThat(one).isEqualTo("Quote"))
        .hasPathSatisfying("$.evidence", one -> assertThat(one).isNull());

    var moved = "{\"state\":\"renegotiated\",\"due\":\"%s\"}".formatted(day(6).text());
    assertThat(call("PATCH", address, moved, "If-Match", "\"0\""))
        .hasStatusOk()
        .bodyJson()
        .hasPathSatisfying("$.state", one -> assertThat(one).isEqualTo("renegotiated"));
    assertThat(call("PATCH", address, moved, "If-Match", "\"0\"")).hasStatus(412);
    assertThat(call("PATCH", address, "{\"state\":\"overdue\"}")).hasStatus(422);
    assertThat(call("PATCH", address, "{\"due\":\"2020-01-01\"}")).hasStatus(422);
    assertThat(call("PATCH", address, "{\"state\":\"kept\",\"evidence\":\"By phone\"}"))
        .hasStatusOk()
        .bodyJson()
        .hasPathSatisfying("$.state", one -> assertThat(one).isEqualTo("kept"))
        .hasPathSatisfying("$.evidence", one -> assertThat(one).isEqualTo("By phone"));
    assertThat(call("GET", "/promises?state=kept&client=" + client.no() + "&owner=me", ""))
        .bodyJson()
        .hasPathSatisfying("$.items.length()", n -> assertThat(n).isEqualTo(1));
    assertThat(call("GET", "/promises?state=lost", "")).hasStatus(400);
  }

  @Test
  void aProgramLetsOneComeAgainAndHearsWhatSpeaksAgainstItsTime() {
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    var saturday = today.plusDays(7).with(TemporalAdjusters.next(DayOfWeek.SATURDAY));
    var body =
        """
        {"text":"I will report","conversation":%d,"due":"%s","repeats":"%s","repeats_until":%s}
        """;
    var key = "again" + mail.no();
    var bad = body.formatted(mail.no(), saturday, "weekly", "null");
    assertThat(call("POST", "/promises", bad, "Idempotency-Key", key + "bad"))
        .hasStatus(422)
        .bodyJson()
        .hasPathSatisfying("$.code", one -> assertThat(one).isEqualTo("promise.unreadable_rhythm"));
    var made =
        call(
            "POST",
            "/promises",
            body.formatted(mail.no(), saturday, "P1W", "\"2030-12-31\""),
            "Idempotency-Key",
            key);

    assertThat(made)
        .hasStatus(201)
        .bodyJson()
        .hasPathSatisfying("$.repeats", one -> assertThat(one).isEqualTo("P1W"))
        .hasPathSatisfying("$.repeats_until", one -> assertThat(one).isEqualTo("2030-12-31"))
        .hasPathSatisfying(
            "$.remarks[0]", one -> assertThat(one).asString().contains("outside working time"));
    var address = "/promises/" + owed().getFirst().no();
    assertThat(call("PATCH", address, "{\"repeats\":\"\"}"))
        .hasStatusOk()
        .bodyJson()
        .hasPathSatisfying("$.repeats", one -> assertThat(one).isNull())
        .hasPathSatisfying("$.remarks.length()", n -> assertThat(n).isEqualTo(0));
    assertThat(call("PATCH", address, "{\"repeats\":\"P3M\"}"))
        .bodyJson()
        .hasPathSatisfying("$.repeats", one -> assertThat(one).isEqualTo("P3M"));
    var moved = "{\"due\":\"%s\"}".formatted(saturday.plusWeeks(1));
    assertThat(call("PATCH", address, moved))
        .bodyJson()
        .hasPathSatisfying(
            "$.remarks[0]", one -> assertThat(one).asString().contains("outside working time"));
  }

  private MvcTestResult call(String method, String path, String body, String... headers) {
    var request =
        mvc.method(HttpMethod.valueOf(method))
            .uri("/api/v1" + path)
            .contentType(MediaType.APPLICATION_JSON)
            .content(body)
            .with(As.viewer(jonas));
    for (int i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
    return request.exchange();
  }
}
