package dev.decorum.practice;

import dev.decorum.coach.Guidelines;
import dev.decorum.conduct.Context;
import dev.decorum.conduct.Finding;
import dev.decorum.conduct.Review;
import dev.decorum.conduct.Score;
import dev.decorum.conduct.Score.Dimension;
import dev.decorum.practice.Run.Marks;
import dev.decorum.practice.Run.Turn;
import dev.decorum.practice.Scenario.Result;
import dev.decorum.practice.Scenario.Scene;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Members practise with simulated clients.
///
/// A run is its member's alone: nobody else can open or count it, and neither it nor a look at it
/// is written into the audit log. What was written is kept sealed for the member to look back at,
/// and let go of after a day; marks and what was found stay until the member takes the run out.
@Service
@Transactional
public class Practice {

  public static final int LONGEST_REPLY = 5_000;

  static final Duration WORDS_KEPT = Duration.ofDays(1);

  /// The language of the scenarios.
  static final Locale LOCALE = Locale.UK;

  private static final String WORDS = "practice.turn.words";
  private static final int SHOWN = 100;

  /// The marks of a turn, in the order of the guidelines' dimensions.
  private static final List<String> COLUMNS =
      Arrays.stream(Dimension.values()).map(Practice::column).toList();

  private final JdbcClient jdbc;
  private final Guidelines guidelines;
  private final Vault vault;
  private final Clock clock;
  private final Scenarios scenarios = Scenarios.shipped();

  Practice(JdbcClient jdbc, Guidelines guidelines, Vault vault, Clock clock) {
    this.jdbc = jdbc;
    this.guidelines = guidelines;
    this.vault = vault;
    this.clock = clock;
  }

  /// Those one can practise with.
  @Transactional(readOnly = true)
  public List<Scenario> scenarios() {
    return scenarios.all();
  }

  /// @return the number of the run
  /// @throws RunNotFound when there is no such scenario
  public long begin(Viewer viewer, String scenarioId) {
    var scenario = scenarios.find(scenarioId).orElseThrow(RunNotFound::new);
    return jdbc.sql(
            """
            insert into practice.run (id, member_id, scenario, version, place, begun_at, touched_at)
            values (:id, :member, :scenario, :version, :place, :now, :now)
            returning no
            """)
        .param("id", RowIds.next())
        .param("member", viewer.id().id())
        .param("scenario", scenario.id())
        .param("version", scenario.version())
        .param("place", scenario.first().name())
        .param("now", now())
        .query(Long.class)
        .single();
  }

  /// @throws RunNotFound
  @Transactional(readOnly = true)
  public Run run(Viewer viewer, long no) {
    var row = row(viewer, no, "").orElseThrow(RunNotFound::new);
    return new Run(
        row.no(),
        row.scenario(),
        turns(row),
        row.scenario().scenes().get(row.place()),
        row.scenario().ending(row.place()),
        row.begunAt());
  }

  /// Replies to what the client said last. A reply to what was answered before is passed over, so
  /// that a form that is sent twice does no harm.
  ///
  /// @param scene the name of the scene that it answers
  /// @throws RunNotFound
  /// @throws ReplyRefused
  public void reply(Viewer viewer, long no, String scene, String words) {
    if (words.isBlank()) throw new ReplyRefused("practice.reply.empty");
    if (words.length() > LONGEST_REPLY) throw new ReplyRefused("practice.reply.long");
    var row = row(viewer, no, "for update").orElseThrow(RunNotFound::new);
    var said = row.scenario().scenes().get(row.place());
    if (said == null || !said.name().equals(scene)) return;
    var review = review(viewer, row.scenario(), said, words);
    var reply = Heard.of(words, review);
    int branch = said.taken(reply);
    keep(row, said, branch, words, reply, review);
    var next = said.branches().get(branch).next();
    var ending = row.scenario().ending(next);
    jdbc.sql(
            """
            update practice.run
               set place = :place, touched_at = :now, ended_at = :ended, result = :result
             where id = :id
            """)
        .param("id", row.id())
        .param("place", next)
        .param("now", now())
        .param("ended", ending == null ? null : now())
        .param("result", ending == null ? null : ending.result().word())
        .update();
  }

