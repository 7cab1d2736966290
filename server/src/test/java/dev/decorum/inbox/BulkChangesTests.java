package dev.decorum.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.decorum.audit.Audit;
import dev.decorum.audit.AuditFilter;
import dev.decorum.inbox.Happening.What;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.inbox.MessageRefused.Reason;
import dev.decorum.staff.As;
import dev.decorum.staff.Role;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.MovableClock;
import dev.decorum.testing.StatementCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// Many conversations are changed at once.
@ApplicationModuleTest(
    mode = BootstrapMode.DIRECT_DEPENDENCIES,
    verifyAutomatically = false) // ModularityTests does it once
@AutoConfigureMockMvc
@DatabaseTest
@Import({InboxHouse.class, StatementCount.Counting.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BulkChangesTests {

  @Autowired MockMvcTester mvc;
  @Autowired Inbox inbox;
  @Autowired BulkChanges bulk;
  @Autowired Audit audit;
  @Autowired House house;
  @Autowired MovableClock clock;

  private Viewer agent;
  private Viewer colleague;
  private TeamId gates;

  @BeforeEach
  void people() {
    agent = house.member(Role.AGENT);
    colleague = house.member(Role.AGENT);
    gates = house.team("Gates");
  }

  @Test
  void changesAllThatWerePickedAndTellsOfEach() {
    var picked = mails(3);

    var outcome = bulk.change(agent, chosen(picked), new Change.Assign(colleague.id()));

    assertThat(outcome.changed()).isEqualTo(3);
    assertThat(outcome.left()).isEmpty();
    for (var no : picked) {
      assertThat(row(no).assignee()).isEqualTo(colleague.id());
      var event = inbox.latest(agent, no, null, 5).items().getLast();
      assertThat(Objects.requireNonNull(event.happening()).what()).isEqualTo(What.ASSIGNED);
      assertThat(event.happening().member()).isEqualTo(colleague.id());
      assertThat(event.authorMember()).isEqualTo(agent.id());
      var entry =
          audit
              .search(
                  new AuditFilter(null, "conversation.assigned", row(no).id().id(), null, null),
                  null,
                  5)
              .entries();
      assertThat(entry).hasSize(1);
    }
  }

  @Test
  void leavesWhatSomebodyElseHasChangedSinceTheListWasShown() {
    var picked = mails(3);
    var shown = chosen(picked);
    inbox.change(colleague, picked.get(1), List.of(new Change.Take()), null);

    var outcome = bulk.change(agent, shown, new Change.Assign(agent.id()));

    assertThat(outcome.changed()).isEqualTo(2);
    assertThat(outcome.left()).containsExactly(picked.get(1));
    assertThat(row(picked.get(1)).assignee()).isEqualTo(colleague.id());
  }

  @Test
  void leavesWhatOneMayNotSeeLikeWhatDoesNotExist() {
    var own = mails(1).getFirst();
    var foreign = house.mail(house.client(), gates, "Gate", "It is stuck.").no();

    var outcome =
        bulk.change(
            agent,
            List.of(new Chosen(own, null), new Chosen(foreign, null), new Chosen(987_654, null)),
            new Change.Prioritise(Priority.HIGH));

    assertThat(outcome.changed()).isEqualTo(1);
    assertThat(outcome.left()).containsExactly(foreign, 987_654L);
    var officer = house.member(Role.OFFICER);
    assertThat(
            bulk.change(officer, chosen(List.of(own)), new Change.ToStatus(Status.RESOLVED))
                .changed())
        .isZero();
    assertThat(row(own).status()).isEqualTo(Status.OPEN);
  }

  @Test
  void givesEverythingBackUnlessSomebodyTouchedItSince() {
    var picked = mails(4);
    inbox.change(
        agent,
        picked.get(0),
        List.of(new Change.Tag(Set.of("lift")), new Change.Prioritise(Priority.LOW)),
        null);
    inbox.change(
        agent,
        picked.get(1),
        List.of(new Change.Snooze(clock.instant().plus(Duration.ofDays(2)))),
        null);
    var before = picked.stream().map(this::row).toList();

    var outcome = bulk.change(agent, chosen(picked), new Change.ToStatus(Status.RESOLVED));
    inbox.change(colleague, picked.get(3), List.of(new Change.Tag(Set.of("mine"))), null);
    var undone = bulk.undo(agent, Objects.requireNonNull(outcome.undo()));

    assertThat(undone.changed()).isEqualTo(3);
    assertThat(undone.left()).containsExactly(picked.get(3));
    for (int i = 0; i < 3; i++) {
      var now = row(picked.get(i));
      assertThat(now)
          .usingRecursiveComparison()
          .ignoringFields("version", "updatedAt")
          .isEqualTo(before.get(i));
    }
    assertThat(row(picked.get(3)).status()).isEqualTo(Status.RESOLVED);
    assertThat(bulk.undo(agent, outcome.undo()).changed()).isZero();
  }

  @Test
  void isTakenBackByWhoDidItAndNotForever() {
    var first = bulk.change(agent, chosen(mails(1)), new Change.Trash(false));
    var second = bulk.change(agent, chosen(mails(1)), new Change.Trash(false));

    assertThat(bulk.undo(colleague, Objects.requireNonNull(first.undo())).changed()).isZero();
    assertThat(bulk.undo(agent, first.undo()).changed()).isEqualTo(1);
    clock.forward(BulkChanges.UNDO.plusSeconds(1));
    assertThat(bulk.undo(agent, Objects.requireNonNull(second.undo())).changed()).isZero();
    assertThat(bulk.undo(agent, UUID.randomUUID()).changed()).isZero();
  }

  @Test
  void whoGivesConversationsAwayMayTakeThatBack() {
    var picked = mails(2);

    var outcome = bulk.change(agent, chosen(picked), new Change.MoveTo(gates));

    assertThatExceptionOfType(ConversationNotFound.class).isThrownBy(() -> row(picked.getFirst()));
    assertThat(bulk.undo(agent, Objects.requireNonNull(outcome.undo())).changed()).isEqualTo(2);
    assertThat(row(picked.getFirst()).team()).isNull();
  }

  @Test
  void addsTagsToThoseThereAreAndTakesThemAway() {
    var picked = mails(2);
    inbox.change(agent, picked.getFirst(), List.of(new Change.Tag(Set.of("old"))), null);

    bulk.change(agent, chosen(picked), new Change.AddTags(Set.of("new", " new ")));
    assertThat(row(picked.getFirst()).tags()).containsExactly("new", "old");
    assertThat(row(picked.getLast()).tags()).containsExactly("new");
    bulk.change(agent, chosen(picked), new Change.RemoveTags(Set.of("old")));

    assertThat(row(picked.getFirst()).tags()).containsExactly("new");
    assertThat(bulk.change(agent, chosen(picked), new Change.AddTags(Set.of("new"))).undo())
        .isNull();
  }

  @Test
  void reopeningOwesTheAnswerAgain() {
    var picked = mails(2);
    var since = row(picked.getFirst()).waitingSince();
    bulk.change(agent, chosen(picked), new Change.ToStatus(Status.RESOLVED));
    assertThat(row(picked.getFirst()).waitingSince()).isNull();

    bulk.change(agent, chosen(picked), new Change.ToStatus(Status.OPEN));

    assertThat(row(picked.getFirst()).waitingSince()).isEqualTo(since);
  }

  @Test
  void saysWhyNothingCanBeSo() {
    var picked = chosen(mails(2));

    assertThatExceptionOfType(MessageRefused.class)
        .isThrownBy(
            () -> bulk.change(agent, picked, new Change.Assign(house.member(Role.OFFICER).id())))
        .extracting(MessageRefused::reason)
        .isEqualTo(Reason.UNFIT_ASSIGNEE);
    assertThatExceptionOfType(MessageRefused.class)
        .isThrownBy(() -> bulk.change(agent, picked, new Change.AddTags(Set.of("x".repeat(51)))))
        .extracting(MessageRefused::reason)
        .isEqualTo(Reason.BAD_TAGS);
  }

  @Test
  void needsAsManyStatementsForFortyAsForTwo() {
    var few = mails(2);
    var many = mails(40);
    bulk.change(agent, chosen(mails(2)), new Change.Assign(agent.id()));

    var two =
        StatementCount.of(() -> bulk.change(agent, unseen(few), new Change.Assign(agent.id())));
    var forty =
        StatementCount.of(() -> bulk.change(agent, unseen(many), new Change.Assign(agent.id())));

    assertThat(row(many.getLast()).assignee()).isEqualTo(agent.id());
    assertThat(forty).hasSizeLessThanOrEqualTo(two.size()).hasSizeLessThanOrEqualTo(12);
  }

  @Test
  void changesAllOfAListOnAPageWithoutScript() {
    var tag = "bulk" + System.nanoTime();
    var picked = mails(4);
    bulk.change(agent, chosen(picked), new Change.AddTags(Set.of(tag)));
    var other = mails(1).getFirst();
    assertThat(get("/inbox/all?tag=" + tag))
        .bodyText()
        .contains(
            "name=\"no\" value=\"" + picked.getFirst() + ".",
            "/inbox/bulk?view=all&amp;tag=" + tag);

    var all = post("/inbox/bulk?view=all&tag=" + tag, "all=true&do=priority-high");
    var one =
        post(
            "/inbox/bulk?view=all&tag=" + tag, "no=" + picked.getFirst() + ".0&do=status-resolved");
    var none = post("/inbox/bulk?view=mine", "do=status-resolved");

    assertThat(all).hasStatus3xxRedirection().redirectedUrl().isEqualTo("/inbox/all?tag=" + tag);
    assertThat(picked).allSatisfy(no -> assertThat(row(no).priority()).isEqualTo(Priority.HIGH));
    assertThat(row(other).priority()).isEqualTo(Priority.NORMAL);
    // The version that was shown is long gone.
    assertThat(one).hasStatus3xxRedirection();
    assertThat(row(picked.getFirst()).status()).isEqualTo(Status.OPEN);
    assertThat(none).hasStatus3xxRedirection();
    assertThat(post("/inbox/bulk?view=mine", "no=1&do=explode")).hasStatus(400);
    assertThat(post("/inbox/bulk?view=mine", "no=x&do=spam")).hasStatus(400);
  }

  @Test
  void takesFiveHundredOfAListAndSaysThatThereAreMore() {
    var tag = "many" + System.nanoTime();
    var client = house.client();
    var first = new ArrayList<Long>();
    IntStream.range(0, BulkChanges.MOST + 1)
        .forEach(i -> first.add(house.mail(client, "Lift " + i, "When?").no()));
    bulk.change(agent, unseen(first.subList(0, 300)), new Change.AddTags(Set.of(tag)));
    bulk.change(agent, unseen(first.subList(300, first.size())), new Change.AddTags(Set.of(tag)));

    var outcome =
        bulk.changeAll(
            agent,
            ConversationFilter.of(View.ALL).tag(tag),
            Sort.NEWEST,
            new Change.ToStatus(Status.RESOLVED));

    assertThat(outcome.changed()).isEqualTo(BulkChanges.MOST);
    assertThat(outcome.more()).isTrue();
    assertThat(bulk.undo(agent, Objects.requireNonNull(outcome.undo())).changed())
        .isEqualTo(BulkChanges.MOST);
  }

  // --- helpers

  private List<Long> mails(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> house.mail(house.client(), "Lift " + i, "When does it run?").no())
        .toList();
  }

  private List<Chosen> chosen(List<Long> numbers) {
    return numbers.stream().map(no -> new Chosen(no, row(no).version())).toList();
  }

  private static List<Chosen> unseen(List<Long> numbers) {
    return numbers.stream().map(no -> new Chosen(no, null)).toList();
  }

  private ConversationRow row(long no) {
    return inbox.row(agent, no);
  }

  private MvcTestResult get(String path) {
    return mvc.get().uri(path).with(As.viewer(agent)).exchange();
  }

  private MvcTestResult post(String path, String form) {
    return mvc.post()
        .uri(path)
        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
        .content(form)
        .with(As.viewer(agent))
        .with(csrf())
        .exchange();
  }
}
