package dev.decorum.inbox;

import dev.decorum.database.Times;
import dev.decorum.inbox.ConversationQueries.Placed;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.KeyedWords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Finds conversations by what was said in them, by whom, and by number.
///
/// Words are compared as keyed digests (`inbox.word`). A conversation is found through the newest
/// of its interactions that holds all words asked for; the conversation with the newest such comes
/// first. Rare words are fetched through their index; for frequent ones interactions are read from
/// the newest on until the page is full.
@Repository
class Search {

  private static final Pattern NUMBER = Pattern.compile("#?([0-9]{1,18})");

  private final JdbcClient jdbc;
  private final KeyedWords words;
  private final ConversationQueries queries;
  private final JsonMapper json;
  private final Turns turns;
  private final Clock clock;

  Search(
      JdbcClient jdbc,
      KeyedWords words,
      ConversationQueries queries,
      JsonMapper json,
      Turns turns,
      Clock clock) {
    this.jdbc = jdbc;
    this.words = words;
    this.queries = queries;
    this.json = json;
    this.turns = turns;
    this.clock = clock;
  }

  /// Keeps the list short that each search reads through for what was written last.
  @Scheduled(fixedDelay = 15_000, initialDelay = 15_000)
  void sortInWords() {
    jdbc.sql("select inbox.sort_in_words()").query(Long.class).single();
  }

  Slice<ConversationRow> find(
      Viewer viewer, ConversationFilter filter, @Nullable Position after, int limit) {
    return turns.take(() -> found(viewer, filter, after, limit));
  }

  private Slice<ConversationRow> found(
      Viewer viewer, ConversationFilter filter, @Nullable Position after, int limit) {
    var asked = Optional.ofNullable(filter.query()).orElse("").strip();
    var wanted = words.query(asked);
    var no = number(asked);
    var first =
        after == null
            ? no.flatMap(number -> numbered(viewer, filter, number)).stream().toList()
            : List.<Placed>of();
    if (wanted.isEmpty()) return queries.placed(first, limit);

    long all = prepare();
    boolean frequent = frequent(filter.said(), wanted, all, Gathering.batchFor(limit));
    return queries.gathered(
        Gathering.of(
            first,
            after,
            limit,
            (place, size) -> said(viewer, filter, wanted, no, frequent, place, size),
            (conversations, from) -> shown(filter.said(), wanted, conversations, from)),
        limit);
  }

  /// Limits what this search may take, and sees to a plan of its own for these words: whole tables
  /// are never joined, and what is found is looked up one by one until the page is full.
  ///
  /// @return about how many interactions there are
  private long prepare() {
    return jdbc.sql(
            """
            select set_config('statement_timeout', :patience, true),
                   set_config('plan_cache_mode', 'force_custom_plan', true),
                   set_config('max_parallel_workers_per_gather', '0', true),
                   set_config('jit', 'off', true),
                   set_config('enable_hashjoin', 'off', true),
                   set_config('enable_mergejoin', 'off', true),
                   (select r.reltuples::bigint
                      from pg_catalog.pg_class r
                     where r.oid = 'inbox.word'::regclass) as rows
            """)
        .param("patience", Turns.PATIENCE.toMillis() + "ms")
        .query((row, _) -> row.getLong("rows"))
        .single();
  }

  /// Whether it is cheaper to read on from the newest interaction until enough hold the words than
  /// to fetch all that hold them. PostgreSQL's statistics know how frequent a word is.
  private boolean frequent(Said said, List<long[]> wanted, long all, int needed) {
    var statement =
        jdbc.sql(
            "explain (format json) select from inbox.word w where %s"
                .formatted(hold(wanted.size()) + said.when("w.at")));
    for (int i = 0; i < wanted.size(); i++) {
      statement = statement.param("word" + i, wanted.get(i));
    }
    statement = between(said, statement);
    var plan = statement.query((row, _) -> json.readTree(row.getString(1))).single();
    double holding = plan.path(0).path("Plan").path("Plan Rows").asDouble();
    return holding * holding > (double) needed * all;
  }

  private static Optional<Long> number(String asked) {
    var number = NUMBER.matcher(asked);
    return number.matches() ? Optional.of(Long.valueOf(number.group(1))) : Optional.empty();
  }