  private Review review(Viewer viewer, Scenario scenario, Scene said, String words) {
    var now = clock.instant().atZone(viewer.zone());
    return guidelines.in(LOCALE).review(words, context(scenario, said, viewer.name(), now));
  }

  /// What is known around a reply.
  static Context context(Scenario scenario, Scene said, String writer, ZonedDateTime now) {
    return Context.sentAt(now)
        .in(LOCALE)
        .answering(said.says())
        .between(writer, scenario.client())
        .by(scenario.channel())
        .keeping(scenario.otherClients(), scenario.internalNotes());
  }

  private void keep(Row row, Scene said, int branch, String words, Heard reply, Review review) {
    var id = RowIds.next();
    var statement =
        jdbc.sql(
                """
                insert into practice.turn (
                  id, run_id, nth, scene, branch, signs, found, words, overall, %s)
                select :id, :run, count(*), :scene, :branch, :signs, :found, :words, :overall, %s
                  from practice.turn t
                 where t.run_id = :run
                """
                    .formatted(
                        String.join(", ", COLUMNS),
                        COLUMNS.stream().map(":"::concat).collect(Collectors.joining(", "))))
            .param("id", id)
            .param("run", row.id())
            .param("scene", said.name())
            .param("branch", branch)
            .param("signs", reply.signs().stream().map(Sign::word).sorted().toArray(String[]::new))
            .param(
                "found",
                review.findings().stream().map(Finding::category).distinct().toArray(String[]::new))
            .param("words", vault.seal(vault.systemKey(), WORDS, id, words.strip()))
            .param("overall", review.score().overall());
    for (var dimension : Dimension.values()) {
      statement = statement.param(column(dimension), mark(review.score(), dimension));
    }
    statement.update();
  }

  private static int mark(Score score, Dimension dimension) {
    return score.dimensions().getOrDefault(dimension, 100);
  }

  private static String column(Dimension dimension) {
    return dimension.name().toLowerCase(Locale.ROOT);
  }

  /// Lets go of what was written in a run; the rest of it stays.
  ///
  /// @throws RunNotFound
  public void forgetWords(Viewer viewer, long no) {
    var row = row(viewer, no, "for update").orElseThrow(RunNotFound::new);
    jdbc.sql("update practice.turn set words = null where run_id = :run")
        .param("run", row.id())
        .update();
  }

  /// Takes a run out, with all that is known of it.
  ///
  /// @throws RunNotFound
  public void remove(Viewer viewer, long no) {
    int removed =
        jdbc.sql("delete from practice.run where no = :no and member_id = :member")
            .param("no", no)
            .param("member", viewer.id().id())
            .update();
    if (removed == 0) throw new RunNotFound();
  }

  /// The last runs of a member that have ended, the newest first.
  @Transactional(readOnly = true)
  public List<PastRun> past(Viewer viewer) {
    return jdbc.sql(
            """
            select r.no, r.scenario, r.version, r.ended_at, r.result,
                   round(avg(t.overall))::integer as overall, %s
              from practice.run r
              join practice.turn t on t.run_id = r.id
             where r.member_id = :member
               and r.ended_at is not null
             group by r.id
             order by r.ended_at desc, r.no desc
             limit :most
            """
                .formatted(
                    COLUMNS.stream()
                        .map(column -> "round(avg(t.%1$s))::integer as %1$s".formatted(column))
                        .collect(Collectors.joining(", "))))
        .param("member", viewer.id().id())
        .param("most", SHOWN)
        .query((row, _) -> past(row))
        .list();
  }

