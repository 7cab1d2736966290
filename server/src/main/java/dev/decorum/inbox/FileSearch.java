package dev.decorum.inbox;

import dev.decorum.database.Times;
import dev.decorum.files.FileId;
import dev.decorum.files.FileInfo;
import dev.decorum.files.Files;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.KeyedWords;
import dev.decorum.web.Cursor;
import dev.decorum.web.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Finds files of conversations by the words of their names and of their text.
@Service
@Transactional(readOnly = true)
public class FileSearch {

  private final JdbcClient jdbc;
  private final KeyedWords words;
  private final ConversationQueries queries;
  private final Files files;
  private final Turns turns;

  FileSearch(
      JdbcClient jdbc, KeyedWords words, ConversationQueries queries, Files files, Turns turns) {
    this.jdbc = jdbc;
    this.words = words;
    this.queries = queries;
    this.files = files;
    this.turns = turns;
  }

  private record Found(
      FileId file,
      Instant at,
      InteractionId interaction,
      boolean named,
      ConversationQueries.Row conversation) {

    static Found of(ResultSet row) throws SQLException {
      return new Found(
          new FileId(row.getObject("file_id", UUID.class)),
          Times.read(row, "found_at"),
          new InteractionId(row.getObject("interaction_id", UUID.class)),
          row.getBoolean("named"),
          ConversationQueries.row(row));
    }
  }

  /// The newest first.
  ///
  /// @param cursor where the page before ended; null: from the newest on
  /// @throws SearchBusy when there is no answer in time
  public Page<FileHit> find(
      Viewer viewer, String query, Said said, @Nullable Cursor cursor, int limit) {
    List<long[]> wanted = words.query(query.strip());
    if (wanted.isEmpty()) {
      return new Page<>(List.of(), null);
    }
    return turns.take(() -> found(viewer, wanted, said, cursor, limit));
  }

  private Page<FileHit> found(
      Viewer viewer, List<long[]> wanted, Said said, @Nullable Cursor cursor, int limit) {
    jdbc.sql("select set_config('statement_timeout', :patience, true)")
        .param("patience", Turns.PATIENCE.toMillis() + "ms")
        .query(String.class)
        .single();
    var statement =
        jdbc.sql(
                """
                select %s, f.file_id, f.at as found_at, f.interaction_id, (%s) as named
                  from inbox.file_word f
                  join inbox.interaction i on i.id = f.interaction_id
                  join inbox.visible_to(:viewer) c on c.id = i.conversation_id
                 where %s
                   and c.deleted_at is null
                   %s%s
                 order by f.at desc, f.file_id desc
                 limit :limit
                """
                    .formatted(
                        ConversationQueries.COLUMNS,
                        each(wanted, "f.name_words && :word%d"),
                        each(wanted, "f.words && :word%d"),
                        (said.channel() == null ? "" : "and c.channel = :channel")
                            + said.when("f.at"),
                        cursor == null ? "" : " and (f.at, f.file_id) < (:at, :file)"))
            .param("viewer", viewer.id().id())
            .param("limit", limit + 1);
    for (int i = 0; i < wanted.size(); i++) {
      statement = statement.param("word" + i, wanted.get(i));
    }
    statement = Search.between(said, statement);
    if (said.channel() != null) statement = statement.param("channel", said.channel().word());
    if (cursor != null) {
      statement =
          statement.param("at", Times.bound(cursor.instant(0))).param("file", cursor.uuid(1));
    }
    Page<Found> page =
        Page.of(
            statement.query((row, _) -> Found.of(row)).list(),
            limit,
            last -> Cursor.of(last.at(), last.file().id()));
    return new Page<>(hits(page.items()), page.next());
  }

  private List<FileHit> hits(List<Found> found) {
    Map<FileId, FileInfo> infos = files.describe(found.stream().map(Found::file).toList());
    List<ConversationRow> rows = queries.open(found.stream().map(Found::conversation).toList());
    var hits = new ArrayList<FileHit>();
    for (int i = 0; i < found.size(); i++) {
      Found one = found.get(i);
      FileInfo info = infos.get(one.file());
      if (info != null) {
        hits.add(new FileHit(info, one.at(), one.interaction(), rows.get(i), !one.named()));
      }
    }
    return hits;
  }

  private static String each(List<long[]> wanted, String condition) {
    return IntStream.range(0, wanted.size())
        .mapToObj(condition::formatted)
        .collect(Collectors.joining(" and "));
  }
}