  private Optional<Placed> numbered(Viewer viewer, ConversationFilter filter, long no) {
    var where = where(viewer, filter);
    where.and("c.no = :no", "no", no);
    return jdbc.sql(
            "select %s from inbox.visible_to(:viewer) c where %s"
                .formatted(ConversationQueries.COLUMNS, where.sql()))
        .params(where.parameters())
        .query((row, _) -> ConversationQueries.row(row))
        .optional()
        .map(row -> new Placed(row, new Position(row.lastAt(), row.id().id())));
  }

  private Conditions where(Viewer viewer, ConversationFilter filter) {
    var where = Conditions.of(viewer, filter, clock.instant());
    if (filter.view() == View.TEAM)
      where.and("c.team_id in (select t from staff.teams_of(:viewer) t)");
    if (filter.view() == View.SENT) {
      where.and(
          """
          exists (select from inbox.interaction i
                   where i.conversation_id = c.id
                     and i.author_member = :viewer
                     and i.kind = 'message'
                     and i.direction = 'out')
          """);
    }
    return where;
  }

  /// Interactions that hold all words, the newest first, each with its conversation.
  private List<Placed> said(
      Viewer viewer,
      ConversationFilter filter,
      List<long[]> wanted,
      Optional<Long> no,
      boolean frequent,
      @Nullable Position after,
      int limit) {
    var where = where(viewer, filter);
    no.ifPresent(number -> where.and("c.no <> :no", "no", number));
    for (int i = 0; i < wanted.size(); i++) where.parameter("word" + i, wanted.get(i));
    var words = hold(wanted.size()) + filter.said().when("w.at");
    where.parameter(filter.said());
    if (after != null) {
      words += " and (w.at, w.interaction_id) < (:placeAt::timestamptz, :placeId)";
      where.parameter("placeAt", after.text());
      where.parameter("placeId", after.id());
    }
    // Sorted for itself, so that conversations are looked up only until the page is full.
    var gathered =
        """
        (select w.interaction_id, w.conversation_id, w.at
           from inbox.word w
          where %s
          order by w.at desc, w.interaction_id desc)
        """
            .formatted(words);
    return jdbc.sql(
            """
            select %s, w.at as found_at, w.interaction_id as found_id
              from %s w
              join inbox.visible_to(:viewer) c on c.id = w.conversation_id
             where %s
               and %s
             order by w.at desc, w.interaction_id desc
             limit %d
            """
                .formatted(
                    ConversationQueries.COLUMNS,
                    frequent ? "inbox.word" : gathered,
                    frequent ? words : "true",
                    where.sql(),
                    limit))
        .params(where.parameters())
        .query((row, _) -> placed(row))
        .list();
  }

  private static Placed placed(ResultSet row) throws SQLException {
    return new Placed(
        ConversationQueries.row(row),
        new Position(Times.read(row, "found_at"), row.getObject("found_id", UUID.class)));
  }

  /// Those of the conversations that the pages before have shown, for a newer interaction.
  private Set<UUID> shown(Said said, List<long[]> wanted, UUID[] conversations, Position after) {
    var statement =
        jdbc.sql(
                """
                select distinct w.conversation_id
                  from inbox.word w
                 where w.conversation_id = any(:conversations)
                   and (w.at, w.interaction_id) >= (:placeAt::timestamptz, :placeId)
                   and %s
                """
                    .formatted(hold(wanted.size()) + said.when("w.at")))
            .param("conversations", conversations)
            .param("placeAt", after.text())
            .param("placeId", after.id());
    for (int i = 0; i < wanted.size(); i++) {
      statement = statement.param("word" + i, wanted.get(i));
    }
    statement = between(said, statement);
    return Set.copyOf(statement.query((row, _) -> row.getObject(1, UUID.class)).list());
  }

  static JdbcClient.StatementSpec between(Said said, JdbcClient.StatementSpec statement) {
    if (said.from() != null) statement = statement.param("saidFrom", Times.bound(said.from()));
    if (said.before() != null) {
      statement = statement.param("saidBefore", Times.bound(said.before()));
    }
    return statement;
  }

  private static String hold(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "w.words && :word" + i)
        .collect(Collectors.joining(" and "));
  }
}
