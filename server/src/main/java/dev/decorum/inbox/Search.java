package dev.decorum.inbox;

import dev.decorum.staff.Viewer;
import dev.decorum.vault.KeyedWords;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Finds conversations by what was said in them, by whom, and by number.
///
/// Words are compared as keyed digests (`inbox.word`). A conversation is found through the newest
/// of its interactions that holds all words asked for; the conversation with the newest such comes
/// first. PostgreSQL knows how often each digest occurs: it fetches rare words through their index
/// and reads on from the newest interaction for frequent ones.
@Repository
class Search {

  private static final int AT_ONCE = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Pattern NUMBER = Pattern.compile("#?([0-9]{1,18})");
  private static final String CANCELLED = "57014";

  private final JdbcClient jdbc;
  private final KeyedWords words;
  private final ConversationQueries queries;

  /// However many search at once, most connections stay free for everything else.
  private final Semaphore turns = new Semaphore(AT_ONCE);

  Search(JdbcClient jdbc, KeyedWords words, ConversationQueries queries) {
    this.jdbc = jdbc;
    this.words = words;
    this.queries = queries;
  }

  Slice<ConversationRow> find(
      Viewer viewer, ConversationFilter filter, @Nullable Position after, int limit) {
    try {
      if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) throw new SearchBusy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SearchBusy();
    }
    try {
      return found(viewer, filter, after, limit);
    } catch (DataAccessException e) {
      if (e.getMostSpecificCause() instanceof SQLException cause
          && CANCELLED.equals(cause.getSQLState())) {
        throw new SearchBusy();
      }
      throw e;
    } finally {
      turns.release();
    }
  }

  private Slice<ConversationRow> found(
      Viewer viewer, ConversationFilter filter, @Nullable Position after, int limit) {
    var asked = Optional.ofNullable(filter.query()).orElse("").strip();
    var wanted = words.query(asked);
    var numbered =
        after == null
            ? number(asked).flatMap(no -> numbered(viewer, filter, no))
            : Optional.<ConversationQueries.Placed>empty();
    if (wanted.isEmpty()) return queries.placed(numbered.stream().toList(), limit);

    // Plans differ by how frequent a word is, so none is kept for all words.
    jdbc.sql(
            """
            select set_config('statement_timeout', :patience, true),
                   set_config('plan_cache_mode', 'force_custom_plan', true)
            """)
        .param("patience", PATIENCE.toMillis() + "ms")
        .query((row, _) -> row.getString(1))
        .list();
    var rows = new ArrayList<ConversationQueries.Placed>();
    numbered.ifPresent(rows::add);
    said(viewer, filter, wanted, after, limit).stream()
        .filter(row -> numbered.isEmpty() || !numbered.get().row().id().equals(row.row().id()))
        .forEach(rows::add);
    return queries.placed(rows, limit);
  }

  private static Optional<Long> number(String asked) {
    var number = NUMBER.matcher(asked);
    return number.matches() ? Optional.of(Long.valueOf(number.group(1))) : Optional.empty();
  }

  private Optional<ConversationQueries.Placed> numbered(
      Viewer viewer, ConversationFilter filter, long no) {
    var where = Conditions.of(viewer, filter, Set.of());
    where.and("c.no = :no", "no", no);
    return jdbc.sql(
            "select %s from inbox.visible_to(:viewer) c where %s"
                .formatted(ConversationQueries.COLUMNS, where.sql()))
        .params(where.parameters())
        .query((row, _) -> ConversationQueries.row(row))
        .optional()
        .map(row -> new ConversationQueries.Placed(row, new Position(row.lastAt(), row.id().id())));
  }

  private List<ConversationQueries.Placed> said(
      Viewer viewer,
      ConversationFilter filter,
      List<long[]> wanted,
      @Nullable Position after,
      int limit) {
    var where = Conditions.of(viewer, filter, queries.teams(viewer));
    if (filter.view() == View.TEAM) where.and("c.team_id = any(:teams)");
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
    for (int i = 0; i < wanted.size(); i++) where.parameter("word" + i, wanted.get(i));
    if (after != null) {
      where.and("(w.at, w.interaction_id) < (:placeAt::timestamptz, :placeId)");
      where.parameter("placeAt", after.text());
      where.parameter("placeId", after.id());
    }
    where.parameter("limit", limit + 1);
    return jdbc.sql(
            """
            select %s, w.at as found_at, w.interaction_id as found_id
              from inbox.word w
              join inbox.visible_to(:viewer) c on c.id = w.conversation_id
             where %s
               and %s
               and not exists (
                     select from inbox.word later
                      where later.conversation_id = w.conversation_id
                        and (later.at, later.interaction_id) > (w.at, w.interaction_id)
                        and %s)
             order by w.at desc, w.interaction_id desc
             limit :limit
            """
                .formatted(
                    ConversationQueries.COLUMNS,
                    holds("w", wanted.size()),
                    where.sql(),
                    holds("later", wanted.size())))
        .params(where.parameters())
        .query(
            (row, _) ->
                new ConversationQueries.Placed(
                    ConversationQueries.row(row),
                    new Position(
                        Times.read(row, "found_at"), row.getObject("found_id", UUID.class))))
        .list();
  }

  private static String holds(String alias, int count) {
    var all = new ArrayList<String>();
    for (int i = 0; i < count; i++) all.add(alias + ".words && :word" + i);
    return String.join(" and ", all);
  }
}
