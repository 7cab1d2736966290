package dev.decorum.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.inbox.InboxHouse.PostOffice;
import dev.decorum.staff.As;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.StatementCount;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApplicationModuleTest(
    mode = BootstrapMode.DIRECT_DEPENDENCIES,
    verifyAutomatically = false) // ModularityTests does it once
@AutoConfigureMockMvc
@DatabaseTest
@Import({InboxHouse.class, StatementCount.Counting.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InboxApiTests {

  private static final String BASE = "/api/v1/conversations";

  @Autowired MockMvcTester mvc;
  @Autowired Inbox inbox;
  @Autowired House house;
  @Autowired Staff staff;
  @Autowired PostOffice post;

  Viewer agent;
  Viewer lifts;
  Viewer officer;
  TeamId liftTeam;

  @BeforeAll
  void people() {
    agent = house.member(Role.AGENT);
    lifts = house.member(Role.AGENT, "Lifts");
    officer = house.member(Role.OFFICER);
    liftTeam = house.team("Lifts");
  }

  @Test
  void showsAConversation() {
    var client = house.client("amara@clinic.example");
    var mail = house.mail(client, "Lift out again", "When will you come?");

    var shown = get(agent, "/" + mail.no());

    assertThat(shown).hasStatusOk().hasHeader("ETag", "\"0\"");
    assertThat(shown)
        .bodyJson()
        .isLenientlyEqualTo(
            """
            {"no": %d, "subject": "Lift out again", "status": "open", "channel": "email",
             "client": {"no": %d, "name": "amara"}, "team": null, "assignee": null, "tags": [],
             "version": 0}
            """
                .formatted(mail.no(), client.no()));
    assertThat(shown).bodyJson().extractingPath("$.waiting_since").asString().endsWith("Z");
    assertThat(
            mvc.get()
                .uri(BASE + "/" + mail.no())
                .header("If-None-Match", "\"0\"")
                .with(As.viewer(agent)))
        .hasStatus(304);
  }

  @Test
  void listsWhatIsAskedFor() {
    var client = house.client();
    var first = house.mail(client, "First", "a").no();
    var second = house.mail(client, "Second", "b").no();
    inbox.change(agent, first, List.of(new Change.Take()), null);
    inbox.change(agent, second, List.of(new Change.ToStatus(Status.RESOLVED)), null);
    var of = "?client=" + client.no();

    assertNumbers(get(agent, of), second, first);
    assertNumbers(get(agent, of + "&sort=waiting"), first, second);
    assertNumbers(get(agent, of + "&sort=due"), first, second);
    assertNumbers(get(agent, of + "&status=resolved"), second);
    assertNumbers(get(agent, of + "&status=&q=&team=&assignee=&sort="), second, first);
    assertNumbers(get(agent, of + "&assignee=me"), first);
    assertNumbers(get(agent, of + "&assignee=" + agent.no()), first);
    assertNumbers(get(agent, of + "&assignee=none"), second);
    assertNumbers(get(agent, of + "&assignee=999999"));
    assertNumbers(get(agent, of + "&team=999999"));
    assertNumbers(get(agent, "?client=999999"));
    assertNumbers(get(agent, of + "&q=second"), second);
    assertThat(get(agent, of + "&limit=1"))
        .bodyJson()
        .extractingPath("$.next")
        .asString()
        .satisfies(next -> assertNumbers(get(agent, of + "&limit=1&cursor=" + next), first));
    for (var wrong :
        List.of("&status=lost", "&sort=best", "&assignee=you", "&cursor=x", "&limit=0")) {
      assertThat(get(agent, of + wrong)).as(wrong).hasStatus(400);
    }
  }

  @Test
  void changesOnTheVersionItWasMadeOn() {
    var no = house.mail(house.client(), "Lift", "When?").no();
    int team = teamNo();
    var body =
        """
        {"status": "waiting", "assignee": %d, "team": %d, "tags": ["outage"]}
        """
            .formatted(lifts.no(), team);

    var changed = send(lifts, HttpMethod.PATCH, "/" + no, body, "If-Match", "\"0\"");

    assertThat(changed)
        .hasStatusOk()
        .hasHeader("ETag", "\"1\"")
        .bodyJson()
        .isLenientlyEqualTo(
            """
            {"status": "waiting", "assignee": {"no": %d}, "team": {"no": %d, "name": "Lifts"},
             "tags": ["outage"]}
            """
                .formatted(lifts.no(), team));
    assertProblem(send(lifts, HttpMethod.PATCH, "/" + no, body, "If-Match", "\"0\""), 412, "stale");
    assertThat(send(lifts, HttpMethod.PATCH, "/" + no, "{\"assignee\": null}"))
        .bodyJson()
        .isLenientlyEqualTo(
            "{\"assignee\": null, \"team\": {\"no\": %d}, \"version\": 2}".formatted(team));
  }

  @Test
  void whatIsGivenAwayIsNotShownAnyMore() {
    var no = house.mail(house.client(), "Lift", "When?").no();

    assertThat(patch(no, "{\"team\": %d}".formatted(teamNo()))).hasStatus(204);

    assertThat(get(agent, "/" + no)).hasStatus(404);
  }

  @Test
  void refusesChangesThatMakeNoSense() {
    var no = house.mail(house.client(), "Lift", "When?").no();

    assertThat(patch(no, "{\"status\": \"lost\"}")).hasStatus(400);
    assertThat(patch(no, "{\"owner\": 3}")).hasStatus(400);
    assertThat(patch(no, "not json")).hasStatus(400);
    assertProblem(patch(no, "{\"status\": \"snoozed\"}"), 422, "message.no_time");
    assertProblem(patch(no, "{\"assignee\": 999999}"), 422, "message.unfit_assignee");
    assertProblem(
        patch(no, "{\"assignee\": %d}".formatted(officer.no())), 422, "message.unfit_assignee");
    assertProblem(patch(no, "{\"team\": 999999}"), 422, "message.no_such_team");
    assertProblem(patch(no, "{\"tags\": [\" \"]}"), 422, "message.bad_tags");
    assertProblem(
        patch(no, "{\"status\": \"snoozed\", \"snoozed_until\": \"2001-01-01T00:00:00Z\"}"),
        422,
        "message.past");
    assertThat(inbox.get(agent, no).version()).isZero();
  }

  @Test
  void repliesOnceHoweverOftenItIsAsked() throws Exception {
    var no = house.mail(house.client("yuki@kitano.example"), "Lift", "When?").no();
    var body =
        """
        {"text": "On Thursday.", "cc": ["tomas@clinic.example"],
         "attachments": [{"name": "plan.txt", "type": "text/plain", "content": "%s"}]}
        """
            .formatted(Base64.getEncoder().encodeToString("by lift".getBytes("UTF-8")));
    var key = UUID.randomUUID().toString();

    var first = reply(no, body, key);
    var again = reply(no, body, key);

    assertThat(first).hasStatus(201);
    assertThat(again).hasStatus(201);
    assertThat(again.getResponse().getContentAsString())
        .isEqualTo(first.getResponse().getContentAsString());
    assertThat(first)
        .bodyJson()
        .isLenientlyEqualTo(
            """
            {"kind": "message", "channel": "email", "direction": "out", "text": "On Thursday.",
             "to": [{"address": "yuki@kitano.example"}], "cc": [{"address": "tomas@clinic.example"}],
             "attachments": [{"name": "plan.txt", "type": "text/plain", "size": 7}],
             "delivery": "queued", "delivery_reason": null}
            """);
    var sent = post.last();
    assertThat(sent.undoable()).isFalse();
    assertThat(sent.no()).isEqualTo(no);
    assertThat(get(agent, "/" + no + "/interactions"))
        .bodyJson()
        .extractingPath("$.items[*].text")
        .asArray()
        .containsExactly("When?", "On Thursday.");
    assertThat(reply(no, body.replace("Thursday", "Friday"), key)).hasStatus(422);
    assertThat(send(agent, HttpMethod.POST, "/" + no + "/replies", body)).hasStatus(400);
  }

  @Test
  void ofTwentyEqualRepliesAtOnceOneLeaves() throws Exception {
    var no = house.mail(house.client(), "Lift", "When?").no();
    var key = UUID.randomUUID().toString();
    Callable<Integer> request =
        () -> reply(no, "{\"text\": \"On Thursday.\"}", key).getResponse().getStatus();

    try (var workers = Executors.newFixedThreadPool(5)) {
      for (var status : workers.invokeAll(IntStream.range(0, 20).mapToObj(_ -> request).toList())) {
        assertThat(status.get()).isIn(201, 409);
      }
    }

    assertThat(inbox.interactions(agent, no, null, 50).items()).hasSize(2);
  }

  @Test
  void refusesRepliesThatCannotGoOut() {
    var no = house.mail(house.client(), "Lift", "When?").no();

    assertProblem(reply(no, "{\"text\": \" \"}"), 422, "message.empty");
    assertProblem(reply(no, "{}"), 422, "values.invalid");
    assertProblem(reply(no, "{\"text\": \"x\", \"cc\": [\"nobody\"]}"), 422, "message.bad_address");
    assertProblem(
        reply(no, "{\"text\": \"x\", \"send_at\": \"2001-01-01T00:00:00Z\"}"), 422, "message.past");
    assertProblem(
        reply(no, "{\"text\": \"x\", \"attachments\": [{\"name\": \"a\", \"content\": \"%%%\"}]}"),
        422,
        "message.bad_file");
    assertThat(reply(no, "{\"text\": \"x\", \"attachments\": [{\"name\": \"a\"}]}")).hasStatus(422);
    assertThat(reply(no, "{\"text\": \"x\", \"from\": \"ceo@bank.example\"}")).hasStatus(400);
    assertThat(inbox.interactions(agent, no, null, 50).items()).hasSize(1);
  }

  @Test
  void downloadsWhatBelongsToAConversation() throws Exception {
    var mail = house.mail(house.client(), liftTeam, "Lift", "When?");
    var body =
        "{\"text\": \"See the plan.\", \"attachments\": [{\"name\": \"plan ü.txt\", \"content\": \"%s\"}]}"
            .formatted(Base64.getEncoder().encodeToString("by lift".getBytes("UTF-8")));
    send(lifts, HttpMethod.POST, "/" + mail.no() + "/notes", body);
    var file =
        inbox.latest(lifts, mail.no(), null, 1).items().getFirst().attachments().getFirst().file();
    var url = "/api/v1/attachments/" + file.id();

    var download = mvc.get().uri(url).with(As.viewer(lifts)).exchange();

    assertThat(download).hasStatusOk().hasContentType(MediaType.APPLICATION_OCTET_STREAM);
    assertThat(download).bodyText().isEqualTo("by lift");
    assertThat(download.getResponse().getHeader("Content-Disposition")).startsWith("attachment;");
    assertThat(mvc.get().uri(url).with(As.viewer(agent))).hasStatus(404);
    assertThat(mvc.get().uri("/api/v1/attachments/" + UUID.randomUUID()).with(As.viewer(lifts)))
        .hasStatus(404);
  }

  @Test
  void writesToAClientFirst() {
    var client = house.client();
    var body = "{\"client\": %d, \"subject\": \"Visit\", \"text\": \"May I come?\"}";

    var started = send(agent, HttpMethod.POST, "", body.formatted(client.no()));

    assertThat(started).hasStatus(201);
    assertThat(started)
        .bodyJson()
        .isLenientlyEqualTo(
            """
            {"subject": "Visit", "client": {"no": %d}, "assignee": {"no": %d}, "waiting_since": null}
            """
                .formatted(client.no(), agent.no()));
    var once = body.formatted(client.no());
    var key = UUID.randomUUID().toString();
    var first = send(agent, HttpMethod.POST, "", once, "Idempotency-Key", key);
    assertThat(send(agent, HttpMethod.POST, "", once, "Idempotency-Key", key))
        .hasStatus(201)
        .hasHeader("Location", String.valueOf(first.getResponse().getHeader("Location")));
    assertThat(
            send(
                agent,
                HttpMethod.POST,
                "",
                "{\"to\": \"new.person@x.example\", \"subject\": \"Hello\", \"text\": \"Hi\"}"))
        .hasStatus(201)
        .bodyJson()
        .extractingPath("$.client.name")
        .isEqualTo("new.person");
    assertProblem(
        send(agent, HttpMethod.POST, "", "{\"subject\": \"Hello\", \"text\": \"Hi\"}"),
        422,
        "message.no_recipient");
    assertThat(send(agent, HttpMethod.POST, "", body.formatted(999_999))).hasStatus(404);
  }

  @Test
  void foreignAndUnknownLookTheSame() throws Exception {
    var foreign = house.mail(house.client(), liftTeam, "Lift", "When?");
    for (var viewer : List.of(agent, officer)) {
      for (var call : List.of("", "/interactions")) {
        assertSame(get(viewer, "/" + foreign.no() + call), get(viewer, "/999999999" + call));
      }
      var text = "{\"text\": \"x\"}";
      var key = UUID.randomUUID().toString();
      assertSame(
          send(viewer, HttpMethod.POST, "/" + foreign.no() + "/notes", text),
          send(viewer, HttpMethod.POST, "/999999999/notes", text));
      var replies = "/replies";
      assertSame(
          send(viewer, HttpMethod.POST, "/" + foreign.no() + replies, text, "Idempotency-Key", key),
          send(viewer, HttpMethod.POST, "/999999999" + replies, text, "Idempotency-Key", key));
      assertSame(
          send(viewer, HttpMethod.PATCH, "/" + foreign.no(), "{\"status\": \"resolved\"}"),
          send(viewer, HttpMethod.PATCH, "/999999999", "{\"status\": \"resolved\"}"));
      assertSame(
          mvc.get()
              .uri("/api/v1/interactions/" + foreign.interaction().id())
              .with(As.viewer(viewer))
              .exchange(),
          mvc.get()
              .uri("/api/v1/interactions/" + UUID.randomUUID())
              .with(As.viewer(viewer))
              .exchange());
    }
    assertThat(get(officer, ""))
        .hasStatusOk()
        .bodyJson()
        .extractingPath("$.items")
        .asArray()
        .isEmpty();
    assertThat(inbox.get(lifts, foreign.no()).version()).isZero();
  }

  private static void assertSame(MvcTestResult one, MvcTestResult other) throws Exception {
    assertThat(one.getResponse().getStatus())
        .isEqualTo(other.getResponse().getStatus())
        .isIn(403, 404);
    assertThat(withoutReference(one)).isEqualTo(withoutReference(other));
  }

  private static String withoutReference(MvcTestResult result) throws Exception {
    return result.getResponse().getContentAsString().replaceAll("\"reference\":\"[^\"]*\"", "");
  }

  @Test
  void needsFewStatements() {
    var no = house.mail(house.client(), "Lift", "When?").no();

    assertThat(StatementCount.of(() -> assertThat(get(agent, "/" + no)).hasStatusOk()))
        .hasSizeLessThanOrEqualTo(3);
    assertThat(StatementCount.of(() -> assertThat(get(agent, "")).hasStatusOk()))
        .hasSizeLessThanOrEqualTo(4);
  }

  // --- helpers

  private MvcTestResult get(Viewer viewer, String path) {
    return mvc.get().uri(BASE + path).with(As.viewer(viewer)).exchange();
  }

  private MvcTestResult patch(long no, String body) {
    return send(agent, HttpMethod.PATCH, "/" + no, body);
  }

  private MvcTestResult reply(long no, String body) {
    return reply(no, body, UUID.randomUUID().toString());
  }

  private MvcTestResult reply(long no, String body, String key) {
    return send(agent, HttpMethod.POST, "/" + no + "/replies", body, "Idempotency-Key", key);
  }

  private MvcTestResult send(Viewer viewer, HttpMethod method, String path, String body) {
    return send(viewer, method, path, body, null, "");
  }

  private MvcTestResult send(
      Viewer viewer,
      HttpMethod method,
      String path,
      String body,
      @Nullable String header,
      String value) {
    var request =
        mvc.method(method)
            .uri(BASE + path)
            .contentType(MediaType.APPLICATION_JSON)
            .content(body)
            .with(As.viewer(viewer));
    return (header == null ? request : request.header(header, value)).exchange();
  }

  private static void assertNumbers(MvcTestResult list, Long... expected) {
    assertThat(list).hasStatusOk();
    assertThat(list)
        .bodyJson()
        .extractingPath("$.items[*].no")
        .asArray()
        .extracting(no -> ((Number) no).longValue())
        .containsExactly(expected);
  }

  private static void assertProblem(MvcTestResult result, int status, String code) {
    assertThat(result).hasStatus(status);
    assertThat(result).bodyJson().extractingPath("$.code").isEqualTo(code);
  }

  /// Other tests in this house make teams as well.
  private int teamNo() {
    return staff.team(liftTeam).orElseThrow().no();
  }
}
