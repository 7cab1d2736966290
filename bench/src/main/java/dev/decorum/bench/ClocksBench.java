package dev.decorum.bench;

import dev.decorum.DecorumApplication;
import dev.decorum.database.Database;
import dev.decorum.database.EmbeddedPostgres;
import dev.decorum.sla.ClockKind;
import dev.decorum.sla.Conditions;
import dev.decorum.sla.NewPolicy;
import dev.decorum.sla.Policies;
import dev.decorum.sla.Target;
import dev.decorum.sla.Written;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.KeyId;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionTemplate;

/// Clocks and promises in bulk, on several nodes and one database.
///
/// `ClocksBench --data DIR [--due 6000] [--seconds 60] [--pauses 90] [--times 100] [--port 21500]
/// [--nodes 3] [--parts pages,due,pauses,policy]` takes a folder made by [Fill]. A conversation
/// gets a clock that runs, and there are 100,000 promises, half of them running, and 100,000
/// targets that were met or missed within a year; then
///
/// - *pages*: Today, the board and a year's reports, one at a time;
/// - *due*: `--due` clocks and as many promises come due, spread over `--seconds`: how long after
///   their time something was done about them, and that it was done once;
/// - *pauses*: the same, while one node after the other is stopped (SIGSTOP) for longer than its
///   transactions may take and let go on;
/// - *policy*: a policy is changed, until all clocks follow it; pages are fetched meanwhile.
///
/// Bounded by these times; a part that does not come to its end within ten minutes fails.
public final class ClocksBench {

  private static final int ROWS = 100_000;
  private static final int BATCH = 5_000;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /// Longer than `DueWork` lets a transaction take.
  private static final Duration PAUSE = Duration.ofSeconds(12);

  private static final String WORDS = "I will send the plan of the lift";

  private final Vault vault;
  private final Policies policies;
  private final JdbcClient jdbc;
  private final DataSource database;
  private final TransactionTemplate transaction;
  private final Viewer admin;
  private final Random random = new Random(7);
  private final List<String> figures = new ArrayList<>();
  private boolean reached = true;

  private ClocksBench(ConfigurableApplicationContext context) {
    this.vault = context.getBean(Vault.class);
    this.policies = context.getBean(Policies.class);
    this.jdbc = context.getBean(JdbcClient.class);
    this.database = context.getBean(DataSource.class);
    this.transaction = context.getBean(TransactionTemplate.class);
    var member = context.getBean(Staff.class).memberByEmail(Fill.EMAIL).orElseThrow();
    this.admin = Viewer.of(member, RowIds.next(), ZoneOffset.UTC);
  }

  public static void main(String[] args) throws Exception {
    var options = Options.parse(args);
    Path data = Path.of(options.get("data", "data-bench")).toAbsolutePath();
    boolean reached;
    try (var postgres = EmbeddedPostgres.start(data.resolve("postgres"));
        var context = context(postgres, data)) {
      var bench = new ClocksBench(context);
      bench.fill();
      var nodes = new ArrayList<Process>();
      try {
        for (int i = 0; i < options.number("nodes", 3); i++) {
          nodes.add(node(postgres, data, options.number("port", 21500) + 10 * i));
        }
        String base = "http://localhost:" + options.number("port", 21500);
        var parts = Set.of(options.get("parts", "pages,due,pauses,policy").split(","));
        int due = options.number("due", 6_000);
        if (parts.contains("pages")) bench.pages(base, options.number("times", 100));
        if (parts.contains("due")) {
          bench.due("due", due, options.number("seconds", 60), nodes, false);
        }
        if (parts.contains("pauses")) {
          bench.due("pauses", due, options.number("pauses", 90), nodes, true);
        }
        if (parts.contains("policy")) bench.policy(base);
      } finally {
        for (var node : nodes) node.destroy();
        for (var node : nodes) node.waitFor();
      }
      reached = bench.reached;
      System.out.println("{" + String.join(",", bench.figures) + "}");
    }
    System.exit(reached ? 0 : 1);
  }

  // --- nodes

