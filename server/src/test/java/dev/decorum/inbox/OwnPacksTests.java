package dev.decorum.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.decorum.DecorumApplication;
import dev.decorum.coach.Checked;
import dev.decorum.coach.Coach;
import dev.decorum.coach.Guidelines;
import dev.decorum.coach.OwnPack.State;
import dev.decorum.coach.OwnPacks;
import dev.decorum.coach.Pace;
import dev.decorum.coach.PackChanged;
import dev.decorum.coach.PackRefused;
import dev.decorum.coach.Reach;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The organisation's own guidelines from the draft to what holds.
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
class OwnPacksTests {

  @Autowired House house;
  @Autowired OwnPacks packs;
  @Autowired Guidelines guidelines;
  @Autowired Coach coach;
  @Autowired Inbox inbox;
  @Autowired Vault vault;
  @Autowired JdbcClient jdbc;

  private final List<Integer> begun = new ArrayList<>();
  private Viewer writer;
  private Viewer reviewer;

  @BeforeEach
  void twoAdmins() {
    writer = house.member(Role.ADMIN);
    reviewer = house.member(Role.ADMIN);
  }

  /// Other tests of this house read by the guidelines of the product.
  @AfterEach
  void asItWas() {
    for (int no : begun) {
      if (packs.get(no).holds()) packs.withdraw(writer, no, "The test is over.");
    }
    guidelines.refresh();
  }

  @Test
  void aPackHoldsOnEveryNodeSoonAfterSomebodyElseHasReviewedIt() {
    var name = name();
    int no = begin(name, Reach.EVERYBODY);
    save(no, text(name), "Say it plainly.");
    packs.propose(writer, no, revision(no));
    assertThat(packs.get(no).state()).isEqualTo(State.PROPOSED);
    assertThatExceptionOfType(PackRefused.class)
        .isThrownBy(() -> packs.publish(writer, no, revision(no)))
        .satisfies(refused -> assertThat(refused.messageKey()).contains("own_review"));
    assertThat(found(writer, null)).noneMatch(rule -> rule.startsWith(name));

    packs.publish(reviewer, no, revision(no));

    until(() -> found(writer, null).contains(name + ".first"), Duration.ofSeconds(5));
    assertThat(packs.versions(no))
        .singleElement()
        .satisfies(
            version -> {
              assertThat(version.text()).isEqualTo(text(name));
              assertThat(version.note()).isEqualTo("Say it plainly.");
              assertThat(version.author()).isEqualTo(writer.id());
              assertThat(version.reviewer()).isEqualTo(reviewer.id());
            });
  }

  @Test
  void ofTwoWhoWriteAtOnceTheLaterOneIsShownWhatTheEarlierOneWrote() {
    int no = begin(name(), Reach.EVERYBODY);
    int revision = revision(no);
    packs.save(writer, no, revision, "one", "");

    assertThatExceptionOfType(PackChanged.class)
        .isThrownBy(() -> packs.save(reviewer, no, revision, "two", ""))
        .satisfies(
            changed -> {
              assertThat(changed.theirs().text()).isEqualTo("one");
              assertThat(changed.theirs().changedBy()).isEqualTo(writer.id());
            });
    assertThat(packs.get(no).text()).isEqualTo("one");
  }

  @Test
  void whatChangedSinceItWasReadIsNotPublished() {
    var name = name();
    int no = proposed(name, Reach.EVERYBODY);
    int read = revision(no);
    packs.save(writer, no, read, text(name) + "# more\n", "Other");

    assertThatExceptionOfType(PackChanged.class)
        .isThrownBy(() -> packs.publish(reviewer, no, read));
    assertThatExceptionOfType(PackRefused.class)
        .isThrownBy(() -> packs.publish(reviewer, no, revision(no)))
        .satisfies(refused -> assertThat(refused.messageKey()).contains("not_proposed"));
  }

  @Test
  void aPackThatFailsItsExamplesIsRefusedWithFileRuleAndReasonAndKeptAsADraft() {
    var name = name();
    int no = begin(name, Reach.EVERYBODY);
    var wrong = text(name).replace("We do it pronto.", "We do it quickly.");
    save(no, wrong, "Why not");

    assertThatExceptionOfType(PackRefused.class)
        .isThrownBy(() -> packs.propose(writer, no, revision(no)))
        .satisfies(
            refused ->
                assertThat(refused.args().toString())
                    .contains(name + ".yaml", name + ".first", "finds nothing"));
    assertThat(packs.get(no).text()).isEqualTo(wrong);
  }

