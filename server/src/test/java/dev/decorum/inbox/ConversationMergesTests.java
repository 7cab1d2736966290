package dev.decorum.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.decorum.clients.Client;
import dev.decorum.clients.Clients;
import dev.decorum.inbox.Happening.What;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.inbox.MergeRefused.Reason;
import dev.decorum.staff.As;
import dev.decorum.staff.Role;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.StatementCount;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// Two conversations become one, and two again; one becomes two.
@ApplicationModuleTest(
    mode = BootstrapMode.DIRECT_DEPENDENCIES,
    verifyAutomatically = false) // ModularityTests does it once
@AutoConfigureMockMvc
@DatabaseTest
@Import({InboxHouse.class, StatementCount.Counting.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConversationMergesTests {

  @Autowired MockMvcTester mvc;
  @Autowired Inbox inbox;
  @Autowired ConversationMerges merges;
  @Autowired Drafts drafts;
  @Autowired SecondLooks looks;
  @Autowired Clients clients;
  @Autowired House house;
  @Autowired Clock clock;

  private Viewer agent;
  private Viewer colleague;
  private Client client;
  private Received first;
  private Received second;

  @BeforeEach
  void twoMails() {
    agent = house.member(Role.AGENT);
    colleague = house.member(Role.AGENT);
    client = house.client();
    first = mail("Lift", "It has stopped.", 120);
    second = mail("Lift again", "It still stands.", 60);
  }

  @Test
  void everythingSaidIsInOneConversation() {
    inbox.note(colleague, second.no(), "They called as well.", List.of());

    merges.merge(agent, first.no(), second.no());

    assertThat(texts(first.no()))
        .containsSubsequence("It has stopped.", "It still stands.", "They called as well.");
    var row = inbox.get(agent, first.no()).row();
    assertThat(row.preview()).isEqualTo("It still stands.");
    assertThat(happenings(first.no())).endsWith(What.MERGED);
    assertThat(numbers(View.ALL)).contains(first.no()).doesNotContain(second.no());
    assertThat(numbers(View.TRASH)).doesNotContain(second.no());
    assertThat(found("stands")).containsExactly(first.no());
  }

  @Test
  void theMorePressingStateTagsAndPriorityWin() {
    inbox.change(
        agent,
        first.no(),
        List.of(new Change.ToStatus(Status.RESOLVED), new Change.Tag(Set.of("old"))),
        null);
    inbox.change(
        agent,
        second.no(),
        List.of(
            new Change.Assign(colleague.id()),
            new Change.Tag(Set.of("new")),
            new Change.Prioritise(Priority.URGENT)),
        null);
    var since = inbox.row(agent, second.no()).waitingSince();

    merges.merge(agent, first.no(), second.no());

    var row = inbox.row(agent, first.no());
    assertThat(row.status()).isEqualTo(Status.OPEN);
    assertThat(row.waitingSince()).isEqualTo(since);
    assertThat(row.assignee()).isEqualTo(colleague.id());
    assertThat(row.tags()).containsExactly("new", "old");
    assertThat(row.priority()).isEqualTo(Priority.URGENT);
  }

  @Test
  void whatComesForTheAbsorbedOneComesToTheSurvivor() {
    merges.merge(agent, first.no(), second.no());

    var later =
        inbox.receive(
            house
                .letter(client, "Re: Lift again", "Now it runs.")
                .into(second.conversation())
                .message());

    assertThat(later.no()).isEqualTo(first.no());
    assertThat(texts(first.no())).endsWith("Now it runs.");
    assertThat(inbox.facts(second.conversation()).orElseThrow().no()).isEqualTo(first.no());
    assertThat(get("/c/" + second.no()))
        .hasStatus3xxRedirection()
        .redirectedUrl()
        .isEqualTo("/c/" + first.no());
    inbox.reply(agent, second.no(), NewReply.of("Good to hear."));
    assertThat(texts(first.no())).endsWith("Good to hear.");
  }

  @Test
  void nobodyGetsMailOfTheOtherConversationByThat() {
    var letter =
        house
            .letter(client, "Third", "With the caretaker.")
            .also(SenderCheck.VERIFIED, Address.of("caretaker@clinic.example"));
    var third = inbox.receive(letter.message());
    assertThat(participants(third.no())).contains("caretaker@clinic.example");

    merges.merge(agent, first.no(), third.no());

    assertThat(participants(first.no())).doesNotContain("caretaker@clinic.example");
    var index = inbox.addressIndex("caretaker@clinic.example");
    assertThat(inbox.facts(third.conversation()).orElseThrow().isParticipant(index)).isTrue();
    var answer =
        house
            .letter(house.client("caretaker@clinic.example"), "Re: Third", "I have the key.")
            .into(third.conversation());
    inbox.receive(answer.message());
    assertThat(participants(first.no())).contains("caretaker@clinic.example");
  }

  @Test
  void draftsAndTheirFilesAndLooksComeAlong() {
    drafts.save(
        agent, first.no(), DraftKind.REPLY, new DraftContent("Dear client,", null, null), 0);
    var other =
        drafts
            .save(
                agent,
                second.no(),
                DraftKind.REPLY,
                new DraftContent("We are on our way.", null, null),
                0)
            .draft();
    drafts.attach(
        agent,
        other.id(),
        new NewFile(
            "plan.txt",
            "text/plain",
            new ByteArrayResource("a plan".getBytes(java.nio.charset.StandardCharsets.UTF_8))));
    drafts.save(
        colleague, second.no(), DraftKind.REPLY, new DraftContent("Is that so?", null, null), 0);
    looks.ask(colleague, second.no(), agent.id());

    merges.merge(agent, first.no(), second.no());

    var mine = drafts.find(agent, first.no(), DraftKind.REPLY).orElseThrow();
    assertThat(mine.content().text()).isEqualTo("Dear client,\n\nWe are on our way.");
    assertThat(mine.files()).extracting(Attachment::name).containsExactly("plan.txt");
    assertThat(drafts.find(colleague, second.no(), DraftKind.REPLY).orElseThrow().content().text())
        .isEqualTo("Is that so?");
    assertThat(looks.askedOf(agent, first.no())).hasSize(1);
    // Whoever still has the old page open goes on writing in the same draft.
    var saved =
        drafts.save(
            colleague,
            second.no(),
            DraftKind.REPLY,
            new DraftContent("Is that so, then?", null, null),
            1);
    assertThat(saved.draft().no()).isEqualTo(first.no());
  }

  @Test
  void partingGivesBackBoth() {
    inbox.change(
        agent, second.no(), List.of(new Change.Take(), new Change.Tag(Set.of("mine"))), null);
    drafts.save(
        colleague, second.no(), DraftKind.NOTE, new DraftContent("Half a note", null, null), 0);
    var one = inbox.row(agent, first.no());
    var two = inbox.row(agent, second.no());
    var said = texts(second.no());

    merges.merge(agent, first.no(), second.no());
    merges.part(agent, first.no(), second.no());

    assertThat(inbox.row(agent, first.no()))
        .usingRecursiveComparison()
        .ignoringFields("version", "updatedAt")
        .isEqualTo(one);
    assertThat(inbox.row(agent, second.no()))
        .usingRecursiveComparison()
        .ignoringFields("version", "updatedAt")
        .isEqualTo(two);
    assertThat(texts(first.no())).containsExactly("It has stopped.");
    assertThat(texts(second.no())).isEqualTo(said);
    assertThat(happenings(first.no())).contains(What.MERGED, What.PARTED);
    assertThat(drafts.find(colleague, second.no(), DraftKind.NOTE)).isPresent();
    assertThat(found("stands")).containsExactly(second.no());
    refused(Reason.NOT_MERGED, () -> merges.part(agent, first.no(), second.no()));
  }

  @Test
  void whatWasSaidSinceStaysWithTheSurvivor() {
    merges.merge(agent, first.no(), second.no());
    inbox.receive(
        house
            .letter(client, "Re: Lift again", "Now it runs.")
            .into(second.conversation())
            .message());
    inbox.change(agent, first.no(), List.of(new Change.Tag(Set.of("runs"))), null);

    merges.part(agent, first.no(), second.no());

    assertThat(texts(first.no())).containsExactly("It has stopped.", "Now it runs.");
    assertThat(inbox.row(agent, first.no()).tags()).containsExactly("runs");
    assertThat(texts(second.no())).containsExactly("It still stands.");
  }

  @Test
  void chainsAreMergedAndPartedInTheirOrder() {
    var third = mail("Lift for good", "The third time.", 30);
    merges.merge(agent, second.no(), third.no());
    merges.merge(agent, first.no(), second.no());

    assertThat(texts(third.no()))
        .containsExactly("It has stopped.", "It still stands.", "The third time.");
    assertThat(
            inbox
                .receive(
                    house.letter(client, "Re", "Any news?").into(third.conversation()).message())
                .no())
        .isEqualTo(first.no());
    merges.part(agent, first.no(), second.no());

    assertThat(texts(second.no())).containsExactly("It still stands.", "The third time.");
    merges.part(agent, second.no(), third.no());
    assertThat(texts(third.no())).containsExactly("The third time.");
  }

  @Test
  void onlyConversationsOfOneClientThatOneMayChangeBecomeOne() {
    TeamId doors = house.team("Doors");
    var foreign = house.mail(client, doors, "Door", "It is stuck.");
    var others = house.mail(house.client(), "Another", "Hello");

    refused(Reason.OTHER_CLIENT, () -> merges.merge(agent, first.no(), others.no()));
    refused(Reason.SAME, () -> merges.merge(agent, first.no(), first.no()));
    assertThatExceptionOfType(ConversationNotFound.class)
        .isThrownBy(() -> merges.merge(agent, first.no(), foreign.no()));
    assertThatExceptionOfType(ConversationNotFound.class)
        .isThrownBy(() -> merges.merge(agent, foreign.no(), first.no()));
    assertThatExceptionOfType(ConversationNotFound.class)
        .isThrownBy(() -> merges.merge(agent, first.no(), 987_654));
    inbox.trash(agent, second.no());
    refused(Reason.TRASHED, () -> merges.merge(agent, first.no(), second.no()));
    inbox.restore(agent, second.no());
    merges.merge(agent, first.no(), second.no());
    refused(Reason.SAME, () -> merges.merge(agent, first.no(), second.no()));
  }

  @Test
  void clientsThatAreNotOneTakeTheirConversationsBack() {
    var twin = house.client();
    var theirs = house.mail(twin, "Mine", "From the other address.");
    var merge = clients.merge(agent, client.no(), twin.no());
    merges.merge(agent, first.no(), theirs.no());
    assertThat(texts(first.no())).hasSize(2);

    clients.unmerge(agent, merge);

    assertThat(texts(first.no())).containsExactly("It has stopped.");
    assertThat(texts(theirs.no())).containsExactly("From the other address.");
    assertThat(inbox.row(agent, theirs.no()).client().id()).isEqualTo(twin.id());
  }

  @Test
  void aPartBecomesAConversationOfItsOwn() {
    var at = clock.instant();
    inbox.reply(agent, first.no(), NewReply.of("Somebody is coming."));
    inbox.receive(
        house
            .letter(client, "Re: Lift", "By the way, the invoice is wrong.")
            .into(first.conversation())
            .at(at.plusSeconds(60))
            .message());
    var from =
        inbox.latest(agent, first.no(), null, 50).items().stream()
            .filter(i -> i.text().contains("invoice"))
            .findFirst()
            .orElseThrow();

    long fresh = merges.split(agent, first.no(), from.id(), "Invoice");

    assertThat(texts(first.no())).containsExactly("It has stopped.", "Somebody is coming.");
    assertThat(texts(fresh)).containsExactly("By the way, the invoice is wrong.");
    var view = inbox.get(agent, fresh);
    assertThat(view.row().subject()).isEqualTo("Invoice");
    assertThat(view.row().preview()).isEqualTo("By the way, the invoice is wrong.");
    assertThat(view.row().waitingSince()).isNotNull();
    assertThat(view.linkedTo()).isEqualTo(first.no());
    assertThat(inbox.row(agent, first.no()).waitingSince()).isNull();
    assertThat(participants(fresh)).isEqualTo(participants(first.no()));
    assertThat(happenings(first.no())).endsWith(What.SPLIT_OFF);
    assertThat(found("invoice")).containsExactly(fresh);
    refused(Reason.NOTHING_LEFT, () -> merges.split(agent, fresh, from.id(), ""));
    assertThatExceptionOfType(InteractionNotFound.class)
        .isThrownBy(() -> merges.split(agent, second.no(), from.id(), ""));
  }

  @Test
  void isDoneOnPagesWithoutScript() {
    assertThat(get("/c/" + first.no() + "/merge"))
        .hasStatusOk()
        .bodyText()
        .contains("Lift again", "value=\"" + second.no() + "\"");
    assertThat(post("/c/" + first.no() + "/merge", ""))
        .hasStatus(422)
        .bodyText()
        .contains("There is a problem");
    var foreign = house.mail(house.client(), "Another", "Hello").no();
    assertThat(post("/c/" + first.no() + "/merge", "typed=%23" + foreign))
        .hasStatus(422)
        .bodyText()
        .contains("different clients");

    assertThat(post("/c/" + first.no() + "/merge", "other=" + second.no()))
        .hasStatus3xxRedirection();

    assertThat(get("/c/" + first.no()))
        .bodyText()
        .contains("/c/" + first.no() + "/part?other=" + second.no());
    assertThat(get("/c/" + first.no() + "/split"))
        .hasStatusOk()
        .bodyText()
        .contains("It still stands.");
    assertThat(post("/c/" + first.no() + "/split", "")).hasStatus(422);
    inbox.note(agent, first.no(), "Between us", List.of());
    assertThat(get("/c/" + first.no() + "/print"))
        .hasStatusOk()
        .bodyText()
        .contains("It has stopped.")
        .doesNotContain("Between us", "class=\"side\"");
    assertThat(get("/c/" + first.no() + "/print?notes=true")).bodyText().contains("Between us");
    assertThat(post("/c/" + first.no() + "/part?other=" + second.no(), ""))
        .hasStatus3xxRedirection();
    assertThat(texts(second.no())).containsExactly("It still stands.");
  }

  // --- helpers

  private Received mail(String subject, String text, int secondsAgo) {
    return inbox.receive(
        house.letter(client, subject, text).at(clock.instant().minusSeconds(secondsAgo)).message());
  }

  private List<String> texts(long no) {
    return inbox.latest(agent, no, null, 50).items().stream()
        .filter(i -> i.kind() != Kind.EVENT)
        .map(InteractionView::text)
        .toList();
  }

  private List<What> happenings(long no) {
    return inbox.latest(agent, no, null, 50).items().stream()
        .map(InteractionView::happening)
        .filter(Objects::nonNull)
        .map(Happening::what)
        .toList();
  }

  private List<String> participants(long no) {
    return inbox.get(agent, no).participants().stream()
        .map(p -> p.address().address())
        .sorted()
        .toList();
  }

  private List<Long> numbers(View view) {
    return inbox.list(agent, ConversationFilter.of(view), Sort.NEWEST, null, 200).items().stream()
        .map(ConversationRow::no)
        .toList();
  }

  private List<Long> found(String word) {
    var filter = ConversationFilter.of(View.ALL).client(client.id()).query(word);
    return inbox.list(agent, filter, Sort.NEWEST, null, 50).items().stream()
        .map(ConversationRow::no)
        .toList();
  }

  private static void refused(Reason reason, Runnable work) {
    assertThatExceptionOfType(MergeRefused.class)
        .isThrownBy(work::run)
        .extracting(MergeRefused::reason)
        .isEqualTo(reason);
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
