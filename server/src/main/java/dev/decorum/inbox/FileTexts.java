package dev.decorum.inbox;

import dev.decorum.database.Pending;
import dev.decorum.database.Times;
import dev.decorum.files.FileId;
import dev.decorum.files.FileInfo;
import dev.decorum.files.Files;
import dev.decorum.files.SmallFile;
import dev.decorum.files.TextReader;
import dev.decorum.vault.KeyDestroyed;
import dev.decorum.vault.KeyedWords;
import dev.decorum.vault.SealBroken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Reads files that came with a message and keeps the words of their text, keyed: the text itself
/// is kept nowhere. One file at a time on each node; a node that stops in the middle leaves it to
/// another.
///
/// Several files are taken up and fetched together. One that was taken up before and not finished
/// may have brought its node down, and is taken up alone.
@Component
@Profile("!command")
class FileTexts {

  private static final Logger log = LoggerFactory.getLogger(FileTexts.class);

  private static final Duration CLAIM = Duration.ofMinutes(5);
  private static final int MOST_WORDS = 20_000;
  private static final int AT_ONCE = 8;

  /// A file of up to this size is fetched together with others.
  private static final int SMALL = 256 * 1024;

  private final JdbcClient jdbc;
  private final Pending pending;
  private final Files files;
  private final TextReader reader;
  private final KeyedWords words;
  private final TransactionTemplate transaction;
  private final Clock clock;

  FileTexts(
      JdbcClient jdbc,
      Pending pending,
      Files files,
      TextReader reader,
      KeyedWords words,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.jdbc = jdbc;
    this.pending = pending;
    this.files = files;
    this.reader = reader;
    this.words = words;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  private record Waiting(UUID interaction, FileId file) {}

  @Scheduled(fixedDelayString = "PT3S", initialDelayString = "PT10S")
  void read() {
    while (readNext()) {}
  }

  /// @return false when no file waits
  boolean readNext() {
    List<Waiting> claimed = claim("f.tries = 0", AT_ONCE);
    if (claimed.isEmpty()) {
      claimed = claim("true", 1);
    }
    if (claimed.isEmpty()) {
      return false;
    }
    keep(claimed, found(claimed.stream().map(Waiting::file).toList()));
    return true;
  }

  private List<Waiting> claim(String which, int most) {
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
                       and %s
                     order by f.at
                     limit %d
                       for update skip locked) as next
             where w.interaction_id = next.interaction_id
               and w.file_id = next.file_id
            returning w.interaction_id, w.file_id
            """
                .formatted(which, most))
        .param("now", Times.bound(now))
        .param("until", Times.bound(now.plus(CLAIM)))
        .query(
            (row, _) ->
                new Waiting(
                    row.getObject("interaction_id", UUID.class),
                    new FileId(row.getObject("file_id", UUID.class))))
        .list();
  }

  /// The commit need not reach the disk: without it the files are read once more.
  private void keep(List<Waiting> claimed, Map<FileId, long[]> found) {
    transaction.executeWithoutResult(
        _ -> {
          pending.sql("select set_config('synchronous_commit', 'off', true)").add();
          for (Waiting one : claimed) {
            long[] said = found.get(one.file());
            pending
                .sql(
                    """
                    update inbox.file_word
                       set state = :state, claimed_until = null,
                           words = (select coalesce(array_agg(distinct w), '{}')
                                      from unnest(name_words || cast(:words as bigint[])) w)
                     where interaction_id = :interaction
                       and file_id = :file
                    """)
                .param("state", said == null ? "unread" : "read")
                .param("words", said == null ? new long[0] : said)
                .param("interaction", one.interaction())
                .param("file", one.file().id())
                .add();
          }
        });
  }

  /// The words of those that can be read.
  private Map<FileId, long[]> found(List<FileId> wanted) {
    var found = new HashMap<FileId, long[]>();
    List<FileInfo> readable =
        described(wanted).values().stream()
            .filter(info -> info.size() <= TextReader.LARGEST)
            .filter(info -> TextReader.reads(info.name()))
            .toList();
    Map<FileId, SmallFile> small = files.small(readable.stream().map(FileInfo::id).toList(), SMALL);
    for (FileInfo info : readable) {
      SmallFile fetched = small.get(info.id());
      try (var content =
          fetched == null ? files.open(info.id()) : new ByteArrayInputStream(fetched.content())) {
        reader
            .read(info.name(), content)
            .map(words::index)
            .map(all -> all.length <= MOST_WORDS ? all : Arrays.copyOf(all, MOST_WORDS))
            .ifPresent(all -> found.put(info.id(), all));
      } catch (IOException | RuntimeException e) {
        log.warn(
            "The text of file {} could not be read: {}",
            info.id().id(),
            e.getClass().getSimpleName());
      }
    }
    return found;
  }

  /// Of a file whose key was destroyed meanwhile nothing can be told, and the others are told of by
  /// themselves.
  private Map<FileId, FileInfo> described(List<FileId> wanted) {
    try {
      return files.describe(wanted);
    } catch (KeyDestroyed | SealBroken e) {
      if (wanted.size() == 1) {
        return Map.of();
      }
      var found = new HashMap<FileId, FileInfo>();
      wanted.forEach(file -> found.putAll(described(List.of(file))));
      return found;
    }
  }
}
