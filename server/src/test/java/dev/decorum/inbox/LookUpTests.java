package dev.decorum.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.audit.AuditEntry;
import dev.decorum.audit.AuditFilter;
import dev.decorum.clients.Channel;
import dev.decorum.clients.Client;
import dev.decorum.clients.ClientDetails;
import dev.decorum.clients.ClientNotFound;
import dev.decorum.clients.Clients;
import dev.decorum.clients.LookUp;
import dev.decorum.clients.LookUpInput;
import dev.decorum.clients.LookUpNotFound;
import dev.decorum.clients.LookUps;
import dev.decorum.clients.NamedBy;
import dev.decorum.files.Files;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.staff.As;
import dev.decorum.staff.MemberChange;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.StatementCount;
import dev.decorum.web.Version;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// What an officer sees of a client whose record they opened, and for how long.
@ApplicationModuleTest(
    mode = BootstrapMode.DIRECT_DEPENDENCIES,
    verifyAutomatically = false) // ModularityTests does it once
@AutoConfigureMockMvc
@DatabaseTest
@Import({InboxHouse.class, StatementCount.Counting.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LookUpTests {

  private static final String REASON = "Access request, file 7: rhinoceros";

  @Autowired MockMvcTester mvc;
  @Autowired Inbox inbox;
  @Autowired Drafts drafts;
  @Autowired Clients clients;
  @Autowired LookUps lookUps;
  @Autowired ClientTimeline timeline;
  @Autowired Staff staff;
  @Autowired Files files;
  @Autowired Audit audit;
  @Autowired House house;
  @Autowired JdbcClient jdbc;

  Viewer lifts;
  Viewer officer;
  TeamId liftTeam;

  @BeforeAll
  void team() {
    lifts = house.member(Role.AGENT, "Lifts");
    liftTeam = house.team("Lifts");
  }

  @BeforeEach
  void someone() {
    officer = house.member(Role.OFFICER);
  }

  @Test
  void whatIsOpenIsReadAndTheRestStaysUnseen() throws Exception {
    var client = house.client();
    var file =
        files.store(
            clients.keyOf(client.id()),
            "plan.txt",
            "text/plain",
            new ByteArrayInputStream("by lift".getBytes(StandardCharsets.UTF_8)));
    var mail =
        inbox.receive(
            house
                .letter(client, "Lift", "The pangolin is stuck.")
                .team(liftTeam)
                .files(new IncomingFile(file, "plan.txt", null, false))
                .message());
    house.restrict(client, liftTeam);
    var foreign = house.mail(house.client(), "Lift", "Another pangolin.");

    open(client);

    assertThat(clients.get(officer, client.no()).name()).isEqualTo(client.name());
    assertThat(inbox.get(officer, mail.no()).row().subject()).isEqualTo("Lift");
    assertThat(timeline.entries(officer, client.id(), null, null, 9)).hasSize(1);
    assertThat(numbers(ConversationFilter.of(View.ALL))).containsExactly(mail.no());
    assertThat(numbers(ConversationFilter.of(View.ALL).query("pangolin")))
        .containsExactly(mail.no());
    assertThat(clients.search(officer, null, null, 9).items())
        .extracting(Client::no)
        .containsExactly(client.no());
    assertThat(clients.search(officer, client.name(), null, 9).items()).hasSize(1);
    try (var content = inbox.open(officer, file)) {
      assertThat(content.readAllBytes()).asString().isEqualTo("by lift");
    }
    assertThat(get("/c/" + mail.no())).hasStatusOk().bodyText().contains("pangolin");
    assertThat(get("/api/v1/conversations/" + mail.no())).hasStatusOk();
    assertThat(get("/api/v1/interactions/" + mail.interaction().id())).hasStatusOk();
    assertThat(get("/api/v1/attachments/" + file.id())).bodyText().isEqualTo("by lift");
    assertThat(get("/api/v1/conversations"))
        .bodyJson()
        .extractingPath("$.items[*].no")
        .isEqualTo(List.of((int) mail.no()));
    assertThat(new ConversationGate(jdbc).allowed(List.of(officer.id().id()), "" + mail.no()))
        .containsExactly(officer.id().id());

    assertUnseen(foreign);
    assertThat(get("/c/" + foreign.no())).hasStatus(404);
    assertThat(inbox.counts(officer).all()).isEqualTo(1);
  }

  @Test
  void aClientIsNamedByANumberOrAnAddress() {
    var client = house.client("ellen.moore@harbour.example");
    var mail = house.mail(client, "Lift", "When?");

    for (var named :
        Map.of(
                NamedBy.CLIENT_NUMBER, "" + client.no(),
                NamedBy.CONVERSATION_NUMBER, " #" + mail.no(),
                NamedBy.EMAIL, "Ellen.Moore@HARBOUR.example ")
            .entrySet()) {
      var opened = lookUps.open(officer, input(named.getKey(), named.getValue()));

      assertThat(opened).as("%s", named).isPresent();
      assertThat(opened.orElseThrow().client()).isEqualTo(client.id());
    }
    assertThat(lookUps.inForce(officer)).as("one record is open once").hasSize(1);
  }

  @Test
  void nothingIsFoundByGuessingAndTheAttemptIsLogged() {
    house.client("greta@harbour.example");

    for (var input :
        List.of(
            input(NamedBy.CLIENT_NUMBER, "99999999"),
            input(NamedBy.CONVERSATION_NUMBER, "99999999"),
            input(NamedBy.EMAIL, "gret@harbour.example"))) {
      assertThat(lookUps.open(officer, input)).isEmpty();
    }

    assertThat(logged(officer.id().id(), "client.look_up_failed"))
        .hasSize(3)
        .allSatisfy(entry -> assertThat(entry.object()).isEqualTo(officer.id().id()))
        .extracting(AuditEntry::facts)
        .contains(Map.of("named_by", "email"));
    assertThat(lookUps.inForce(officer)).isEmpty();
  }

  @Test
  void openingAndClosingAreLoggedAndTheReasonIsSealed() {
    var client = house.client();

    var opened = open(client);
    lookUps.close(officer, opened.id());
    lookUps.close(officer, opened.id());

    assertThat(opened.reason()).isEqualTo(REASON);
    assertThat(Duration.between(opened.openedAt(), opened.endsAt())).isEqualTo(LookUps.LASTING);
    assertThat(logged(officer.id().id(), "client.look_up_opened"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.object()).isEqualTo(client.id().id());
              assertThat(entry.facts())
                  .containsEntry("look_up", opened.id().toString())
                  .containsEntry("ends_at", opened.endsAt().toString());
            });
    assertThat(logged(officer.id().id(), "client.look_up_closed")).hasSize(1);
    assertThat(lookUps.all(null, 1).items())
        .singleElement()
        .satisfies(
            listed -> {
              assertThat(listed.reason()).isEqualTo(REASON);
              assertThat(listed.closedAt()).isNotNull();
            });
    assertThat(jdbc.sql("select l::text from clients.look_up l").query(String.class).list())
        .isNotEmpty()
        .noneMatch(row -> row.contains("rhinoceros"))
        .noneMatch(row -> row.contains(hex("rhinoceros")));
    assertThat(jdbc.sql("select e.facts::text from audit.entry e").query(String.class).list())
        .isNotEmpty()
        .noneMatch(row -> row.contains("rhinoceros"));
  }

  @Test
  void endsAtItsTimeAndWhenItIsClosed() {
    var client = house.client();
    var mail = house.mail(client, "Lift", "When?");

    var first = open(client);
    assertThat(inbox.get(officer, mail.no()).no()).isEqualTo(mail.no());
    jdbc.sql(
            "update clients.look_up set opened_at = now() - interval '8 hours', ends_at = now() where id = :id")
        .param("id", first.id())
        .update();
    assertUnseen(mail);
    assertThat(lookUps.inForce(officer)).isEmpty();

    var second = open(client);
    assertThat(inbox.get(officer, mail.no()).no()).isEqualTo(mail.no());
    assertThatExceptionOfType(LookUpNotFound.class)
        .isThrownBy(() -> lookUps.close(house.member(Role.OFFICER), second.id()));
    assertThat(inbox.get(officer, mail.no()).no()).isEqualTo(mail.no());
    lookUps.close(officer, second.id());
    assertUnseen(mail);
  }

  @Test
  void endsWithTheRoleAndDoesNotComeBackWithIt() {
    var client = house.client();
    var mail = house.mail(client, liftTeam, "Lift", "When?");

    open(client);
    become(Role.AGENT);
    assertUnseen(mail);
    become(Role.OFFICER);
    assertUnseen(mail);
    open(client);
    staff.disable(Actor.system(), officer.id());
    assertUnseen(mail);
    staff.enable(Actor.system(), officer.id());

    assertUnseen(mail);
    assertThat(
            audit
                .search(
                    new AuditFilter(null, "client.look_up_closed", client.id().id(), null, null),
                    null,
                    9)
                .entries())
        .hasSize(2)
        .allSatisfy(
            entry -> {
              assertThat(entry.actor()).isEqualTo(Actor.system());
              assertThat(entry.facts()).containsEntry("why", "role_ended");
            });
  }

  @Test
  void opensNothingToWhoIsNoOfficer() {
    var mail = house.mail(house.client(), liftTeam, "Lift", "When?");
    officer = house.member(Role.AGENT);

    lookUps.open(officer, input(NamedBy.CONVERSATION_NUMBER, "" + mail.no()));

    assertUnseen(mail);
  }

  @Test
  void goesWithTheClientThroughAMergeAndBack() {
    var survivor = house.client();
    var absorbed = house.client();
    var theirs = house.mail(survivor, "Lift", "When?");
    var mail = house.mail(absorbed, "Door", "When?");

    var opened = open(absorbed);
    var merge = clients.merge(lifts, survivor.no(), absorbed.no());
    assertThat(clients.get(officer, absorbed.no()).no()).isEqualTo(survivor.no());
    assertThat(inbox.get(officer, mail.no()).row().client().id()).isEqualTo(survivor.id());
    assertThat(inbox.get(officer, theirs.no()).no()).isEqualTo(theirs.no());
    assertThat(lookUps.inForce(officer, survivor.id())).isPresent();
    clients.unmerge(lifts, merge);
    assertThat(inbox.get(officer, mail.no()).no()).isEqualTo(mail.no());
    assertUnseen(theirs);

    clients.merge(lifts, survivor.no(), absorbed.no());
    open(survivor);
    assertThat(lookUps.inForce(officer)).as("both lead to one record").hasSize(1);
    lookUps.close(officer, opened.id());
    assertUnseen(mail);
    assertUnseen(theirs);
  }

  @Test
  void nothingIsChangedThroughIt() throws Exception {
    var client = house.client();
    var other = house.client();
    var mail = house.mail(client, "Lift", "When?");
    open(client);
    open(other);
    long no = mail.no();

    assertNoConversation(() -> inbox.reply(officer, no, NewReply.of("Hello")));
    assertNoConversation(() -> inbox.note(officer, no, "Hello", List.of()));
    assertNoConversation(() -> inbox.change(officer, no, List.of(new Change.Take()), null));
    assertNoConversation(() -> inbox.trash(officer, no));
    assertNoConversation(() -> drafts.save(officer, no, DraftKind.NOTE, text("x"), 0));
    var call = new NewContact(Kind.CALL, Channel.PHONE, Direction.IN, "Called", Instant.EPOCH);
    assertNoConversation(() -> inbox.log(officer, no, call));
    var any = new Version(null);
    assertNoClient(() -> inbox.log(officer, client.no(), "A call", call));
    assertNoClient(() -> inbox.start(officer, toClient(client)));
    assertNoClient(
        () -> clients.change(officer, client.no(), any, _ -> ClientDetails.person("Other")));
    assertNoClient(() -> clients.restrict(officer, client.no(), any, Set.of(liftTeam)));
    assertNoClient(() -> clients.merge(officer, client.no(), other.no()));
    var merge = clients.merge(lifts, client.no(), other.no());
    assertNoClient(() -> clients.unmerge(officer, merge));
    for (var path :
        List.of("/c/" + no + "/reply", "/c/" + no + "/note", "/c/" + no + "/take", "/compose")) {
      assertThat(mvc.post().uri(path).param("text", "Hello").with(csrf()).with(As.viewer(officer)))
          .as(path)
          .hasStatus(403);
    }
    for (var call2 : List.of("replies", "notes")) {
      assertThat(
              mvc.method(HttpMethod.POST)
                  .uri("/api/v1/conversations/" + no + "/" + call2)
                  .contentType(MediaType.APPLICATION_JSON)
                  .content("{\"text\": \"Hello\"}")
                  .with(As.viewer(officer)))
          .as(call2)
          .hasStatus(403);
    }

    assertThat(inbox.interactions(lifts, no, null, 9).items())
        .filteredOn(interaction -> interaction.kind() != Kind.EVENT)
        .hasSize(1);
    assertThat(get("/c/" + no))
        .bodyText()
        .contains("When?", "/clients/" + client.no())
        .doesNotContain("<textarea", "action=\"/c/");
  }

  private void assertUnseen(Received mail) {
    assertNoConversation(() -> inbox.get(officer, mail.no()));
    assertNoConversation(() -> inbox.latest(officer, mail.no(), null, 9));
    assertThatExceptionOfType(InteractionNotFound.class)
        .isThrownBy(() -> inbox.interaction(officer, mail.interaction()));
    assertThat(numbers(ConversationFilter.of(View.ALL))).doesNotContain(mail.no());
    assertThat(numbers(ConversationFilter.of(View.ALL).query("#" + mail.no()))).isEmpty();
    assertThat(new ConversationGate(jdbc).allowed(List.of(officer.id().id()), "" + mail.no()))
        .isEmpty();
  }

  private static void assertNoConversation(Runnable work) {
    assertThatExceptionOfType(ConversationNotFound.class).isThrownBy(work::run);
  }

  private static void assertNoClient(Runnable work) {
    assertThatExceptionOfType(ClientNotFound.class).isThrownBy(work::run);
  }

  private LookUp open(Client client) {
    return lookUps.open(officer, input(NamedBy.CLIENT_NUMBER, "" + client.no())).orElseThrow();
  }

  private static LookUpInput input(NamedBy by, String which) {
    return new LookUpInput(by.word(), which, REASON);
  }

  private void become(Role role) {
    var member = staff.member(officer.id()).orElseThrow();
    staff.change(
        Actor.system(),
        officer.id(),
        new MemberChange(member.name(), member.email(), role, Set.of()));
    officer =
        new Viewer(
            officer.id(),
            officer.no(),
            officer.name(),
            role,
            role.permissions(),
            Viewer.Via.BROWSER,
            officer.session(),
            officer.zone());
  }

  private List<Long> numbers(ConversationFilter filter) {
    return inbox.list(officer, filter, Sort.NEWEST, null, 200).items().stream()
        .map(ConversationRow::no)
        .toList();
  }

  private List<AuditEntry> logged(UUID actor, String action) {
    return audit.search(new AuditFilter(actor, action, null, null, null), null, 9).entries();
  }

  private MvcTestResult get(String uri) {
    return mvc.get().uri(uri).with(As.viewer(officer)).exchange();
  }

  private static NewConversation toClient(Client client) {
    return new NewConversation(
        client.no(), Recipients.NOBODY, "Hello", "Hello", null, List.of(), null, null, false);
  }

  private static DraftContent text(String text) {
    return new DraftContent(text, null, null);
  }

  private static String hex(String text) {
    return java.util.HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
