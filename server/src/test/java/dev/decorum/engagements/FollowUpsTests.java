package dev.decorum.engagements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import dev.decorum.DecorumApplication;
import dev.decorum.audit.Actor;
import dev.decorum.clients.Channel;
import dev.decorum.clients.Client;
import dev.decorum.coach.Coach;
import dev.decorum.conduct.Level;
import dev.decorum.engagements.FollowUp.Occasion;
import dev.decorum.engagements.FollowUp.State;
import dev.decorum.engagements.FollowUpSettings.Decided;
import dev.decorum.inbox.Change;
import dev.decorum.inbox.ConversationMerges;
import dev.decorum.inbox.Direction;
import dev.decorum.inbox.Draft;
import dev.decorum.inbox.DraftKind;
import dev.decorum.inbox.Drafts;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InboxHouse;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.inbox.Kind;
import dev.decorum.inbox.NewContact;
import dev.decorum.inbox.NewReply;
import dev.decorum.inbox.Notice;
import dev.decorum.inbox.NoticeEvent;
import dev.decorum.inbox.Notices;
import dev.decorum.inbox.Received;
import dev.decorum.inbox.Sent;
import dev.decorum.inbox.Status;
import dev.decorum.inbox.TodayPart.Day;
import dev.decorum.promises.Due;
import dev.decorum.promises.NewPromise;
import dev.decorum.promises.Promises;
import dev.decorum.staff.As;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.MovableClock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

