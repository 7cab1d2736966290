package dev.decorum.inbox;

import dev.decorum.files.FileId;
import dev.decorum.files.Files;
import dev.decorum.files.TextReader;
import dev.decorum.vault.KeyedWords;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Reads files that came with a message and keeps the words of their text, keyed: the text itself
/// is kept nowhere. One file at a time on each node; a node that stops in the middle leaves it to
/// another.
@Component
@Profile("!command")
class FileTexts {

  private static final Logger log = LoggerFactory.getLogger(FileTexts.class);

  private static final Duration CLAIM = Duration.ofMinutes(2);
  private static final int MOST_WORDS = 20_000;

  private final JdbcClient jdbc;
  private final Files files;
  private final TextReader reader;
  private final KeyedWords words;
  private final Clock clock;

  FileTexts(JdbcClient jdbc, Files files, TextReader reader, KeyedWords words, Clock clock) {
    this.jdbc = jdbc;
    this.files = files;
    this.reader = reader;
    this.words = words;
    this.clock = clock;
  }

  private record Waiting(UUID interaction, UUID file) {}

  @Scheduled(fixedDelayString = "PT3S", initialDelayString = "PT10S")
  void read() {
    while (readNext()) {}
  }

  /// @return false when no file waits
  boolean readNext() {
    Waiting next = claim().orElse(null);
    if (next == null) {
      return false;
    }
    long[] found = found(new FileId(next.file()));
    jdbc.sql(
            """
            update inbox.file_word
               set state = :state, claimed_until = null,
                   words = (select coalesce(array_agg(distinct w), '{}')
                              from unnest(name_words || cast(:words as bigint[])) w)
             where interaction_id = :interaction
               and file_id = :file
            """)
        .param("state", found == null ? "unread" : "read")
        .param("words", found == null ? new long[0] : found)
        .param("interaction", next.interaction())
        .param("file", next.file())
        .update();
    return true;
  }

  private Optional<Waiting> claim() {
    var now = Times.now(clock);
    return jdbc.sql(
            """
            update inbox.file_word w
               set claimed_until = :until, tries = w.tries + 1,
                   state = case when w.tries >= 2 then 'unread' else w.state end
              from (select f.interaction_id, f.file_id
                      from inbox.file_word f
                     where f.state = 'waiting'
                       and (f.claimed_until is null or f.claimed_until < :now)
                     order by f.at
                     limit 1
                       for update skip locked) as next
             where w.interaction_id = next.interaction_id
               and w.file_id = next.file_id
            returning w.interaction_id, w.file_id
            """)
        .param("now", Times.bound(now))
        .param("until", Times.bound(now.plus(CLAIM)))
        .query(
            (row, _) ->
                new Waiting(
                    row.getObject("interaction_id", UUID.class),
                    row.getObject("file_id", UUID.class)))
        .optional();
  }

  /// Null: it cannot be read.
  private long @Nullable [] found(FileId file) {
    var info = files.describe(List.of(file)).get(file);
    if (info == null || info.size() > TextReader.LARGEST || !TextReader.reads(info.name())) {
      return null;
    }
    try (var content = files.open(file)) {
      return reader
          .read(info.name(), content)
          .map(words::index)
          .map(all -> all.length <= MOST_WORDS ? all : Arrays.copyOf(all, MOST_WORDS))
          .orElse(null);
    } catch (IOException | RuntimeException e) {
      log.warn(
          "The text of file {} could not be read: {}", file.id(), e.getClass().getSimpleName());
      return null;
    }
  }
}
