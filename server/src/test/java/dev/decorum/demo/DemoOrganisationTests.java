package dev.decorum.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.clients.Client;
import dev.decorum.clients.Clients;
import dev.decorum.engagements.Engagements;
import dev.decorum.engagements.Milestone;
import dev.decorum.inbox.ConversationFilter;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.Delivery;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InteractionView;
import dev.decorum.inbox.Kind;
import dev.decorum.inbox.NewReply;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.Status;
import dev.decorum.inbox.View;
import dev.decorum.staff.Member;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(properties = "decorum.demo=true")
@DatabaseTest
class DemoOrganisationTests {

  @Autowired DemoOrganisation demo;
  @Autowired Staff staff;
  @Autowired Clients clients;
  @Autowired Inbox inbox;
  @Autowired Engagements engagements;
  @Autowired JdbcClient jdbc;
  @Autowired Clock clock;

  DemoOrganisation.Welcome welcome;
  Viewer jonas;

  @BeforeEach
  void load() {
    welcome = demo.load();
    Member member = staff.memberByEmail("jonas.lind@brightwater.example").orElseThrow();
    jonas = Viewer.of(member, RowIds.next(), ZoneOffset.UTC);
  }

  @Test
  void hasClientsAndAPastOfAllKinds() {
    List<Client> known = clients.search(jonas, null, null, 200).items();
    List<InteractionView> past = interactions();

    assertThat(known)
        .hasSizeGreaterThanOrEqualTo(12)
        .extracting(Client::name)
        .contains("منى الراشد");
    assertThat(past.stream().filter(i -> i.kind() != Kind.EVENT)).hasSizeGreaterThanOrEqualTo(60);
    assertThat(past.stream().map(InteractionView::kind).collect(Collectors.toSet()))
        .contains(Kind.MESSAGE, Kind.CALL, Kind.MEETING, Kind.VISIT, Kind.POST, Kind.NOTE);
    assertThat(past).anyMatch(i -> !i.attachments().isEmpty());
    assertThat(past).extracting(InteractionView::at).allMatch(at -> at.isBefore(Instant.now()));
    assertThat(conversations().stream().map(ConversationRow::status).collect(Collectors.toSet()))
        .isEqualTo(Set.of(Status.values()));
    assertThat(conversations()).anyMatch(c -> c.waitingSince() != null);
  }

  @Test
  void hasAServiceUnderWayWithMilestonesBehindAndAhead() {
    assertThat(engagements.list(jonas, true))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.title()).isEqualTo("A home lift for the stairwell");
              assertThat(one.conversation()).isNotNull();
              assertThat(one.reportDue()).isNotNull();
              assertThat(one.milestones())
                  .extracting(Milestone::state)
                  .containsExactlyInAnyOrder(
                      Milestone.State.DONE, Milestone.State.PLANNED, Milestone.State.PLANNED);
            });
  }

  @Test
  void isMadeOnce() {
    int before = interactions().size();

    DemoOrganisation.Welcome again = demo.load();

    assertThat(interactions()).hasSize(before);
    assertThat(again.mailbox()).isEqualTo("help@brightwater.example");
    assertThat(again.signIn().toString())
        .contains("/demo?key=")
        .isNotEqualTo(welcome.signIn().toString());
  }

  @Test
  void putsNothingOfItsPastIntoTheOutbox() {
    assertThat(jdbc.sql("select count(*) from channels.outbox").query(Long.class).single())
        .isZero();
    assertThat(interactions())
        .filteredOn(i -> i.delivery() != null)
        .hasSizeGreaterThan(20)
        .extracting(InteractionView::delivery)
        .containsOnly(Delivery.SENT, Delivery.FAILED);
  }

  @Test
  void carriesWhatIsWrittenNowTheUsualWay() {
    ConversationRow open =
        conversations().stream().filter(c -> c.waitingSince() != null).findFirst().orElseThrow();

    var sent = inbox.reply(jonas, open.no(), NewReply.of("We are on our way."));

    assertThat(sent.undoUntil()).isAfter(Instant.now());
    assertThat(
            jdbc.sql("select count(*) from channels.outbox where interaction_id = :id")
                .param("id", sent.interaction().id())
                .query(Long.class)
                .single())
        .isOne();
    assertThat(inbox.undo(jonas, sent.interaction())).isTrue();
    jdbc.sql("delete from channels.outbox").update();
  }

  @Test
  void livesInThePresentOnceTheStoryIsTold() {
    assertThat(Duration.between(clock.instant(), Instant.now()).abs())
        .isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void readsTimesAsTheyAreSeenFromToday() {
    // A Monday
    var time = new StoryTime(Instant.parse("2026-11-23T12:00:00Z"), ZoneId.of("Europe/London"));

    assertThat(time.of("25 minutes ago")).isEqualTo("2026-11-23T11:35:00Z");
    assertThat(time.of("1 days ago, 10:42")).isEqualTo("2026-11-20T10:42:00Z");
    assertThat(time.of("in 5 days, 08:00")).isEqualTo("2026-11-30T08:00:00Z");
    assertThat(time.dated("On {in 5 days} or never")).isEqualTo("On 30 November or never");
  }

  private List<ConversationRow> conversations() {
    return inbox.list(jonas, ConversationFilter.of(View.ALL), Sort.NEWEST, null, 200).items();
  }

  private List<InteractionView> interactions() {
    return conversations().stream()
        .flatMap(c -> inbox.interactions(jonas, c.no(), null, 200).items().stream())
        .toList();
  }
}
