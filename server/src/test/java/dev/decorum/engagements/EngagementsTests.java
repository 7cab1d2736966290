package dev.decorum.engagements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import dev.decorum.DecorumApplication;
import dev.decorum.audit.Actor;
import dev.decorum.clients.Client;
import dev.decorum.clients.Clients;
import dev.decorum.coach.Coach;
import dev.decorum.conduct.Level;
import dev.decorum.engagements.Engagement.State;
import dev.decorum.engagements.EngagementChange.What;
import dev.decorum.inbox.ConversationMerges;
import dev.decorum.inbox.Draft;
import dev.decorum.inbox.DraftId;
import dev.decorum.inbox.DraftKind;
import dev.decorum.inbox.Drafts;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InboxHouse;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.inbox.NewConversation;
import dev.decorum.inbox.NewReply;
import dev.decorum.inbox.Received;
import dev.decorum.inbox.Recipients;
import dev.decorum.inbox.Sent;
import dev.decorum.inbox.TodayPart.Day;
import dev.decorum.promises.Due;
import dev.decorum.promises.NewPromise;
import dev.decorum.promises.PromiseView;
import dev.decorum.promises.Promises;
import dev.decorum.staff.As;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.MovableClock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
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

/// What becomes of services beside messages, clients and members. What follows for a milestone by
/// itself is the matter of [MilestoneTests].
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EngagementsTests {

  /// A client who hears from us for the first time; who writes prepared letters is known mostly.
  private static final String WHO_I_AM = "introduction.missing";

  private static final String TEAM = "Engagements";

  @Autowired House house;
  @Autowired Inbox inbox;
  @Autowired ConversationMerges merges;
  @Autowired Drafts drafts;
  @Autowired Coach coach;
  @Autowired Clients clients;
  @Autowired Promises promises;
  @Autowired Staff staff;
  @Autowired Engagements engagements;
  @Autowired FollowUpsToday today;
  @Autowired MovableClock clock;
  @Autowired WebApplicationContext context;

  private MockMvcTester mvc;
  private TeamId team;
  private Viewer jonas;
  private Client client;
  private Received mail;
  private long no;

  @BeforeAll
  void people() {
    mvc = MockMvcTester.from(context, builder -> builder.apply(springSecurity()).build());
    team = house.team(TEAM);
  }

  @BeforeEach
  void aService() {
    jonas = house.member(Role.AGENT, TEAM);
    client = house.client();
    mail = house.mail(client, team, "The lift", "It has stopped.");
    no =
        engagements.begin(
            jonas,
            client.no(),
            new NewEngagement("A new lift", jonas.id(), mail.no(), ReportSchedule.WEEKLY));
  }

  private Engagement one() {
    return engagements.get(jonas, no);
  }

  private LocalDate inDays(int days) {
    return engagements.today().plusDays(days);
  }

  private Milestone milestone(String name, int days) {
    engagements.add(jonas, no, name, jonas.id(), inDays(days));
    return named(name);
  }

  private Milestone named(String name) {
    return one().milestones().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private MvcTestResult post(String address, String... fields) {
    var request = mvc.post().uri(address).with(As.viewer(jonas)).with(csrf());
    for (int i = 0; i < fields.length; i += 2) request = request.param(fields[i], fields[i + 1]);
    return request.exchange();
  }

  private String page(String address) {
    var page = mvc.get().uri(address).with(As.viewer(jonas)).exchange();
    assertThat(page).hasStatusOk();
    return new String(
        page.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
  }

  private Draft prepared(String what) {
    assertThat(post("/engagements/" + no + "/" + what))
        .hasRedirectedUrl("/c/" + mail.no() + "#text");
    var draft = drafts.find(jonas, mail.no(), DraftKind.REPLY).orElseThrow();
    assertThat(coach.check(jonas, draft, null).cards())
        .as(draft.content().text())
        .filteredOn(card -> card.finding().level() != Level.ADVICE)
        .extracting(card -> card.finding().category())
        .isSubsetOf(WHO_I_AM);
    return draft;
  }

  private Sent send(Draft draft) {
    return inbox.reply(
        jonas,
        mail.no(),
        new NewReply(draft.content().text(), null, List.of(), draft.id(), null, null, true));
  }

  private List<String> onToday(Viewer viewer) {
    return today.of(viewer, Day.of(clock.instant(), ZoneOffset.UTC)).lines().stream()
        .map(line -> line.why().key())
        .toList();
  }

  @Test
  void aReportTellsWhatWasDoneWhatComesNextWhatIsLateAndWhatWasPromised() {
    engagements.done(jonas, no, milestone("Survey of the shaft", 2).no());
    milestone("Delivery of the cabin", 5);
    var late = milestone("New motor", 6);
    engagements.move(jonas, no, late.no(), inDays(20), "the factory is late", false);
    promises.makeForClient(
        jonas,
        client.no(),
        new NewPromise("I will send you the certificate", new Due.None(), null, null));
    assertThat(onToday(jonas)).contains("engagements.today.slip");
    var due = one().reportDue();

    var draft = prepared("report");

    assertThat(draft.content().text())
        .contains(
            "Here is how “A new lift” is getting on.",
            "- Survey of the shaft",
            "- Delivery of the cabin, by ",
            "- New motor was meant for ",
            "The new date is ",
            "The reason: the factory is late.",
            "- I will send you the certificate")
        .endsWith("Kind regards,\n" + jonas.name());
    assertThat(one().reportDue()).isEqualTo(due);

    inbox.reply(jonas, mail.no(), NewReply.of("The technician is on the way."));
    assertThat(one().drafted()).as("another message").isTrue();
    assertThat(named("New motor").unknown()).isTrue();

    var sent = send(draft);
    assertThat(promises.ofClient(jonas, client.no()))
        .as("what was promised already is promised once")
        .extracting(PromiseView::words)
        .containsOnlyOnce("I will send you the certificate");
    assertThat(one().reportDue()).isAfter(due);
    assertThat(one().drafted()).isFalse();
    assertThat(named("New motor").unknown()).isFalse();
    assertThat(named("New motor").late()).isFalse();
    assertThat(engagements.sinceReport(jonas, no))
        .extracting(EngagementChange::what)
        .doesNotContain(What.DONE);

    inbox.undo(jonas, sent.interaction());
    assertThat(one().reportDue()).isEqualTo(due);
    assertThat(one().drafted()).isTrue();
    assertThat(named("New motor").unknown()).isTrue();
    assertThat(engagements.history(jonas, no))
        .extracting(EngagementChange::what)
        .doesNotContain(What.REPORTED, What.TOLD)
        .contains(What.BEGUN, What.MOVED);
  }

  @Test
  void aDayThatSlipsIsToldByANotice() {
    assertThat(post("/engagements/" + no + "/notice")).hasStatus(422);
    var late = milestone("New motor", 6);
    engagements.move(jonas, no, late.no(), inDays(20), "The factory is late.", false);

    var draft = prepared("notice");
    send(draft);

    assertThat(draft.content().text()).contains("“A new lift”", "I am sorry");
    assertThat(named("New motor").slips(inDays(0))).isFalse();
    assertThat(one().reportDue()).isNotNull();
    assertThat(onToday(jonas)).doesNotContain("engagements.today.slip");
  }

  @Test
  void whereThereIsNoConversationTheReportBeginsOne() {
    var other = house.client();
    long another =
        engagements.begin(jonas, other.no(), new NewEngagement("A ramp", jonas.id(), null, null));

    var answer = post("/engagements/" + another + "/report");

    assertThat(answer).hasStatus3xxRedirection();
    assertThat(answer.getResponse().getRedirectedUrl()).startsWith("/compose?draft=");
    assertThat(page(String.valueOf(answer.getResponse().getRedirectedUrl())))
        .contains("How “A ramp” is getting on", other.details().emails().getFirst().value());
    var url = String.valueOf(answer.getResponse().getRedirectedUrl());
    var draft = new DraftId(UUID.fromString(url.replaceAll(".*draft=([^&]*)&.*", "$1")));
    inbox.reply(
        jonas, house.mail(other, team, "The ramp", "When?").no(), NewReply.of("On Thursday."));
    assertThat(engagements.get(jonas, another).drafted()).as("another message").isTrue();
    var first =
        inbox.start(
            jonas,
            new NewConversation(
                other.no(),
                Recipients.NOBODY,
                "How it is getting on",
                "Here is how it is getting on.",
                team,
                List.of(),
                draft,
                null,
                true));
    assertThat(engagements.get(jonas, another))
        .satisfies(
            one -> {
              assertThat(one.conversation()).isEqualTo(first.no());
              assertThat(one.drafted()).isFalse();
            });
  }

  @Test
  void isBegunChangedAndDoneOnThePages() {
    var form = "/clients/" + client.no() + "/engagements";
    assertThat(page(form + "/new")).contains("every week", "15:00");
    assertThat(post(form, "title", " ")).hasStatus(422);
    assertThat(post(form, "title", "Ramp", "weeks", "1", "weekday", "9", "time", "15:00"))
        .hasStatus(422);
    assertThat(post(form, "title", "Ramp", "conversation", "999999999")).hasStatus(422);
    assertThat(post(form, "title", "Ramp", "weeks", "2", "weekday", "1", "time", "10:00"))
        .hasStatus3xxRedirection();
    assertThat(page("/clients/" + client.no() + "/engagements")).contains("Ramp", "A new lift");
    assertThat(page("/engagements")).contains("Ramp", "A new lift");

    var address = "/engagements/" + no;
    assertThat(post(address + "/milestones", "name", "New motor", "day", "soon")).hasStatus(422);
    assertThat(post(address + "/milestones", "name", "New motor", "day", "" + inDays(3)))
        .hasRedirectedUrl(address);
    var step = address + "/milestones/" + named("New motor").no();
    assertThat(post(step + "/start")).hasRedirectedUrl(address);
    assertThat(post(step + "/move", "day", "" + inDays(9), "reason", " ")).hasStatus(422);
    assertThat(post(step + "/move", "day", "" + inDays(9), "reason", "Snow", "knows", "true"))
        .hasRedirectedUrl(address);
    assertThat(post(step + "/drop", "reason", "Not wanted")).hasRedirectedUrl(address);
    assertThat(post(step + "/start")).hasStatus(422);
    assertThat(post(step + "/reopen")).hasRedirectedUrl(address);
    assertThat(post(step + "/done")).hasRedirectedUrl(address);
    assertThat(post(step + "/nothing")).hasStatus(404);
    assertThat(post(address + "/skip", "reason", "Nothing new")).hasRedirectedUrl(address);
    assertThat(post(address, "title", "A lift", "weeks", "0")).hasRedirectedUrl(address);
    assertThat(one().reportDue()).isNull();
    assertThat(page(address)).contains("A lift", "New motor: moved", "Snow", "Not wanted");
    assertThat(post(address + "/state", "state", "DONE")).hasRedirectedUrl(address);
    assertThat(post(address + "/milestones", "name", "More", "day", "" + inDays(3))).hasStatus(422);
  }

  @Test
  void isSeenByWhoSeesItsClientAndConversationAndIsUnknownToOthers() {
    var stranger = house.member(Role.AGENT, "Elsewhere");
    var apart = new NewEngagement("A ramp", jonas.id(), null, null);
    long free = engagements.begin(jonas, client.no(), apart);
    assertThat(engagements.get(stranger, free).title()).isEqualTo("A ramp");

    for (var hidden : List.of(no, free)) {
      if (hidden == free) house.restrict(client, team);

      assertThatExceptionOfType(EngagementNotFound.class)
          .isThrownBy(() -> engagements.get(stranger, hidden));
      assertThatExceptionOfType(EngagementNotFound.class)
          .isThrownBy(() -> engagements.to(stranger, hidden, State.DONE));
      assertThatExceptionOfType(EngagementRefused.class)
          .isThrownBy(() -> engagements.add(jonas, hidden, "Motor", stranger.id(), inDays(2)));
    }
    assertThat(engagements.list(stranger, false))
        .extracting(Engagement::no)
        .doesNotContain(no, free);
  }

  @Test
  void goesWithItsClientWhenTwoBecomeOneAndBackWhenTheyPart() {
    var survivor = house.client();

    var merge = clients.merge(jonas, survivor.no(), client.no());
    assertThat(engagements.ofClient(jonas, survivor.no()))
        .extracting(Engagement::no)
        .containsExactly(no);

    clients.unmerge(jonas, merge);
    assertThat(engagements.ofClient(jonas, survivor.no())).isEmpty();
    assertThat(engagements.ofClient(jonas, client.no())).hasSize(1);
  }

  @Test
  void reportsGoWithTheirConversationWhenTwoBecomeOneAndBackWhenTheyPart() {
    var survivor = house.mail(client, team, "The lift again", "And?");

    merges.merge(jonas, survivor.no(), mail.no());
    assertThat(one().conversation()).isEqualTo(survivor.no());

    merges.part(jonas, survivor.no(), mail.no());
    assertThat(one().conversation()).isEqualTo(mail.no());
  }

  @Test
  void isNobodysWhenItsOwnerIsDisabledAndWhoServesTheClientIsShownIt() {
    var colleague = house.member(Role.AGENT, TEAM);
    milestone("New motor", 6);
    engagements.move(jonas, no, named("New motor").no(), inDays(9), "Snow", false);
    assertThat(onToday(colleague)).isEmpty();
    house.restrict(client, team);

    staff.disable(Actor.system(), jonas.id());

    assertThat(engagements.get(colleague, no).owner()).isNull();
    assertThat(onToday(colleague)).contains("engagements.today.slip");
    engagements.to(colleague, no, State.STOPPED);
    assertThat(onToday(colleague)).isEmpty();
  }
}
