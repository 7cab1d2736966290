package dev.decorum.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import dev.decorum.DecorumApplication;
import dev.decorum.coach.Bench;
import dev.decorum.coach.Checked;
import dev.decorum.coach.Coach;
import dev.decorum.coach.Guidelines;
import dev.decorum.coach.OwnPack;
import dev.decorum.coach.OwnPack.State;
import dev.decorum.coach.OwnPacks;
import dev.decorum.coach.Pace;
import dev.decorum.coach.PackChanged;
import dev.decorum.coach.PackNotFound;
import dev.decorum.coach.PackRefused;
import dev.decorum.coach.PackTransfer;
import dev.decorum.coach.Reach;
import dev.decorum.coach.Receipts;
import dev.decorum.coach.Trial.Change;
import dev.decorum.coach.Trial.Tally;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.staff.As;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

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
  @Autowired Bench bench;
  @Autowired PackTransfer transfer;
  @Autowired Receipts receipts;
  @Autowired Inbox inbox;
  @Autowired Vault vault;
  @Autowired JdbcClient jdbc;
  @Autowired WebApplicationContext context;

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
      if (packs.all().stream().anyMatch(pack -> pack.no() == no && pack.holds()))
        packs.withdraw(writer, no, "The test is over.");
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

    until(() -> found(writer, null).contains(name + ".first"));
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
  void aReviewerSendsAPackBackWithWordsThatStayUntilItIsProposedAgain() {
    int no = proposed(name(), Reach.EVERYBODY);
    assertThatExceptionOfType(PackRefused.class)
        .isThrownBy(() -> packs.sendBack(reviewer, no, revision(no), " "))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo("words"));

    packs.sendBack(reviewer, no, revision(no), "Say why it matters.");

    assertThat(packs.get(no).state()).isEqualTo(State.DRAFT);
    assertThat(packs.get(no).proposedBy()).isNull();
    assertThat(packs.get(no).remark()).isEqualTo("Say why it matters.");
    assertThatExceptionOfType(PackRefused.class)
        .isThrownBy(() -> packs.sendBack(reviewer, no, revision(no), "Again"))
        .satisfies(refused -> assertThat(refused.messageKey()).contains("not_proposed"));
    packs.propose(writer, no, revision(no));
    assertThat(packs.get(no).remark()).isNull();
  }

  @Test
  void onlyWhatWasNeverPublishedIsThrownAway() {
    int draft = begin(name(), Reach.EVERYBODY);
    int read = revision(draft);
    packs.save(writer, draft, read, "other", "");
    assertThatExceptionOfType(PackChanged.class)
        .isThrownBy(() -> packs.discard(reviewer, draft, read));
    int kept = published(name(), Reach.EVERYBODY);

    packs.discard(reviewer, draft, revision(draft));

    assertThat(packs.all()).extracting(OwnPack::no).contains(kept).doesNotContain(draft);
    assertThatExceptionOfType(PackRefused.class)
        .isThrownBy(() -> packs.discard(reviewer, kept, revision(kept)))
        .satisfies(refused -> assertThat(refused.messageKey()).contains("was_published"));
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
    assertThat(packs.versions(no))
        .extracting(version -> version.version())
        .containsExactly(3, 2, 1);
    assertThat(packs.versions(no).getFirst().restores()).isEqualTo(1);
    assertThatThrownBy(
            () -> jdbc.sql("update coach.pack_version set version = 9 where version = 1").update())
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

  @Test
  void theBenchTriesADraftOnMessagesThatLeftAndRemembersFalseAlarms() {
    var team = house.team("Bench " + name());
    var name = name();
    int no = begin(name, new Reach.OfTeam(team));
    var mail = house.mail(house.client(), team, "Order", "When?");
    var sent = inbox.reply(writer, mail.no(), reply("Dear client, we do it pronto.")).interaction();
    inbox.delivery(sent, Delivery.SENT, null);

    var trial = bench.ofMessages(writer, no);
    assertThat(trial.texts()).isEqualTo(1);
    assertThat(trial.rules()).containsExactly(new Tally(name + ".first", 1, 1, 0));
    var hit = trial.hits().getFirst();
    assertThat(hit.change()).isEqualTo(Change.NEW);
    assertThat(hit.words()).isEqualTo("pronto");
    assertThat(hit.message()).isEqualTo(sent);

    bench.mark(reviewer, no, sent, hit.name(), true);
    assertThat(bench.ofMessages(writer, no).rules())
        .containsExactly(new Tally(name + ".first", 1, 1, 1));
    bench.mark(reviewer, no, sent, hit.name(), false);
    assertThat(bench.ofMessages(writer, no).rules().getFirst().wrong()).isZero();
    var stranger = house.member(Role.AGENT, "Elsewhere");
    assertThatThrownBy(() -> bench.mark(stranger, no, sent, hit.name(), true))
        .isInstanceOf(PackNotFound.class);
    assertThat(bench.ofMessages(stranger, no).texts()).isZero();
  }

  @Test
  void whatIsPastedIsComparedWithWhatHolds() {
    var name = name();
    int no = published(name, Reach.EVERYBODY);
    guidelines.refresh();
    save(no, text(name).replace("pronto", "presto"), "Another word");

    var trial = bench.of(writer, no, "We do it pronto, or presto. Card 4111 1111 1111 1111.", "");

    assertThat(trial.hits())
        .extracting(hit -> hit.words() + " " + hit.change().word())
        .containsExactlyInAnyOrder("presto new", "pronto gone");
    assertThat(trial.hits().toString()).doesNotContain("4111");
  }

  @Test
  void whatIsHandedOutComesInAgainAsADraft() throws Exception {
    var name = name();
    int no = published(name, Reach.EVERYBODY);
    var file = transfer.one(no);
    assertThat(file.name()).isEqualTo(name + ".yaml");

    var changed = text(name).replace("pronto", "presto");
    assertThat(transfer.take(reviewer, file.name(), changed.getBytes(UTF_8), Reach.EVERYBODY))
        .containsExactly(no);
    assertThat(packs.get(no).text()).isEqualTo(changed);
    assertThat(packs.get(no).state()).isEqualTo(State.DRAFT);

    var style = name();
    var zip =
        zip(
            Map.of(
                style + "/Hedging.yml",
                "extends: existence\nmessage: No.\ntokens: [sort of]\n",
                "README.md",
                "Read me",
                "__MACOSX/._x.yml",
                "\0"));
    int taken = transfer.take(reviewer, "styles.zip", zip, Reach.EVERYBODY).getFirst();
    begun.add(taken);
    assertThat(packs.get(taken).name()).isEqualTo(style);
    assertThat(packs.prove(taken).passed()).isTrue();
    assertThat(transfer.one(taken).name()).isEqualTo(style + ".zip");
    assertThat(transfer.take(reviewer, "again.zip", transfer.one(taken).content(), Reach.EVERYBODY))
        .containsExactly(taken);

    var bomb = zip(Map.of("a.yaml", "#".repeat(PackTransfer.MOST_BYTES + 1)));
    assertThatExceptionOfType(PackRefused.class)
        .isThrownBy(() -> transfer.take(reviewer, "bomb.zip", bomb, Reach.EVERYBODY))
        .satisfies(refused -> assertThat(refused.messageKey()).endsWith("too_big"));
    assertThatExceptionOfType(PackRefused.class)
        .isThrownBy(() -> transfer.take(reviewer, "x.zip", new byte[] {1, 2}, Reach.EVERYBODY));
  }

  @Test
  void membersSayThatTheyHaveReadWhatChanged() {
    var name = "Readers " + name();
    var team = house.team(name);
    var agent = house.member(Role.AGENT, name);
    var lead = house.member(Role.LEAD, name);
    int no = published(name(), new Reach.OfTeam(team));
    guidelines.refresh();
    assertThat(receipts.unread(agent)).contains(no);
    assertThat(receipts.unread(house.member(Role.AGENT))).doesNotContain(no);

    receipts.confirm(agent, no, 1);
    receipts.confirm(agent, no, 1);
    receipts.refresh();

    assertThat(receipts.unread(agent)).doesNotContain(no);
    var pack = guidelines.packs().stream().filter(one -> one.no() == no).findFirst().orElseThrow();
    assertThat(receipts.readers(lead, pack))
        .extracting(reader -> reader.member().name(), reader -> reader.at() != null)
        .containsExactly(tuple(lead.name(), false), tuple(agent.name(), true));
    assertThat(receipts.readers(agent, pack)).isEmpty();
    assertThat(receipts.readers(house.member(Role.LEAD), pack)).isEmpty();
    assertThatThrownBy(() -> receipts.confirm(agent, no, 2)).isInstanceOf(PackNotFound.class);

    packs.restore(reviewer, no, 1, "Once more");
    guidelines.refresh();
    assertThat(receipts.unread(agent)).contains(no);
  }

  @Test
  void thePageShowsBothTextsOfTwoWhoWroteAtOnceAndWhatIsWrong() {
    var name = name();
    int no = begin(name, Reach.EVERYBODY);
    packs.save(reviewer, no, 1, text(name) + "# theirs\n", "");

    var refused =
        post(writer, "/admin/guidelines/" + no, "revision", "1", "text", "guideline: [mine");

    assertThat(refused).hasStatus(409);
    assertThat(refused)
        .bodyText()
        .contains("# theirs", "guideline: [mine", reviewer.name(), "name=\"revision\" value=\"2\"");
    assertThat(packs.get(no).text()).contains("# theirs");

    var kept = post(writer, "/admin/guidelines/" + no, "revision", "2", "text", "guideline: [mine");
    assertThat(kept).hasRedirectedUrl("/admin/guidelines/" + no);
    assertThat(get(writer, "/admin/guidelines/" + no))
        .hasStatusOk()
        .bodyText()
        .contains("Cannot be published", name + ".yaml, line 1", "this is not YAML");
    var proposed =
        post(
            writer,
            "/admin/guidelines/" + no,
            "revision",
            "3",
            "text",
            "guideline: [mine",
            "note",
            "Why",
            "then",
            "propose");
    assertThat(proposed).hasStatus(422).bodyText().contains("guideline: [mine", "this is not YAML");
  }

  @Test
  void membersReadTheGuidelineAndConfirm() {
    var name = name();
    int no = published(name, Reach.EVERYBODY);
    guidelines.refresh();
    var agent = house.member(Role.AGENT);
    var address = "/conduct/guidelines/own/" + no;

    assertThat(get(agent, address))
        .hasStatusOk()
        .bodyText()
        .contains("Say it in plain words.", "We do it pronto.", "We do it today.", "I have read it")
        .doesNotContain("/admin/guidelines/" + no);
    assertThat(get(agent, "/conduct/guidelines")).bodyText().contains("New: please read", address);
    assertThat(post(agent, address + "/read", "version", "1")).hasRedirectedUrl(address);
    assertThat(get(agent, address)).bodyText().doesNotContain("I have read it");
    assertThat(get(writer, address)).bodyText().contains("Who has read it", agent.name());
    assertThat(get(agent, "/admin/guidelines/" + no)).hasStatus(403);
  }

  private MvcTestResult get(Viewer viewer, String address) {
    return mvc().get().uri(address).with(As.viewer(viewer)).exchange();
  }

  private MvcTestResult post(Viewer viewer, String address, String... form) {
    var request = mvc().post().uri(address).with(As.viewer(viewer)).with(csrf());
    for (int i = 0; i < form.length; i += 2) request = request.param(form[i], form[i + 1]);
    return request.exchange();
  }

  private MockMvcTester mvc() {
    return MockMvcTester.from(context, mvc -> mvc.apply(springSecurity()).build());
  }

  private static byte[] zip(Map<String, String> files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
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

  private List<String> found(Viewer viewer, @Nullable Long no) {
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

  /// Five seconds are promised; a busy machine may take longer to get to it.
  private static void until(BooleanSupplier done) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!done.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    assertThat(done.getAsBoolean()).isTrue();
  }
}
