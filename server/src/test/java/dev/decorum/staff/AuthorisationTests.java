package dev.decorum.staff;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.assistant.AssistantSettings;
import dev.decorum.assistant.LanguageModel;
import dev.decorum.assistant.Use;
import dev.decorum.audit.Actor;
import dev.decorum.channels.Mailbox;
import dev.decorum.channels.Mailboxes;
import dev.decorum.channels.NewMailbox;
import dev.decorum.channels.RoutingRules;
import dev.decorum.channels.routing.Rule;
import dev.decorum.clients.Channel;
import dev.decorum.clients.Client;
import dev.decorum.clients.Clients;
import dev.decorum.clients.EmailAddress;
import dev.decorum.clients.LookUpInput;
import dev.decorum.clients.LookUps;
import dev.decorum.clients.NamedBy;
import dev.decorum.clients.PreferenceInput;
import dev.decorum.clients.PreferenceKind;
import dev.decorum.clients.Preferences;
import dev.decorum.coaching.CoachingSettings;
import dev.decorum.coaching.Question;
import dev.decorum.coaching.Scorecards;
import dev.decorum.engagements.Engagements;
import dev.decorum.engagements.FollowUps;
import dev.decorum.engagements.NewEngagement;
import dev.decorum.engagements.ReportSchedule;
import dev.decorum.files.Files;
import dev.decorum.hours.Absences;
import dev.decorum.hours.Calendars;
import dev.decorum.hours.NewAbsence;
import dev.decorum.hours.NewCalendar;
import dev.decorum.inbox.Address;
import dev.decorum.inbox.Condition;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.ConversationLinks;
import dev.decorum.inbox.DraftContent;
import dev.decorum.inbox.DraftKind;
import dev.decorum.inbox.Drafts;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.IncomingFile;
import dev.decorum.inbox.IncomingMessage;
import dev.decorum.inbox.NewFile;
import dev.decorum.inbox.NewReply;
import dev.decorum.inbox.NewView;
import dev.decorum.inbox.Recipients;
import dev.decorum.inbox.SavedViews;
import dev.decorum.inbox.SecondLooks;
import dev.decorum.inbox.SenderCheck;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.Verdict;
import dev.decorum.inbox.ViewRule;
import dev.decorum.practice.Practice;
import dev.decorum.promises.Due;
import dev.decorum.promises.NewPromise;
import dev.decorum.promises.Promises;
import dev.decorum.sla.ClockKind;
import dev.decorum.sla.Conditions;
import dev.decorum.sla.NewPolicy;
import dev.decorum.sla.Policies;
import dev.decorum.sla.Policy;
import dev.decorum.sla.Target;
import dev.decorum.staff.Endpoints.Access;
import dev.decorum.staff.PermissionTable.Row;
import dev.decorum.templates.NewTemplate;
import dev.decorum.templates.TemplateLibrary;
import dev.decorum.templates.Voice;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.web.Cursor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Walks every page and call with every role and with one's own, somebody else's and unknown
/// things, and looks at the answers and at the tables.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorisationTests {

  private static final String PASSWORD = "plum orchard window";

  /// Tables that any request may change: when somebody was last seen, and the log of it all.
  private static final Set<String> RESTLESS =
      Set.of(
          "staff.session",
          "staff.access_token",
          "staff.attempt",
          // Files are read while others ask.
          "inbox.file_word",
          // What has left is reviewed in the background.
          "coaching.message",
          "coaching.review",
          "coaching.edition",
          // Clocks follow changed targets, and run out, in the background.
          "sla.sweep",
          "sla.matter",
          "sla.clock",
          "sla.outcome",
          "sla.escalation",
          // What was promised becomes due by itself.
          "promises.promise",
          "promises.change",
          // Clients who do not answer are written to again by themselves.
          "engagements.follow_up");

  /// A job makes tomorrow's intake key when the server has run for a minute.
  private static final String KEYS = "(select * from vault.data_key where purpose <> 'intake')";

  /// When an answer is due follows changed targets in the background.
  private static final String CONVERSATIONS =
      "(select to_jsonb(c) - 'due_at' from inbox.conversation c)";

  private static final Pattern VOLATILE =
      Pattern.compile(
          "name=\"_csrf\" value=\"[^\"]+\"|name=\"csrf\" content=\"[^\"]+\"|nonce=\"[^\"]+\""
              // How many events the node has seen: others' work goes on between two answers.
              + "|data-live-after=\"[^\"]+\""
              + "|<code>[0-9A-Z-]+</code>|\"reference\":\"[^\"]+\"");
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  /// Somebody who asks.
  ///
  /// @param cookie of a signed-in browser, empty for nobody
  /// @param token for calls of the API, empty for nobody
  /// @param csrf for forms
  private record Asker(
      String name, @Nullable Viewer viewer, String cookie, String token, String csrf) {

    Viewer member() {
      if (viewer == null) {
        throw new IllegalStateException("Nobody has nothing of their own");
      }
      return viewer;
    }

    Set<Permission> permissions() {
      return viewer == null ? Set.of() : viewer.permissions();
    }
  }

  private record Answer(int status, String type, String location, String body) {

    boolean denied() {
      return status == 401 || status == 403 || status == 303 && location.startsWith("/sign-in");
    }
  }

  @Autowired Staff staff;
  @Autowired AccessTokens tokens;
  @Autowired Sessions sessions;
  @Autowired Clients clients;
  @Autowired Preferences preferences;
  @Autowired LookUps lookUps;
  @Autowired Inbox inbox;
  @Autowired Drafts drafts;
  @Autowired SecondLooks secondLooks;
  @Autowired ConversationLinks links;
  @Autowired SavedViews views;
  @Autowired Files files;
  @Autowired Mailboxes mailboxes;
  @Autowired RoutingRules rules;
  @Autowired TemplateLibrary templates;
  @Autowired Calendars calendars;
  @Autowired Absences absences;
  @Autowired Policies policies;
  @Autowired Promises promises;
  @Autowired FollowUps followUps;
  @Autowired Engagements engagements;
  @Autowired Scorecards scorecards;
  @Autowired CoachingSettings coaching;
  @Autowired AssistantSettings assistant;
  @Autowired Practice practice;
  @Autowired Clock clock;
  @Autowired JdbcClient jdbc;
  @Autowired Endpoints endpoints;
  @Autowired PlatformTransactionManager transactions;
  @Autowired Environment environment;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mapping;

  @LocalServerPort int port;

  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final AtomicInteger number = new AtomicInteger();
  private final Map<Role, Asker> askers = new EnumMap<>(Role.class);
  private final Asker nobody = new Asker("nobody", null, "", "", "");
  private List<Row> rows;
  private Asker stranger;
  private Asker strangeOfficer;
  private Map<String, String> foreign;
  private Map<String, String> unknown;
  private @Nullable List<String> watched;
  private final Map<String, String> sums = new TreeMap<>();

  /// When the tables of these sums were last written to.
  private final Map<String, String> summed = new HashMap<>();

  @BeforeAll
  void people() {
    beginNumbersHigh();
    rows = PermissionTable.rows();
    askers.put(Role.AGENT, asker(Role.AGENT, "Harbour"));
    askers.put(Role.LEAD, asker(Role.LEAD, "Harbour"));
    askers.put(Role.OFFICER, asker(Role.OFFICER));
    askers.put(Role.ADMIN, asker(Role.ADMIN));
    stranger = asker(Role.AGENT, "Mountain");
    strangeOfficer = asker(Role.OFFICER);
    coaching.decide(as(Role.ADMIN).member(), new CoachingSettings.Decided(true, true));
    // Nobody listens there: it may be asked, and does not answer.
    assistant.decide(
        Actor.system(),
        LanguageModel.of("http://127.0.0.1:1/v1", "none", null, true),
        Set.of(Use.values()));
    foreign = things(stranger, team("Mountain"), true);
    unknown =
        foreign.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, thing -> unknown(thing.getKey(), thing.getValue())));
  }

  @Test
  void everyPageAndCallIsInTheTable() {
    var table = new TreeMap<String, String>();
    rows.forEach(row -> table.put(row.toString(), row.open()));
    var mapped = new TreeMap<String, String>();
    mapping
        .getHandlerMethods()
        .forEach(
            (info, method) ->
                info.getPatternValues()
                    .forEach(
                        address -> {
                          var open = word(endpoints.access(method, address));
                          var methods = info.getMethodsCondition().getMethods();
                          if (methods.isEmpty()) {
                            mapped.put("ANY " + address, open);
                          }
                          methods.forEach(m -> mapped.put(m + " " + address, open));
                        }));

    assertThat(table).isEqualTo(mapped);
  }

  @Test
  void theRolesInTheTableAreThoseOfTheCode() throws IOException {
    var text = java.nio.file.Files.readString(java.nio.file.Path.of("../docs/permissions.md"));

    for (var role : Role.values()) {
      var row = text.lines().filter(line -> line.startsWith("| " + role.word() + " |")).toList();
      assertThat(row)
          .singleElement()
          .satisfies(
              line ->
                  assertThat(permissionsIn(line))
                      .containsExactlyInAnyOrderElementsOf(role.permissions()));
    }
  }

  @Test
  void whoIsNotSignedInGetsNothing() {
    for (var row : rows) {
      if (!row.open().equals("anyone")) {
        refused(row, nobody, foreign);
      }
    }
  }

  @Test
  void aRoleWithoutThePermissionGetsNothingAndChangesNothing() {
    for (var asker : askers.values()) {
      for (var row : rows) {
        if (!row.openTo(asker.permissions())) {
          refused(row, asker, foreign);
        }
      }
    }
  }

  @Test
  void aTokenDoesNoMoreThanItsScopes() {
    var admin = as(Role.ADMIN);
    for (var scope : Scope.values()) {
      var permissions = Scope.permissions(Role.ADMIN, List.of(scope));
      var text = tokens.create(admin.member().id(), List.of(scope));
      var asker = new Asker("admin with scope " + scope, admin.viewer(), "", text, "");
      for (var row : rows) {
        if (row.api() && !row.openTo(permissions)) {
          refused(row, asker, foreign);
        }
      }
    }
  }

  @Test
  void aCookieIsWorthNothingToPrograms() {
    var admin = as(Role.ADMIN);
    for (var row : rows) {
      if (row.api()) {
        var answer = ask(row, admin, foreign, false, admin.cookie(), "");
        assertThat(answer.status()).describedAs("%s with a cookie", row).isEqualTo(401);
      }
    }
  }

  @Test
  void aTokenIsWorthNothingToPages() {
    var admin = as(Role.ADMIN);
    for (var row : rows) {
      if (!row.api() && !row.open().equals("anyone")) {
        var answer = ask(row, admin, foreign, true, "", admin.token());
        assertThat(answer.denied()).describedAs("%s with a token", row).isTrue();
      }
    }
  }

  @Test
  void aFormWithoutItsTokenChangesNothing() {
    var admin = as(Role.ADMIN);
    for (var row : rows) {
      if (row.changes() && !row.api()) {
        var before = tables();
        var answer = ask(row, admin, foreign, false, admin.cookie(), "");
        if (!row.open().equals("nobody")) {
          // Mail programs post there by themselves; the address is the secret.
          int expected = row.address().startsWith("/unsubscribe/") ? 404 : 403;
          assertThat(answer.status()).describedAs("%s without its token", row).isEqualTo(expected);
        }
        assertThat(tables()).describedAs("%s without its token", row).isEqualTo(before);
      }
    }
  }

  /// The heart of it: what belongs to others answers in every byte like what does not exist.
  @Test
  void whatBelongsToOthersIsLikeWhatDoesNotExist() {
    for (var role : List.of(Role.AGENT, Role.LEAD, Role.OFFICER)) {
      var asker = as(role);
      for (var row : rows) {
        if (row.openTo(asker.permissions())) {
          for (var thing : row.things()) {
            likeNothing(row, asker, thing);
          }
        }
      }
    }
  }

  @Test
  void whatIsOnesOwnIsThere() {
    for (var asker : List.of(as(Role.AGENT), as(Role.OFFICER))) {
      // What is only looked at first is there for the next look, too.
      var kept = things(asker, team("Harbour"), false);
      for (var row : rows.stream().sorted(Comparator.comparing(Row::changes)).toList()) {
        if (row.openTo(asker.permissions()) && !row.things().isEmpty()) {
          var own = row.changes() ? things(asker, team("Harbour"), false) : kept;
          var answer = ask(row, asker, own, true, asker.cookie(), asker.token());
          assertThat(answer.status())
              .describedAs("%s: %s", row, answer)
              .isNotIn(400, 401, 403, 404);
          assertThat(answer.status()).describedAs("%s: %s", row, answer).isLessThan(500);
          keepMessages();
        }
      }
    }
  }

  @Test
  void adminsSeeWhatBelongsToAnyTeam() {
    var admin = as(Role.ADMIN);
    var personal =
        Set.of(
            "draft",
            "draft file",
            "session",
            "token",
            "absence",
            "sent message",
            "second look",
            "judged message",
            "practised run");
    for (var row : rows) {
      if (!row.changes()
          && row.openTo(admin.permissions())
          && !row.things().isEmpty()
          && row.things().stream().noneMatch(personal::contains)) {
        var answer = ask(row, admin, foreign, true, admin.cookie(), admin.token());
        assertThat(answer.status()).describedAs("%s: %s", row, answer).isIn(200, 302, 304);
      }
    }
  }

  @Test
  void lookingChangesNothing() {
    for (var asker : askers.values()) {
      for (var row : rows) {
        if (!row.changes()
            && row.openTo(asker.permissions())
            && row.things().isEmpty()
            && !row.address().equals("/events")) {
          var before = tables();
          var answer = ask(row, asker, unknown, true, asker.cookie(), asker.token());
          assertThat(answer.status()).describedAs("%s: %s", row, answer).isLessThan(500);
          assertThat(tables()).describedAs("%s as %s", row, asker.name()).isEqualTo(before);
        }
      }
    }
  }

  private Asker as(Role role) {
    return Objects.requireNonNull(askers.get(role));
  }

  private void refused(Row row, Asker asker, Map<String, String> things) {
    var before = tables();
    var answer = ask(row, asker, things, true, asker.cookie(), asker.token());
    if (row.open().equals("nobody")) {
      assertThat(answer.denied() || answer.status() == 404)
          .describedAs("%s as %s: %s", row, asker.name(), answer)
          .isTrue();
    } else {
      assertThat(answer.denied()).describedAs("%s as %s: %s", row, asker.name(), answer).isTrue();
    }
    assertThat(tables()).describedAs("%s as %s", row, asker.name()).isEqualTo(before);
  }

  /// Asks with somebody else's thing and with one that never was, all others being one's own.
  private void likeNothing(Row row, Asker asker, String thing) {
    var own = row.things().size() == 1 ? unknown : things(asker, team("Harbour"), false);
    var theirId = Objects.requireNonNull(foreign.get(thing));
    var nobodysId = Objects.requireNonNull(unknown.get(thing));
    var theirs = new HashMap<>(own);
    theirs.put(thing, theirId);
    var nobodys = new HashMap<>(own);
    nobodys.put(thing, nobodysId);

    var before = tables();
    var answer = ask(row, asker, theirs, true, asker.cookie(), asker.token());
    assertThat(tables())
        .describedAs("%s as %s with somebody else's %s", row, asker.name(), thing)
        .isEqualTo(before);
    var nothing = ask(row, asker, nobodys, true, asker.cookie(), asker.token());

    assertThat(normal(answer, theirId))
        .describedAs("%s as %s with somebody else's %s", row, asker.name(), thing)
        .isEqualTo(normal(nothing, nobodysId));
  }

  private static String unknown(String kind, String id) {
    if (kind.equals("place")) {
      return id;
    }
    return id.matches("\\d+") ? "987654" : UUID.randomUUID().toString();
  }

  private static Answer normal(Answer answer, String id) {
    return new Answer(
        answer.status(),
        answer.type(),
        answer.location().replace(id, "ID"),
        VOLATILE.matcher(answer.body()).replaceAll("").replace(id, "ID"));
  }

  private Answer ask(
      Row row,
      Asker asker,
      Map<String, String> things,
      boolean withFormToken,
      String cookie,
      String token) {
    var address = row.address(things);
    var sent = row.sent(things);
    var method = row.method().equals("ANY") ? "GET" : row.method();
    var uri =
        URI.create(
            "http://localhost:"
                + port
                + address
                + (method.equals("GET") && !sent.isEmpty() ? "?" + sent : ""));
    var request =
        HttpRequest.newBuilder(uri)
            .header("Accept", row.api() ? "application/json" : "text/html, */*")
            .header("Idempotency-Key", UUID.randomUUID().toString());
    if (!cookie.isEmpty()) {
      request.header("Cookie", "SESSION=" + cookie);
    }
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (withFormToken && row.changes() && !asker.csrf().isEmpty()) {
      request.header("X-CSRF-TOKEN", asker.csrf());
    }
    if (method.equals("GET")) {
      request.GET();
    } else {
      boolean json = sent.startsWith("{");
      request.header(
          "Content-Type", json ? "application/json" : "application/x-www-form-urlencoded");
      request.method(method, HttpRequest.BodyPublishers.ofString(sent));
    }
    return send(request.build());
  }

  private Answer send(HttpRequest request) {
    try {
      var response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          response.headers().firstValue("Location").orElse(""),
          response.body());
    } catch (IOException failed) {
      throw new IllegalStateException(request.uri().toString(), failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /// A sum over the rows of each table but those of the log, in which their order does not matter.
  ///
  /// Only tables that somebody wrote to since last time are added up again: what is refused writes
  /// to none.
  private Map<String, String> tables() {
    var versions = versions();
    var touched =
        versions.entrySet().stream()
            .filter(table -> !table.getValue().equals(summed.get(table.getKey())))
            .map(Map.Entry::getKey)
            .toList();
    sums.putAll(
        ofTables(
            touched, "coalesce(sum(hashtextextended(t::text, 0)), 0)", AuthorisationTests::rowsOf));
    summed.putAll(versions);
    return new TreeMap<>(sums);
  }

  /// How many rows a table has and which transaction wrote to it last: whatever a request writes,
  /// it writes in a later one.
  private Map<String, String> versions() {
    return ofTables(watched(), "coalesce(max(t.xmin::text::bigint), 0)", UnaryOperator.identity());
  }

  private Map<String, String> ofTables(
      List<String> tables, String sum, UnaryOperator<String> rows) {
    var found = new TreeMap<String, String>();
    if (tables.isEmpty()) return found;
    jdbc.sql(
            tables.stream()
                .map(
                    name ->
                        "select '%s', count(*) || ' ' || %s from %s t"
                            .formatted(name, sum, rows.apply(name)))
                .collect(Collectors.joining(" union all ")))
        .query(
            row -> {
              found.put(row.getString(1), row.getString(2));
            });
    return found;
  }

  private List<String> watched() {
    if (watched == null) {
      watched =
          jdbc
              .sql(
                  """
                  select table_schema || '.' || table_name
                    from information_schema.tables
                   where table_schema not in ('audit', 'public', 'pg_catalog', 'information_schema')
                     and table_type = 'BASE TABLE'
                   order by 1
                  """)
              .query(String.class)
              .list()
              .stream()
              .map(String::valueOf)
              .filter(name -> !RESTLESS.contains(name))
              .toList();
    }
    return watched;
  }

  private static String rowsOf(String table) {
    return switch (table) {
      case "vault.data_key" -> KEYS;
      case "inbox.conversation" -> CONVERSATIONS;
      default -> table;
    };
  }

  private UUID preference(Viewer viewer, Client client, String value) {
    preferences.note(
        viewer,
        client.no(),
        PreferenceKind.PERSON,
        null,
        new PreferenceInput(value, null, null, "client", null, "2026-11-05", "To ask", null));
    return preferences.of(viewer, client).stream()
        .filter(entry -> entry.value().equals(value))
        .findFirst()
        .orElseThrow()
        .id();
  }

  /// One of each thing that a request can name, belonging to a member and a team. An officer's are
  /// those of an agent, opened.
  private Map<String, String> things(Asker owner, TeamId team, boolean restricted) {
    boolean officer = owner.permissions().contains(Permission.LOOK_UP_CLIENTS);
    var viewer = officer ? as(Role.AGENT).member() : owner.member();
    var things = new HashMap<String, String>();
    things.put("place", Cursor.of(clock.instant(), new UUID(0, 0)).toString());
    var mailbox = mailbox(team);
    things.put("mailbox", "" + mailbox.no());
    // There are so many and no more.
    jdbc.sql(
            """
            delete from channels.routing_rule
             where no not in (select r.no from channels.routing_rule r order by r.no limit 50)
            """)
        .update();
    things.put("rule", "" + rule(mailbox));
    var client = client(team, restricted);
    var other = client(team, restricted);
    things.put("client", "" + client.no());
    things.put("other client", "" + other.no());
    var survivor = client(team, restricted);
    var merge = clients.merge(viewer, survivor.no(), client(team, restricted).no());
    things.put("survivor", "" + survivor.no());
    things.put("merge", merge.toString());
    things.put("preference", preference(viewer, client, "she/her").toString());
    var removed = preference(viewer, client, "they/them");
    preferences.remove(viewer, client.no(), removed);
    things.put("removed preference", removed.toString());

    // Its client is everybody's, so that nothing but the team hides the conversation.
    var writer = client(team, false);
    var file =
        files.store(
            clients.keyOf(writer.id()),
            "letter.txt",
            "text/plain",
            new ByteArrayInputStream("a letter".getBytes(UTF_8)));
    var received =
        inbox.receive(mail(writer, team, new IncomingFile(file, "letter.txt", null, false)));
    long no = inbox.facts(received.conversation()).orElseThrow().no();
    things.put("conversation", "" + no);
    things.put("interaction", received.interaction().id().toString());
    things.put("file", file.id().toString());
    things.put(
        "sent message",
        inbox.reply(viewer, no, NewReply.of("We will call you.")).interaction().id().toString());
    things.put(
        "promise",
        ""
            + promises.makeInConversation(
                viewer, no, new NewPromise("We will call you.", new Due.None(), null, null)));
    followUps.checkIn(viewer, no, LocalDate.now(clock).plusDays(3));
    things.put("follow up", "" + followUps.ofConversation(viewer, no).getFirst().no());
    long engagement =
        engagements.begin(
            viewer,
            writer.no(),
            new NewEngagement("A new lift", viewer.id(), no, ReportSchedule.WEEKLY));
    engagements.add(viewer, engagement, "Motor", viewer.id(), LocalDate.now(clock).plusDays(9));
    things.put("engagement", "" + engagement);
    things.put("milestone", "" + engagements.get(viewer, engagement).milestones().getFirst().no());
    things.put("waiting mail", waitingMail(viewer, no));
    things.putAll(linked(viewer, received.conversation(), no, team));
    things.put("practised run", "" + practice.begin(owner.member(), "delay"));
    things.put("judged message", drawn(viewer, team, true));
    things.put("drawn message", drawn(viewer, team, false));

    var draft =
        drafts.save(viewer, null, new DraftContent("Dear client", "Hello", null), 0).draft();
    // Somebody else who sees the conversation asks for a look at a reply of theirs.
    var writing = as(viewer.role() == Role.ADMIN ? Role.LEAD : Role.ADMIN).member();
    drafts.save(writing, no, DraftKind.REPLY, new DraftContent("Better so?", null, null), 0);
    secondLooks.ask(writing, no, viewer.id());
    things.put("second look", secondLooks.askedOf(viewer, no).getFirst().look().id().toString());
    var attached =
        drafts.attach(
            viewer,
            draft.id(),
            new NewFile("plan.txt", "text/plain", new ByteArrayResource("a plan".getBytes(UTF_8))));
    things.put("draft", draft.id().id().toString());
    things.put("draft file", attached.file().id().toString());

    var own = owner.member();
    things.put("session", session(own.id()).toString());
    tokens.create(own.id(), List.of());
    things.put("token", "" + tokens.of(own.id()).getFirst().no());
    things.put("member", "" + own.no());
    things.put("absence", "" + absence(own));
    var looking = officer ? owner : strangeOfficer;
    for (var one : List.of(client, other, survivor, writer)) {
      if (officer || one.equals(client)) {
        things.put("look up", lookUp(looking, one).toString());
      }
    }
    things.put(
        "template",
        ""
            + templates.add(
                as(Role.ADMIN).member(),
                new NewTemplate("Visit", team, Map.of(Voice.in("en"), "Dear {client name}"))));
    // The first one is the standard, which cannot be removed.
    if (foreign == null) calendars.add(as(Role.ADMIN).member(), hours("Office"));
    things.put("calendar", "" + calendars.add(as(Role.ADMIN).member(), hours("Night desk")));
    // There may be so many and no more.
    if (foreign != null) {
      policies.all().stream()
          .map(Policy::no)
          .filter(old -> !("" + old).equals(foreign.get("policy")))
          .forEach(old -> policies.remove(as(Role.ADMIN).member(), old));
    }
    things.put("policy", "" + policies.add(as(Role.ADMIN).member(), targets(team)));
    // A team has so many and no more.
    jdbc.sql("delete from inbox.saved_view where team_id = :team")
        .param("team", team.id())
        .update();
    int view = views.add(viewer, urgent(team));
    things.put("view", "" + view);
    int takenAway = views.add(viewer, urgent(team));
    views.remove(viewer, takenAway);
    things.put("removed view", "" + takenAway);
    things.put("team", "" + staff.team(team).orElseThrow().no());
    keepMessages();
    return things;
  }

  /// Another conversation of the team, and a third that is linked with the first.
  private Map<String, String> linked(Viewer viewer, ConversationId first, long no, TeamId team) {
    var writer = client(team, false);
    long other = inbox.receive(mail(writer, team)).no();
    links.link(viewer, no, inbox.receive(mail(writer, team)).no());
    return Map.of(
        "other conversation",
        "" + other,
        "link",
        links.of(viewer, first).getFirst().id().toString());
  }

  private static NewPolicy targets(TeamId team) {
    var conditions = new Conditions(Set.of(), Set.of(team), Set.of(), Set.of(), Set.of(), Set.of());
    var target = new Target(Duration.ofHours(4), true);
    return new NewPolicy(
        "Phone", conditions, null, Map.of(ClockKind.FIRST_RESPONSE, target), List.of());
  }

  /// A message of somebody that was drawn, and judged by somebody else or by nobody yet.
  private String drawn(Viewer author, TeamId team, boolean judged) {
    int card = scorecards.add(as(Role.ADMIN).member(), "Clear", List.of(new Question("Clear?", 1)));
    long no =
        jdbc.sql(
                """
                with round as (
                  insert into coaching.round (
                    id, scorecard_id, version_id, team_id, month, each, seed, drawn_by, drawn_at)
                  select gen_random_uuid(), v.scorecard_id, v.id, :team, '2026-10-01', 1, 1, :by, now()
                    from coaching.scorecard_version v
                   where v.id = :version
                  returning id),
                message as (
                  select m.interaction_id
                    from coaching.message m
                   where m.member_id = :by
                   limit 1)
                insert into coaching.sampled (id, round_id, interaction_id, member_id, twice)
                select gen_random_uuid(), r.id, m.interaction_id, :by, false
                  from round r cross join message m
                returning no
                """)
            .param("team", team.id())
            .param("by", author.id().id())
            .param("version", scorecards.byNo(card).id())
            .query(Long.class)
            .single();
    if (judged) {
      jdbc.sql(
              """
              insert into coaching.judged (sampled_id, place, judge_id, judgements, mark, at)
              select s.id, 1, :judge, '{met}', 100, now()
                from coaching.sampled s
               where s.no = :no
              """)
          .param("judge", as(Role.LEAD).member().id().id())
          .param("no", no)
          .update();
    }
    return "" + no;
  }

  /// There is one at a time.
  private long absence(Viewer own) {
    absences.of(own.id()).forEach(one -> absences.remove(own, one.no()));
    var day = LocalDate.now(clock).plusDays(30).toString();
    absences.state(own, own.id(), new NewAbsence(day, "", "", "", "Europe/Berlin"));
    return absences.of(own.id()).getFirst().no();
  }

  private static NewCalendar hours(String name) {
    return new NewCalendar(name, "Europe/Berlin", Collections.nCopies(7, "9-17"), "", "");
  }

  private static NewView urgent(TeamId team) {
    var condition =
        new Condition(Condition.Field.PRIORITY, Condition.Operator.IS, List.of("urgent"));
    return new NewView("Urgent", team, new ViewRule(false, List.of(condition)), Sort.WAITING);
  }

  private String waitingMail(Viewer viewer, long no) {
    var message = inbox.reply(viewer, no, NewReply.of("We will write to you."));
    return jdbc.sql("select id from channels.outbox where interaction_id = :message")
        .param("message", message.interaction().id())
        .query(UUID.class)
        .single()
        .toString();
  }

  private UUID lookUp(Asker officer, Client client) {
    var input =
        new LookUpInput(
            NamedBy.CLIENT_NUMBER.word(), "" + client.no(), "Access request of 3 March");
    return lookUps.open(officer.member(), input).orElseThrow().id();
  }

  private Client client(TeamId team, boolean restricted) {
    int n = number.incrementAndGet();
    var client =
        clients.findOrCreateByEmail(
            new EmailAddress("client" + n + "@clinic.example"), "Client " + n);
    if (restricted) {
      jdbc.sql("insert into clients.restriction (client_id, team_id) values (:client, :team)")
          .param("client", client.id().id())
          .param("team", team.id())
          .update();
    }
    return client;
  }

  private IncomingMessage mail(Client client, TeamId team, IncomingFile... attached) {
    return new IncomingMessage(
        null,
        null,
        client.id(),
        null,
        team,
        Channel.EMAIL,
        Address.of(client.details().emails().getFirst().value()),
        Recipients.to(Address.of("help@brightwater.example")),
        List.of(),
        "The boiler",
        "It is cold.",
        null,
        "<p>It is cold.</p>",
        Verdict.ORDINARY,
        SenderCheck.UNVERIFIED,
        clock.instant(),
        List.of(attached));
  }

  private Mailbox mailbox(TeamId team) {
    return mailboxes.add(
        Actor.system(),
        new NewMailbox(
            "box" + number.incrementAndGet() + "@brightwater.example",
            null,
            staff.team(team).orElseThrow().name(),
            null));
  }

  private int rule(Mailbox mailbox) {
    var rule =
        new Rule(
            "Rule " + number.incrementAndGet(),
            List.of(),
            List.of("boiler"),
            List.of(),
            List.of(),
            List.of(mailbox.id().id()),
            null,
            List.of("boiler"),
            null);
    return rules.add(as(Role.ADMIN).member(), rule).no();
  }

  private Asker asker(Role role, String... teams) {
    var email = role.word() + number.incrementAndGet() + "@brightwater.example";
    var member =
        staff.add(new NewMember("Somebody", email, role, List.of(teams), PASSWORD)).member();
    var cookie =
        new TransactionTemplate(transactions).execute(_ -> sessions.open(member.id(), "a test"));
    if (cookie == null) {
      throw new IllegalStateException("No session");
    }
    var id = session(member.id());
    var viewer =
        new Viewer(
            member.id(),
            member.no(),
            member.name(),
            role,
            role.permissions(),
            Viewer.Via.BROWSER,
            id,
            ZoneOffset.UTC);
    var page =
        send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/me/profile"))
                .header("Cookie", "SESSION=" + cookie.text())
                .build());
    var csrf = TOKEN.matcher(page.body());
    assertThat(csrf.find()).describedAs(page.body()).isTrue();
    return new Asker(
        role.word(), viewer, cookie.text(), tokens.create(member.id(), List.of()), csrf.group(1));
  }

  /// Another session of this member.
  private UUID session(MemberId member) {
    new TransactionTemplate(transactions).execute(_ -> sessions.open(member, "another browser"));
    return sessions.of(member).getFirst().id();
  }

  private TeamId team(String name) {
    return staff.teamByName(name).orElseThrow().id();
  }

  /// Messages would otherwise leave, and with them tables change, in the middle of a test.
  private void keepMessages() {
    jdbc.sql("update inbox.taking_back set until = now() + interval '1 day'").update();
    // Nor are notices told of by mail meanwhile, or messages that were taken back forgotten.
    jdbc.sql("update inbox.notice set mailed_at = now() where mailed_at is null").update();
    jdbc.sql("update coaching.message set due_at = now() + interval '1 day'").update();
    postpone();
    // What was in hand already is told of when it has left or not, and may be tried again.
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (isLeaving()) {
      assertThat(System.nanoTime()).as("a message is in hand for ever").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    postpone();
  }

  private void postpone() {
    jdbc.sql("update channels.outbox set next_attempt_at = now() + interval '1 day'").update();
  }

  private boolean isLeaving() {
    return jdbc.sql(
            """
            select exists (
              select
                from channels.outbox
               where state in ('held', 'queued')
                 and leased_until > now())
            """)
        .query(Boolean.class)
        .single();
  }

  /// So that a number in a page is known to be that of a thing.
  private void beginNumbersHigh() {
    var owner =
        JdbcClient.create(
            new DriverManagerDataSource(
                environment.getRequiredProperty("spring.flyway.url"),
                environment.getRequiredProperty("spring.flyway.user"),
                environment.getRequiredProperty("spring.flyway.password")));
    // No two things of other kinds have one number: a page may show both.
    int first = 424201;
    for (var table :
        List.of(
            "inbox.conversation",
            "clients.client",
            "staff.member",
            "staff.team",
            "staff.access_token",
            "channels.mailbox",
            "channels.routing_rule",
            "inbox.saved_view",
            "templates.template",
            "hours.calendar",
            "hours.absence",
            "sla.policy",
            "coaching.sampled",
            "practice.run",
            "promises.promise",
            "engagements.follow_up",
            "engagements.engagement",
            "engagements.milestone")) {
      owner.sql("alter table " + table + " alter column no restart with " + first).update();
      first += 1000;
    }
  }

  private static String word(Access access) {
    return switch (access) {
      case Access.ToAnyone _ -> "anyone";
      case Access.ToMembers _ -> "members";
      case Access.ToNobody _ -> "nobody";
      case Access.ToHolders(var permissions) ->
          permissions.stream().map(Permission::name).sorted().collect(Collectors.joining(", "));
    };
  }

  private static Set<Permission> permissionsIn(String line) {
    var found = new TreeSet<Permission>();
    for (var permission : Permission.values()) {
      if (line.contains(permission.name())) {
        found.add(permission);
      }
    }
    return found;
  }
}