  private static ConfigurableApplicationContext context(EmbeddedPostgres postgres, Path data) {
    var properties =
        new HashMap<String, Object>(Database.embedded(postgres).address().asSpringProperties());
    properties.put("decorum.data", data.toString());
    return new SpringApplicationBuilder(DecorumApplication.class)
        .web(WebApplicationType.NONE)
        .lazyInitialization(true)
        .initializers(
            context ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("bench", properties)))
        .profiles("command")
        .run();
  }

  /// A node of its own process and folder on the same database, as nodes on other machines are.
  private static Process node(EmbeddedPostgres postgres, Path data, int port) throws IOException {
    var folder = Files.createDirectories(data.resolve("node-" + port));
    var address = postgres.address();
    var user = Files.writeString(folder.resolve("user"), address.application().password());
    var owner = Files.writeString(folder.resolve("owner"), address.owner().password());
    var command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.decorum.cli.Main",
                "serve",
                "--data",
                folder.toString(),
                "--port",
                "" + port,
                "--smtp-port",
                "" + (port + 1),
                "--root-key-file",
                data.resolve("root.key").toString(),
                "--database-url",
                address.url(),
                "--database-user",
                address.application().user(),
                "--database-password-file",
                user.toString(),
                "--database-owner-user",
                address.owner().user(),
                "--database-owner-password-file",
                owner.toString())
            .redirectErrorStream(true);
    var node = command.start();
    var lines =
        new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8));
    for (String line; (line = lines.readLine()) != null; ) {
      System.err.println(port + " " + line);
      if (!line.contains("Decorum is ready")) continue;
      Thread.ofVirtual()
          .start(() -> lines.lines().forEach(said -> System.err.println(port + " " + said)));
      return node;
    }
    throw new IOException("The node ended before it was ready");
  }

  private static void signal(Process node, String signal) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, "" + node.pid()).start().waitFor();
  }

  // --- rows

  private record Matter(
      UUID id, UUID client, KeyId key, @Nullable UUID team, @Nullable UUID owner) {}

  private void fill() {
    long begun = System.nanoTime();
    jdbc.sql("delete from promises.promise").update();
    jdbc.sql("delete from sla.matter").update();
    jdbc.sql("delete from sla.outcome").update();
    List.copyOf(policies.all()).forEach(one -> policies.remove(admin, one.no()));
    policies.add(admin, policy(Duration.ofDays(90)));
    jdbc.sql("update sla.sweep set next_at = null, after_id = null, again = false").update();
    jdbc.sql(
            """
            update inbox.conversation
               set status = 'open', waiting_since = last_at
             where status <> 'open'
            """)
        .update();
    var matters =
        jdbc.sql(
                """
                select c.id, c.client_id, c.key_id, c.team_id, c.assignee_id
                  from inbox.conversation c
                 where c.deleted_at is null
                 order by c.id
                """)
            .query(
                (row, _) ->
                    new Matter(
                        row.getObject("id", UUID.class),
                        row.getObject("client_id", UUID.class),
                        new KeyId(row.getObject("key_id", UUID.class)),
                        row.getObject("team_id", UUID.class),
                        row.getObject("assignee_id", UUID.class)))
            .list();
    var policy = jdbc.sql("select p.id from sla.policy p").query(UUID.class).single();
    long generation = jdbc.sql("select s.generation from sla.sweep s").query(Long.class).single();
    var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    batches(matters.size(), (i, rows) -> clock(rows, matters.get(i), policy, generation, now));
    batches(ROWS, (i, rows) -> promise(rows, matters.get(i % matters.size()), i, now));
    batches(ROWS, (i, rows) -> outcome(rows, matters.get(i % matters.size()), i, policy, now));
    for (var table :
        List.of(
            "inbox.conversation", "sla.matter", "sla.clock", "sla.outcome", "promises.promise")) {
      jdbc.sql("vacuum (analyze) " + table).update();
    }
    System.err.printf(
        Locale.ROOT,
        "%,d clocks, %,d promises and %,d targets met or missed made in %.0f s%n",
        matters.size(),
        ROWS,
        ROWS,
        (System.nanoTime() - begun) / 1e9);
  }

  private static NewPolicy policy(Duration first) {
    return new NewPolicy(
        "Everybody",
        Conditions.NONE,
        null,
        Map.of(ClockKind.FIRST_RESPONSE, new Target(first, false)),
        Written.steps("due: owner"));
  }

  /// Writes one row into the buffers.
  private interface Row {
    void write(int index, Rows rows);
  }

  private void batches(int count, Row row) {
    for (int from = 0; from < count; from += BATCH) {
      int first = from;
      transaction.executeWithoutResult(
          _ -> {
            var rows = new Rows();
            for (int i = first; i < Math.min(count, first + BATCH); i++) row.write(i, rows);
            rows.copyTo(DataSourceUtils.getConnection(database));
          });
    }
  }

  /// In the order that foreign keys ask for.
  private static final class Rows {
    final CopyBuffer matter =
        new CopyBuffer(
            "sla.matter (conversation_id, policy_id, generation, phase, unanswered_at, answered,"
                + " next_at)");
    final CopyBuffer clock =
        new CopyBuffer(
            "sla.clock (conversation_id, kind, marks, length_us, working, allowed_us, due_at,"
                + " missed, steps_done)");
    final CopyBuffer promise =
        new CopyBuffer(
            "promises.promise (id, client_id, conversation_id, in_message, key_id, words, owner_id,"
                + " precision, due_at, zone, known_until, state, made_by, made_at, ended_at,"
                + " next_at)");
    final CopyBuffer outcome =
        new CopyBuffer(
            "sla.outcome (id, conversation_id, policy_id, kind, result, reason, at, wall_us,"
                + " working_us, marks, length_us, working, allowed_us, was_missed, channel,"
                + " priority, client_id, team_id, assignee_id, recorded_at)");

    void copyTo(Connection connection) {
      for (var buffer : List.of(matter, clock, promise, outcome)) buffer.copyTo(connection);
    }
  }

  private void clock(Rows rows, Matter of, UUID policy, long generation, Instant now) {
    var due = now.plus(Duration.ofDays(30)).plusSeconds(random.nextInt(30 * 86_400));
    var began = due.minus(Duration.ofDays(90));
    long length = Duration.ofDays(90).toNanos() / 1_000;
    rows.matter.add(of.id(), policy, "" + generation, "open", began, "f", due);
    rows.clock.add(
        of.id(),
        "first_response",
        "{\"" + began + "\"}",
        "" + length,
        "f",
        "" + length,
        due,
        "f",
        0);
  }

  /// Half of them run, the others ended within a year.
  private void promise(Rows rows, Matter of, int index, Instant now) {
    var id = RowIds.next();
    boolean runs = index % 2 == 0;
    var made = runs ? now.minusSeconds(86_400) : ago(now, 360);
    var due =
        runs
            ? now.plus(Duration.ofDays(1)).plusSeconds(random.nextInt(60 * 86_400))
            : made.plus(Duration.ofDays(2));
    int dice = random.nextInt(20);
    var ended = runs ? null : made.plusSeconds(3_600L * (dice == 0 ? 60 : 1 + random.nextInt(40)));
    rows.promise.add(
        id,
        of.client(),
        of.id(),
        "f",
        of.key().id(),
        vault.seal(of.key(), "promises.promise.words", id, WORDS),
        of.owner(),
        "minute",
        due,
        "UTC",
        due,
        runs
            ? of.owner() == null ? "at_risk" : "open"
            : dice == 0 ? "kept_late" : dice == 1 ? "broken" : "kept",
        admin.id().id(),
        made,
        ended,
        runs ? due : null);
  }

  private void outcome(Rows rows, Matter of, int index, UUID policy, Instant now) {
    var at = ago(now, 360);
    long took = Duration.ofMinutes(1 + random.nextInt(600)).toNanos() / 1_000;
    boolean missed = random.nextInt(12) == 0;
    rows.outcome.add(
        RowIds.next(),
        of.id(),
        policy,
        index % 3 == 0 ? "next_response" : "first_response",
        missed ? "missed" : "met",
        missed ? "passed" : "answered",
        at,
        "" + took,
        "" + took,
        "{\"" + at.minus(took, ChronoUnit.MICROS) + "\"}",
        "" + took,
        "f",
        "" + took,
        missed ? "t" : "f",
        "email",
        "normal",
        of.client(),
        of.team(),
        of.owner(),
        at);
  }

  private Instant ago(Instant now, int days) {
    return now.minusSeconds(3_600 + random.nextInt(days * 86_400));
  }

  // --- pages

  private void pages(String base, int times) throws Exception {
    var person = Person.signedIn(base, Fill.EMAIL, Fill.PASSWORD);
    measured(person, "today", "/today", times, 50);
    measured(person, "board, everyone", "/promises?who=all", times, 50);
    measured(person, "board, mine", "/promises?who=me", times, 50);
    measured(person, "board, a team", "/promises?who=team", times, 50);
    var year = "from=%s&to=%s".formatted(day(-364), day(0));
    for (var by : List.of("team", "client", "hour")) {
      var url = "/reports?" + year + "&of=first_response&by=" + by;
      measured(person, "a year's report by " + by, url, times / 2, 500);
    }
    measured(
        person,
        "a year's promises by client",
        "/reports?" + year + "&of=promises&by=client",
        times / 2,
        500);
    measured(person, "rows of a year", "/reports/rows?" + year + "&result=late", times / 2, 500);
  }

  private static String day(int days) {
    return Instant.now()
        .plus(days, ChronoUnit.DAYS)
        .atOffset(ZoneOffset.UTC)
        .toLocalDate()
        .toString();
  }

  private void measured(Person person, String name, String url, int times, double goal)
      throws IOException, InterruptedException {
    for (int i = 0; i < times / 4; i++) fetch(person, url);
    var timings = new Timings();
    for (int i = 0; i < times; i++) {
      long begun = System.nanoTime();
      fetch(person, url);
      timings.add(System.nanoTime() - begun);
    }
    System.err.println(timings.line(name));
    figure(name + ", p95", timings.at(0.95), goal, "ms");
  }

  private static void fetch(Person person, String url) throws IOException, InterruptedException {
    var answer = person.get(url);
    if (answer.statusCode() != 200) throw new IOException(url + " answered " + answer.statusCode());
  }

  private void figure(String name, double value, double goal, String unit) {
    System.err.println(Timings.verdict(name, value, goal, unit));
    figures.add(String.format(Locale.ROOT, "\"%s\":%.1f", name, value));
    reached &= value <= goal;
  }

  // --- what is due

  private void due(String name, int due, int seconds, List<Process> nodes, boolean pauses)
      throws Exception {
    var from = Instant.now().truncatedTo(ChronoUnit.MICROS);
    var first = from.plusSeconds(20);
    int clocks = bringForward(first, due, seconds);
    var over = new AtomicBoolean();
    var pausing = pauses ? Thread.ofPlatform().start(() -> pause(nodes, over)) : null;
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (undone(first.plusSeconds(seconds)) > 0) {
      if (System.nanoTime() > end) throw new IllegalStateException("Not all was done");
      Thread.sleep(Duration.ofMillis(500));
    }
    over.set(true);
    if (pausing != null) pausing.join();
    // Whoever was stopped in the middle would act now.
    if (pauses) Thread.sleep(Duration.ofSeconds(5));
    var late = new Timings();
    seconds(
        "select o.recorded_at - o.at from sla.outcome o where o.recorded_at >= :from", from, late);
    seconds(
        """
        select h.at - p.due_at
          from promises.change h
          join promises.promise p on p.id = h.promise_id
         where h.what = 'overdue'
           and h.at >= :from
        """,
        from,
        late);
    System.err.println(late.line(name));
    // Rows that a stopped node had locked are free when the database ends its transaction.
    figure(name + ", p95 after its time", late.at(0.95), pauses ? 15_000 : 2_000, "ms");
    figure(name + ", latest", late.at(1), pauses ? 15_000 : 2_000, "ms");
    figure(name + ", done more or less than once", wrong(from, clocks, due), 0, "  ");
  }

  /// @return how many clocks there are; of promises as many as asked for
  private int bringForward(Instant first, int due, int seconds) {
    return transaction.execute(
        _ -> {
          int clocks =
              jdbc.sql(
                      """
                      with chosen as (
                        select k.conversation_id as id,
                               :first::timestamptz + random() * :seconds * interval '1 second' as at
                          from sla.clock k
                         where not k.missed
                           and k.due_at > now() + interval '1 day'
                         order by k.conversation_id
                         limit :due),
                      matters as (
                        update sla.matter m set next_at = c.at from chosen c where m.conversation_id = c.id),
                      conversations as (
                        update inbox.conversation v set due_at = c.at from chosen c where v.id = c.id)
                      update sla.clock k
                         set due_at = c.at
                        from chosen c
                       where k.conversation_id = c.id
                      """)
                  .param("first", first.atOffset(ZoneOffset.UTC))
                  .param("seconds", seconds)
                  .param("due", due)
                  .update();
          jdbc.sql(
                  """
                  with chosen as (
                    select p.id,
                           :first::timestamptz + random() * :seconds * interval '1 second' as at
                      from promises.promise p
                     where p.state = 'open'
                       and p.due_at > now() + interval '12 hours'
                     order by p.id
                     limit :due)
                  update promises.promise p
                     set due_at = c.at, known_until = c.at, next_at = c.at
                    from chosen c
                   where p.id = c.id
                  """)
              .param("first", first.atOffset(ZoneOffset.UTC))
              .param("seconds", seconds)
              .param("due", due)
              .update();
          return clocks;
        });
  }

  private long undone(Instant until) {
    return jdbc.sql(
            """
            select (select count(*) from sla.clock k where k.due_at < :until and not k.missed)
                   + (select count(*)
                        from promises.promise p
                       where p.due_at < :until
                         and p.ended_at is null
                         and p.state <> 'overdue')
            """)
        .param("until", until.atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .single();
  }

  private void seconds(String sql, Instant from, Timings into) {
    jdbc.sql(
            "select (extract(epoch from t.late) * 1000000000)::bigint from ("
                + sql
                + ") as t (late)")
        .param("from", from.atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .list()
        .forEach(into::add);
  }

  /// Clocks missed, steps taken and promises called overdue, beyond or short of one for each.
  private long wrong(Instant from, int clocks, int promises) {
    var counted =
        jdbc.sql(
                """
                select (select count(*) from sla.outcome o where o.recorded_at >= :from),
                       (select count(distinct o.conversation_id) from sla.outcome o where o.recorded_at >= :from),
                       (select count(*) from sla.escalation e where e.at >= :from),
                       (select count(distinct e.conversation_id) from sla.escalation e where e.at >= :from),
                       (select count(*) from promises.change h where h.at >= :from and h.what = 'overdue'),
                       (select count(distinct h.promise_id) from promises.change h where h.at >= :from and h.what = 'overdue')
                """)
            .param("from", from.atOffset(ZoneOffset.UTC))
            .query(
                (row, _) -> {
                  var all = new long[6];
                  for (int i = 0; i < all.length; i++) all[i] = row.getLong(i + 1);
                  return all;
                })
            .single();
    System.err.printf(
        Locale.ROOT,
        "%,d clocks: %,d missed, %,d steps; %,d promises: %,d overdue%n",
        clocks,
        counted[0],
        counted[2],
        promises,
        counted[4]);
    long wrong = 0;
    for (int i = 0; i < 4; i++) wrong += Math.abs(counted[i] - clocks);
    for (int i = 4; i < 6; i++) wrong += Math.abs(counted[i] - promises);
    return wrong;
  }

  /// Stops one node after the other for longer than a transaction of it may take.
  private void pause(List<Process> nodes, AtomicBoolean over) {
    try {
      for (int i = 1; !over.get(); i++) {
        var node = nodes.get(i % nodes.size());
        signal(node, "STOP");
        Thread.sleep(PAUSE);
        signal(node, "CONT");
        Thread.sleep(Duration.ofMillis(500 + random.nextInt(1_000)));
      }
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  // --- another policy

  private void policy(String base) throws Exception {
    var person = Person.signedIn(base, Fill.EMAIL, Fill.PASSWORD);
    var alone = new Timings();
    for (int i = 0; i < 100; i++) timed(person, alone);
    var beside = new Timings();
    var one = policies.all().getFirst();
    long open = stale(Long.MAX_VALUE);
    long begun = System.nanoTime();
    policies.change(admin, one.no(), one.version(), policy(Duration.ofDays(60)));
    long generation = jdbc.sql("select s.generation from sla.sweep s").query(Long.class).single();
    while (stale(generation) > 0) {
      if (System.nanoTime() - begun > PATIENCE.toNanos()) throw new IllegalStateException("No end");
      timed(person, beside);
    }
    double took = (System.nanoTime() - begun) / 1e9;
    System.err.println(alone.line("list, alone"));
    System.err.println(beside.line("list, while clocks are reckoned"));
    figure("a policy over %,d conversations".formatted(open).replace(",", " "), took, 60, "s ");
    figures.add(String.format(Locale.ROOT, "\"list alone, p95\":%.1f", alone.at(0.95)));
    figures.add(String.format(Locale.ROOT, "\"list meanwhile, p95\":%.1f", beside.at(0.95)));
  }

  private static void timed(Person person, Timings into) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    fetch(person, "/inbox/all");
    into.add(System.nanoTime() - begun);
  }

  private long stale(long generation) {
    return jdbc.sql(
            "select count(*) from sla.matter m where m.phase = 'open' and m.generation < :g")
        .param("g", generation)
        .query(Long.class)
        .single();
  }
}