  @Test
  void anEarlierVersionIsPublishedAgainAndTheVersionsStayAsTheyAre() {
    var name = name();
    int no = published(name, Reach.EVERYBODY);
    save(no, text(name).replace("pronto", "presto"), "Another word");
    packs.propose(writer, no, revision(no));
    packs.publish(reviewer, no, revision(no));

    packs.restore(reviewer, no, 1, "The first one was right.");
    guidelines.refresh();

    assertThat(found(writer, null)).contains(name + ".first");
    assertThat(packs.versions(no)).extracting(version -> version.version()).containsExactly(3, 2, 1);
    assertThat(packs.versions(no).getFirst().restores()).isEqualTo(1);
    assertThatThrownBy(
            () ->
                jdbc.sql("update coach.pack_version set version = 9 where version = 1").update())
        .isInstanceOf(DataAccessException.class);

    packs.withdraw(writer, no, "No longer needed");
    guidelines.refresh();
    assertThat(found(writer, null)).doesNotContain(name + ".first");
  }

  @Test
  void whatATeamHasOfItsOwnHoldsForItsConversations() {
    var team = house.team("Own " + name());
    var name = name();
    published(name, new Reach.OfTeam(team));
    guidelines.refresh();

    long theirs = house.mail(house.client(), team, "Order", "When?").no();
    assertThat(found(writer, theirs)).contains(name + ".first");
    assertThat(found(writer, null)).doesNotContain(name + ".first");
  }

  @Test
  void aPackThatCanNoLongerBeUsedIsMissedAndStopsStillApply() {
    var name = name();
    int no = published(name, Reach.EVERYBODY);
    unusable(no, "guideline: [");
    guidelines.refresh();

    long mail = house.mail(house.client(), "Order", "When?").no();
    var checked = check(writer, mail);
    assertThat(checked.whole()).isFalse();
    assertThat(checked.cards()).anyMatch(card -> card.finding().rule().startsWith("vague_time"));
    assertThat(guidelines.unusable()).contains(no);
    assertThatExceptionOfType(SendRefused.class)
        .isThrownBy(() -> inbox.reply(writer, mail, reply("Card 4111 1111 1111 1111.")))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo("conduct.stop"));
    inbox.reply(writer, mail, reply("We do it pronto."));
  }

  /// As after a version of the product that reads packs otherwise.
  private void unusable(int no, String text) {
    var id = RowIds.next();
    jdbc.sql(
            """
            insert into coach.pack_version (
              id, pack_id, version, text, note, author_id, reviewer_id, published_at)
            select :id, p.id, 2, :text, p.note, :by, :by, now()
              from coach.pack p
             where p.no = :no
            """)
        .param("id", id)
        .param("text", vault.seal(vault.systemKey(), "coach.pack_version.text", id, text))
        .param("by", writer.id().id())
        .param("no", no)
        .update();
  }

  private int begin(String name, Reach reach) {
    int no = packs.begin(writer, name, reach, text(name));
    begun.add(no);
    return no;
  }

  private int proposed(String name, Reach reach) {
    int no = begin(name, reach);
    save(no, text(name), "Say it plainly.");
    packs.propose(writer, no, revision(no));
    return no;
  }

  private int published(String name, Reach reach) {
    int no = proposed(name, reach);
    packs.publish(reviewer, no, revision(no));
    return no;
  }

  private void save(int no, String text, String note) {
    packs.save(writer, no, revision(no), text, note);
  }

  private int revision(int no) {
    return packs.get(no).revision();
  }

  private static String name() {
    return "own" + UUID.randomUUID().toString().substring(0, 8);
  }

  private static String text(String name) {
    return """
        guideline: %1$s
        requirement: K9
        category: house
        level: warning
        why: Say it in plain words.
        rules:
          - id: %1$s.first
            phrases: [pronto]
            examples:
              match: [We do it pronto.]
              miss: [We do it today.]
        """
        .formatted(name);
  }

  private List<String> found(Viewer viewer, Long no) {
    return no == null
        ? coach.tried(viewer, "We do it pronto and soon.", "").cards().stream()
            .map(card -> card.finding().rule())
            .toList()
        : check(viewer, no).cards().stream().map(card -> card.finding().rule()).toList();
  }

  private Checked check(Viewer viewer, long no) {
    var name = new DraftName.OfConversation(no, DraftKind.REPLY);
    return coach.check(viewer, name, null, "We do it pronto and soon.", Pace.DONE);
  }

  private static NewReply reply(String text) {
    return new NewReply(text, null, List.of(), null, null, null, false);
  }

  private static void until(BooleanSupplier done, Duration most) {
    long end = System.nanoTime() + most.toNanos();
    while (!done.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    assertThat(done.getAsBoolean()).isTrue();
  }
}