/// What becomes of follow-ups beside conversations, messages and members. When they begin and are
/// due is the matter of [FollowUpTimesTests].
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FollowUpsTests {

  /// A client who hears from us for the first time; who writes prepared letters is known mostly.
  private static final String WHO_I_AM = "introduction.missing";

  private static final String TEAM = "Follow-ups";
  private static final String SAID =
      "The lift stops between two floors.\n\nNext step: Our engineer comes on Thursday";

  @Autowired House house;
  @Autowired Inbox inbox;
  @Autowired Notices notices;
  @Autowired Drafts drafts;
  @Autowired Coach coach;
  @Autowired Promises promises;
  @Autowired ConversationMerges merges;
  @Autowired Staff staff;
  @Autowired FollowUps followUps;
  @Autowired FollowUpSettings settings;
  @Autowired FollowUpsToday today;
  @Autowired DueFollowUps due;
  @Autowired MovableClock clock;
  @Autowired WebApplicationContext context;

  private MockMvcTester mvc;
  private TeamId team;
  private Viewer jonas;
  private Viewer admin;
  private Client client;
  private Received mail;

  @BeforeAll
  void people() {
    mvc = MockMvcTester.from(context, builder -> builder.apply(springSecurity()).build());
    team = house.team(TEAM);
    admin = house.member(Role.ADMIN);
  }

  @BeforeEach
  void someMail() {
    jonas = house.member(Role.AGENT, TEAM);
    client = house.client();
    mail = house.mail(client, team, "The lift", "It has stopped.");
  }

  private FollowUp call() {
    inbox.log(
        jonas,
        mail.no(),
        new NewContact(Kind.CALL, Channel.PHONE, Direction.OUT, SAID, clock.instant()));
    return only();
  }

  private Sent reply(Status then) {
    return inbox.reply(
        jonas, mail.no(), new NewReply("Have you?", null, List.of(), null, null, then, true));
  }

  private void status(Status status) {
    inbox.change(jonas, mail.no(), List.of(new Change.ToStatus(status)), null);
  }

  private List<FollowUp> running() {
    return followUps.ofConversation(jonas, mail.no());
  }

  private FollowUp only() {
    assertThat(running()).hasSize(1);
    return running().getFirst();
  }

  private State state(FollowUp one) {
    return followUps.get(jonas, one.no()).state();
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

  private void until(FollowUp one) {
    clock.forward(Duration.between(clock.instant(), one.opensAt()).plusSeconds(1));
    follow(() -> state(one) != State.PLANNED);
  }

  private List<String> onToday(Viewer viewer) {
    return today.of(viewer, Day.of(clock.instant(), ZoneOffset.UTC)).lines().stream()
        .map(line -> line.why().key())
        .toList();
  }

  private MvcTestResult post(String address, String... fields) {
    var request = mvc.post().uri(address).with(As.viewer(jonas)).with(csrf());
    for (int i = 0; i < fields.length; i += 2) request = request.param(fields[i], fields[i + 1]);
    return request.exchange();
  }

  /// What the coach would say about the words that were prepared.
  private Draft prepared(FollowUp one) {
    assertThat(post("/follow-ups/" + one.no() + "/draft"))
        .hasRedirectedUrl("/c/" + mail.no() + "#text");
    var draft = drafts.find(jonas, mail.no(), DraftKind.REPLY).orElseThrow();
    assertThat(coach.check(jonas, draft, null).cards())
        .as(draft.content().text())
        .filteredOn(card -> card.finding().level() != Level.ADVICE)
        .extracting(card -> card.finding().category())
        .isSubsetOf(WHO_I_AM);
    return draft;
  }

  // --- summaries

  @Test
  void afterACallItsSummaryIsDueAndPreparedFromWhatWasWrittenDown() {
    var recap = call();
    promises.makeInConversation(
        jonas,
        mail.no(),
        new NewPromise("I will send you the report", new Due.None(), null, recap.about()));

    assertThat(recap)
        .satisfies(
            one -> {
              assertThat(one.occasion()).isEqualTo(Occasion.RECAP);
              assertThat(one.state()).isEqualTo(State.OPEN);
              assertThat(one.owner()).isEqualTo(jonas.id());
              assertThat(one.dueAt())
                  .isEqualTo(settings.times().after(one.opensAt(), Duration.ofHours(8)));
            });
    assertThat(onToday(jonas)).containsExactly("engagements.today.recap");
    var draft = prepared(recap);
    assertThat(draft.content().text())
        .startsWith("Dear " + client.name() + ",\n\nThank you for the call today.")
        .contains(
            "- The lift stops between two floors.",
            "Next steps:\n- Our engineer comes on Thursday\n- I will send you the report")
        .endsWith("Kind regards,\n" + jonas.name());
    post("/follow-ups/" + recap.no() + "/draft");
    assertThat(drafts.find(jonas, mail.no(), DraftKind.REPLY).orElseThrow().content())
        .isEqualTo(draft.content());

    var colleague = house.member(Role.AGENT, TEAM);
    inbox.reply(colleague, mail.no(), NewReply.of("The engineer called in sick."));
    assertThat(state(recap)).as("another message").isEqualTo(State.OPEN);
    var sent =
        inbox.reply(
            jonas,
            mail.no(),
            new NewReply(
                "Dear client, here it is.", null, List.of(), draft.id(), null, null, true));
    assertThat(state(recap)).isEqualTo(State.DONE);
    inbox.undo(jonas, sent.interaction());
    assertThat(state(recap)).isEqualTo(State.OPEN);
  }

  @Test
  void anotherReplyIsNoSummaryAndWhoNeedsNoneSaysWhy() {
    var recap = call();

    reply(Status.OPEN);
    assertThat(state(recap)).isEqualTo(State.OPEN);
    var address = "/follow-ups/" + recap.no();
    assertThat(post(address + "/not-needed", "reason", " ")).hasStatus(422);
    assertThat(post(address + "/not-needed", "reason", "We only confirmed the time"))
        .hasRedirectedUrl("/c/" + mail.no());

    assertThat(state(recap)).isEqualTo(State.NOT_NEEDED);
    assertThat(onToday(jonas)).isEmpty();
    assertThat(post(address + "/done")).hasStatus(422);
    assertThat(post(address + "/reopen")).hasRedirectedUrl("/c/" + mail.no());
    assertThat(state(recap)).isEqualTo(State.OPEN);
  }

  @Test
  void aCallOfLastMonthAndANoteAskForNone() {
    inbox.note(jonas, mail.no(), "A note", List.of());
    inbox.log(
        jonas,
        mail.no(),
        new NewContact(
            Kind.CALL,
            Channel.PHONE,
            Direction.OUT,
            SAID,
            clock.instant().minus(Duration.ofDays(30))));

    assertThat(running()).isEmpty();
  }

  // --- whether it is solved

  @Test
  void aPlannedQuestionOpensOnItsDayAndIsDoneByWhateverIsSaid() {
    var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(3);
    assertThat(post("/c/" + mail.no() + "/follow-ups", "day", "soon")).hasStatus(422);
    assertThat(post("/c/" + mail.no() + "/follow-ups", "day", day.toString()))
        .hasRedirectedUrl("/c/" + mail.no());
    assertThat(post("/c/" + mail.no() + "/follow-ups", "day", day.toString())).hasStatus(422);
    status(Status.RESOLVED);
    var checkIn = only();
    assertThat(checkIn.state()).isEqualTo(State.PLANNED);
    assertThat(onToday(jonas)).containsExactly("engagements.today.check_in");

    until(checkIn);

    assertThat(state(checkIn)).isEqualTo(State.OPEN);
    assertThat(notices.all(jonas, null, 10).items())
        .extracting(Notice::event)
        .containsExactly(NoticeEvent.FOLLOW_UP);
    assertThat(mvc.get().uri("/follow-ups").with(As.viewer(jonas)).exchange())
        .hasStatusOk()
        .bodyText()
        .contains("Ask whether it is really solved", "The lift", client.name());
    assertThat(followUps.list(house.member(Role.AGENT, "Elsewhere"), false))
        .extracting(FollowUp::no)
        .doesNotContain(checkIn.no());
    assertThat(followUps.list(house.member(Role.AGENT, TEAM), true))
        .extracting(FollowUp::no)
        .doesNotContain(checkIn.no());
    prepared(checkIn);
    assertThat(mvc.get().uri("/c/" + mail.no() + "/follow-ups").with(As.viewer(jonas)).exchange())
        .hasStatusOk()
        .bodyText()
        .contains("Ask whether it is really solved", "Write the question", "you");
    reply(Status.RESOLVED);
    assertThat(state(checkIn)).isEqualTo(State.DONE);
  }

  @Test
  void resolvingOffersToAskLater() {
    var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(7);
    var panel = "/c/" + mail.no() + "/follow-ups";
    assertThat(mvc.get().uri(panel).with(As.viewer(jonas)).exchange())
        .bodyText()
        .contains("Resolve now, and ask then");

    assertThat(post(panel, "day", "", "resolve", "true")).hasStatus(422);
    assertThat(inbox.row(jonas, mail.no()).status()).isEqualTo(Status.OPEN);
    assertThat(post(panel, "day", day.toString(), "resolve", "true"))
        .hasRedirectedUrl("/c/" + mail.no());

    assertThat(inbox.row(jonas, mail.no()).status()).isEqualTo(Status.RESOLVED);
    assertThat(only().occasion()).isEqualTo(Occasion.CHECK_IN);
    assertThat(mvc.get().uri(panel).with(As.viewer(jonas)).exchange())
        .bodyText()
        .doesNotContain("Resolve now, and ask then");
  }

  @Test
  void aTeamAsksByItselfOnceAndNotWhatIsOpenAgain() {
    settings.decide(admin, new Decided(8, 5, Map.of(team, 2)));
    try {
      status(Status.RESOLVED);
      var first = only();
      assertThat(first.occasion()).isEqualTo(Occasion.CHECK_IN);
      status(Status.OPEN);
      until(first);
      assertThat(state(first)).isEqualTo(State.MOOT);

      status(Status.RESOLVED);
      var second = only();
      followUps.done(jonas, second.no());
      status(Status.OPEN);
      status(Status.RESOLVED);
      assertThat(running()).isEmpty();
    } finally {
      settings.decide(admin, Decided.DEFAULT);
    }
  }

  // --- silence

  @Test
  void whereTheClientDoesNotAnswerSomebodyAsksAgain() {
    reply(Status.WAITING);
    inbox.change(jonas, mail.no(), List.of(new Change.Assign(jonas.id())), null);
    var silence = only();
    assertThat(silence.occasion()).isEqualTo(Occasion.SILENCE);
    assertThat(onToday(jonas)).isEmpty();

    until(silence);

    assertThat(state(silence)).isEqualTo(State.OPEN);
    assertThat(onToday(jonas)).containsExactly("engagements.today.silence");
    assertThat(prepared(silence).content().text()).contains("“The lift”");
    reply(Status.WAITING);
    assertThat(state(silence)).isEqualTo(State.DONE);
    assertThat(only().state()).isEqualTo(State.PLANNED);
  }

  @Test
  void whoAnswersIsNotAskedAgain() {
    reply(Status.WAITING);
    var planned = only();
    inbox.receive(house.letter(client, "The lift", "Yes.").into(mail.conversation()).message());
    assertThat(running()).isEmpty();
    assertThatExceptionOfType(FollowUpNotFound.class)
        .isThrownBy(() -> followUps.get(jonas, planned.no()));

    reply(Status.WAITING);
    var opened = only();
    until(opened);
    status(Status.RESOLVED);
    assertThat(state(opened)).isEqualTo(State.MOOT);
  }

  // --- nothing vanishes

  @Test
  void isSeenByWhoSeesItsConversationAndIsUnknownToOthers() {
    var recap = call();
    var stranger = house.member(Role.AGENT, "Elsewhere");

    assertThatExceptionOfType(FollowUpNotFound.class)
        .isThrownBy(() -> followUps.get(stranger, recap.no()));
    assertThatExceptionOfType(FollowUpNotFound.class)
        .isThrownBy(() -> followUps.done(stranger, recap.no()));
    assertThatExceptionOfType(FollowUpRefused.class)
        .isThrownBy(() -> followUps.give(jonas, recap.no(), stranger.id()));
  }

  @Test
  void isTheTeamsWhenItsOwnerIsDisabled() {
    var recap = call();
    var colleague = house.member(Role.AGENT, TEAM);
    assertThat(onToday(colleague)).isEmpty();

    staff.disable(Actor.system(), jonas.id());

    assertThat(followUps.get(colleague, recap.no()).owner()).isNull();
    assertThat(onToday(colleague)).contains("engagements.today.recap");
    followUps.give(colleague, recap.no(), colleague.id());
    assertThat(followUps.get(colleague, recap.no()).owner()).isEqualTo(colleague.id());
    followUps.done(colleague, recap.no());
  }

  @Test
  void goesWithItsConversationWhenTwoBecomeOneAndBackWhenTheyPart() {
    var recap = call();
    var survivor = house.mail(client, team, "The lift again", "And?");

    merges.merge(jonas, survivor.no(), mail.no());
    assertThat(followUps.get(jonas, recap.no()).conversation()).isEqualTo(survivor.no());

    merges.part(jonas, survivor.no(), mail.no());
    assertThat(followUps.get(jonas, recap.no()).conversation()).isEqualTo(mail.no());
  }

  @Test
  void whatIsFollowedUpIsForAdminsToSay() {
    var page = "/admin/follow-ups";
    assertThat(mvc.get().uri(page).with(As.viewer(admin)).exchange())
        .hasStatusOk()
        .bodyText()
        .contains("Days after " + TEAM + " resolved it");
    var form = mvc.post().uri(page).with(As.viewer(admin)).with(csrf());
    assertThat(form.param("recap", "1000").exchange()).hasStatus(422);
  }
}