  private PastRun past(ResultSet row) throws SQLException {
    return new PastRun(
        row.getLong("no"),
        scenarios.find(row.getString("scenario"), row.getInt("version")).orElse(null),
        row.getObject("ended_at", OffsetDateTime.class).toInstant(),
        Result.of(row.getString("result")),
        marks(row));
  }

  /// A run whose end the member has not come to.
  public record Unfinished(long no, Scenario scenario) {}

  /// The newest one.
  @Transactional(readOnly = true)
  public Optional<Unfinished> unfinished(Viewer viewer) {
    return jdbc.sql(
            """
            select r.id, r.no, r.scenario, r.version, r.place, r.begun_at
              from practice.run r
             where r.member_id = :member
               and r.ended_at is null
             order by r.no desc
             limit 1
            """)
        .param("member", viewer.id().id())
        .query((row, _) -> Optional.ofNullable(row(row)))
        .optional()
        .flatMap(found -> found)
        .map(row -> new Unfinished(row.no(), row.scenario()));
  }

  /// Lets go of what was written in runs that nobody has touched for a day, and of those that were
  /// left before their end.
  void letGo() {
    var before = now().minus(WORDS_KEPT);
    jdbc.sql("delete from practice.run where ended_at is null and touched_at < :before")
        .param("before", before)
        .update();
    jdbc.sql(
            """
            update practice.turn t
               set words = null
              from practice.run r
             where r.id = t.run_id
               and t.words is not null
               and r.touched_at < :before
            """)
        .param("before", before)
        .update();
  }

  /// @param place the name of a scene or of an ending
  private record Row(UUID id, long no, Scenario scenario, String place, Instant begunAt) {}

  /// @param lock `for update` where it is to be changed
  private Optional<Row> row(Viewer viewer, long no, String lock) {
    return jdbc.sql(
            """
            select r.id, r.no, r.scenario, r.version, r.place, r.begun_at
              from practice.run r
             where r.no = :no
               and r.member_id = :member
            """
                + lock)
        .param("no", no)
        .param("member", viewer.id().id())
        .query((row, _) -> Optional.ofNullable(row(row)))
        .optional()
        .flatMap(found -> found);
  }

  private @Nullable Row row(ResultSet row) throws SQLException {
    var scenario = scenarios.find(row.getString("scenario"), row.getInt("version")).orElse(null);
    return scenario == null
        ? null
        : new Row(
            row.getObject("id", UUID.class),
            row.getLong("no"),
            scenario,
            row.getString("place"),
            row.getObject("begun_at", OffsetDateTime.class).toInstant());
  }

  private List<Turn> turns(Row run) {
    return jdbc.sql(
            """
            select t.id, t.scene, t.branch, t.signs, t.found, t.words, t.overall, %s
              from practice.turn t
             where t.run_id = :run
             order by t.nth
            """
                .formatted("t." + String.join(", t.", COLUMNS)))
        .param("run", run.id())
        .query((row, _) -> turn(run, row))
        .list();
  }

  private Turn turn(Row run, ResultSet row) throws SQLException {
    var scene = run.scenario().scenes().get(row.getString("scene"));
    if (scene == null) throw new IllegalStateException("A version of a scenario was changed");
    return new Turn(
        scene,
        scene.branches().get(row.getInt("branch")),
        Stream.of((String[]) row.getArray("signs").getArray())
            .map(word -> Sign.valueOf(word.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toUnmodifiableSet()),
        List.of((String[]) row.getArray("found").getArray()),
        marks(row),
        vault.openTextNullable(row.getBytes("words"), WORDS, row.getObject("id", UUID.class)));
  }

  private static Marks marks(ResultSet row) throws SQLException {
    var marks = new EnumMap<Dimension, Integer>(Dimension.class);
    for (var dimension : Dimension.values()) marks.put(dimension, row.getInt(column(dimension)));
    return new Marks(row.getInt("overall"), marks);
  }

  private OffsetDateTime now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
