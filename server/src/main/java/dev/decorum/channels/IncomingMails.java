package dev.decorum.channels;

import static java.util.Comparator.comparing;

import dev.decorum.database.Pending;
import dev.decorum.files.FileId;
import dev.decorum.files.SmallFile;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.MailboxId;
import dev.decorum.vault.IntakeKeyUse;
import dev.decorum.vault.KeyId;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The rows of mails that came in.
@Repository
class IncomingMails implements IntakeKeyUse {

  private static final String ENVELOPE = "channels.incoming.envelope";
  private static final String HEADING = "channels.incoming.heading";

  /// While a worker is at a mail; longer than a mail of common size may take.
  private static final Duration TAKEN = Duration.ofSeconds(30);

  private final JdbcClient jdbc;
  private final Pending pending;
  private final Vault vault;
  private final JsonMapper json;

  IncomingMails(JdbcClient jdbc, Pending pending, Vault vault, JsonMapper json) {
    this.jdbc = jdbc;
    this.pending = pending;
    this.vault = vault;
    this.json = json;
  }

  /// A mail that was acknowledged.
  ///
  /// @param key what of it is sealed with
  /// @param heading of a held one
  /// @param content what its raw file holds, where that was read at once
  record Incoming(
      UUID id,
      MailboxId mailbox,
      MailEnvelope envelope,
      FileId raw,
      Instant receivedAt,
      boolean archived,
      State state,
      @Nullable String reason,
      @Nullable ConversationId conversation,
      KeyId key,
      @Nullable Heading heading,
      @Nullable SmallFile content) {

    Incoming with(@Nullable SmallFile read) {
      return new Incoming(
          id,
          mailbox,
          envelope,
          raw,
          receivedAt,
          archived,
          state,
          reason,
          conversation,
          key,
          heading,
          read);
    }
  }

  /// What the list of held mails shows of one.
  record Heading(String author, String subject) {

    @Override
    public String toString() {
      return "Heading";
    }
  }

  enum State {
    NEW,
    DONE,
    HELD,
    FAILED,
    DISCARDED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /// A mail that a worker has taken up.
  ///
  /// @param starts how often one did, this time included: it tells this time from later ones, so
  ///   that a worker that comes back late changes nothing about a mail that another has taken up
  ///   since
  record Taken(UUID id, int starts, int failures) {}

  /// The row of the same mail, however it came.
  Optional<UUID> known(MailboxId mailbox, byte[] digest) {
    return jdbc.sql(
            """
            select id
              from channels.incoming
             where mailbox_id = :mailbox
               and digest = :digest
            """)
        .param("mailbox", mailbox.id())
        .param("digest", digest)
        .query(UUID.class)
        .optional();
  }

  /// @param received when our server got it, or the one it was fetched from
  /// @param archived whether it asks for nothing
  /// @return its id; empty when the same mail came in the same moment by another way
  Optional<UUID> add(
      MailboxId mailbox,
      byte[] digest,
      KeyId key,
      MailEnvelope envelope,
      FileId raw,
      Instant received,
      boolean archived) {
    var id = RowIds.next();
    int rows =
        jdbc.sql(
                """
                insert into channels.incoming
                  (id, mailbox_id, key_id, digest, envelope, raw_file, received_at, archived, state,
                   next_attempt_at)
                values
                  (:id, :mailbox, :key, :digest, :envelope, :raw, :received, :archived, 'new',
                   now())
                on conflict (mailbox_id, digest) do nothing
                """)
            .param("id", id)
            .param("mailbox", mailbox.id())
            .param("key", key.id())
            .param("digest", digest)
            .param("envelope", vault.seal(key, ENVELOPE, id, json.writeValueAsBytes(envelope)))
            .param("raw", raw.id())
            .param("received", Timestamps.of(received))
            .param("archived", archived)
            .update();
    return rows == 1 ? Optional.of(id) : Optional.empty();
  }

  /// Takes up mails that are due, those that came first. What is taken up and neither finished nor
  /// failed within thirty seconds, since its node died, is due again.
  ///
  /// The commit need not reach the disk: without it a mail is only taken up once more.
  List<Taken> take(int most) {
    return jdbc
        .sql(
            """
            update channels.incoming
               set starts = starts + 1,
                   next_attempt_at = now() + make_interval(secs => :taken)
             where id in (
                   select id
                     from channels.incoming
                    where state = 'new'
                      and next_attempt_at <= now()
                    order by next_attempt_at
                    limit :most
                      for update skip locked)
            returning id, starts, failures, set_config('synchronous_commit', 'off', true)
            """)
        .param("taken", (double) TAKEN.toSeconds())
        .param("most", most)
        .query(
            (row, _) ->
                new Taken(
                    row.getObject("id", UUID.class), row.getInt("starts"), row.getInt("failures")))
        .list()
        .stream()
        .sorted(comparing(Taken::id))
        .toList();
  }

  /// Gives back what was taken up and not begun.
  void putBack(Taken taken) {
    jdbc.sql(
            """
            update channels.incoming
               set starts = starts - 1,
                   next_attempt_at = now() + interval '1 second'
             where id = :id
               and state = 'new'
               and starts = :starts
            """)
        .param("id", taken.id())
        .param("starts", taken.starts())
        .update();
  }

  /// Keeps what was taken up for longer.
  void keep(Taken taken, Duration time) {
    jdbc.sql(
            """
            update channels.incoming
               set next_attempt_at = now() + make_interval(secs => :time)
             where id = :id
               and state = 'new'
               and starts = :starts
            """)
        .param("id", taken.id())
        .param("starts", taken.starts())
        .param("time", (double) time.toSeconds())
        .update();
  }

  /// All of these with one statement.
  List<Incoming> find(Collection<UUID> ids) {
    return jdbc.sql(
            """
            select id, mailbox_id, envelope, raw_file, received_at, archived, state, reason,
                   conversation_id, key_id, heading
              from channels.incoming
             where id = any(:ids)
            """)
        .param("ids", ids.toArray(UUID[]::new))
        .query((row, _) -> incoming(row))
        .list();
  }

  /// Locks a new mail for this transaction alone, no statement of which may take longer than
  /// `limit`.
  ///
  /// The commit need not reach the disk: without it the mail is still new and is filed again, and
  /// whatever anybody commits who has seen the message takes this one to the disk as well.
  ///
  /// @return false when another is at it or it is not new any more
  boolean lockToFile(UUID id, Duration limit) {
    return jdbc.sql(
            """
            select set_config('synchronous_commit', 'off', true),
                   set_config('statement_timeout', :limit, true)
              from channels.incoming
             where id = :id
               and state = 'new'
               for update skip locked
            """)
        .param("id", id)
        .param("limit", Long.toString(limit.toMillis()))
        .query((_, _) -> true)
        .optional()
        .isPresent();
  }

  Optional<Incoming> find(UUID id) {
    return select("where id = :id", id).optional();
  }

  /// The mail, for this transaction alone; empty when another is at it.
  Optional<Incoming> lock(UUID id) {
    return select("where id = :id for update skip locked", id).optional();
  }

  private JdbcClient.MappedQuerySpec<Incoming> select(String where, UUID id) {
    return jdbc.sql(
            """
            select id, mailbox_id, envelope, raw_file, received_at, archived, state, reason,
                   conversation_id, key_id, heading
              from channels.incoming
            """
                + where)
        .param("id", id)
        .query((row, _) -> incoming(row));
  }

  private Incoming incoming(ResultSet row) throws SQLException {
    var id = row.getObject("id", UUID.class);
    var conversation = row.getObject("conversation_id", UUID.class);
    var heading = row.getBytes("heading");
    return new Incoming(
        id,
        new MailboxId(row.getObject("mailbox_id", UUID.class)),
        json.readValue(vault.open(row.getBytes("envelope"), ENVELOPE, id), MailEnvelope.class),
        new FileId(row.getObject("raw_file", UUID.class)),
        Timestamps.read(row, "received_at"),
        row.getBoolean("archived"),
        State.of(row.getString("state")),
        row.getString("reason"),
        conversation == null ? null : new ConversationId(conversation),
        new KeyId(row.getObject("key_id", UUID.class)),
        heading == null ? null : json.readValue(vault.open(heading, HEADING, id), Heading.class),
        null);
  }

  /// It has become a message; what was sealed with an intake key is sealed with `key` from now on.
  void done(Incoming mail, KeyId key, ConversationId conversation, InteractionId interaction) {
    pending
        .sql(
            """
            update channels.incoming
               set state = 'done',
                   reason = null,
                   heading = null,
                   key_id = :key,
                   envelope = :envelope,
                   conversation_id = :conversation,
                   interaction_id = :interaction
             where id = :id
            """)
        .param("id", mail.id())
        .param("key", key.id())
        .param(
            "envelope",
            vault.seal(key, ENVELOPE, mail.id(), json.writeValueAsBytes(mail.envelope())))
        .param("conversation", conversation.id())
        .param("interaction", interaction.id())
        .add();
  }

  /// It waits for a person.
  ///
  /// @param heading null: it does not even say who wrote it
  void hold(
      Incoming mail,
      String reason,
      @Nullable ConversationId conversation,
      @Nullable Heading heading) {
    var id = mail.id();
    jdbc.sql(
            """
            update channels.incoming
               set state = 'held',
                   reason = :reason,
                   heading = :heading,
                   conversation_id = :conversation
             where id = :id
            """)
        .param("id", id)
        .param("reason", reason)
        .param(
            "heading",
            heading == null
                ? null
                : vault.seal(mail.key(), HEADING, id, json.writeValueAsBytes(heading)))
        .param("conversation", conversation == null ? null : conversation.id())
        .update();
  }

  /// Working on it failed, not for the last time.
  void failed(Taken taken, String reason, Duration wait) {
    jdbc.sql(
            """
            update channels.incoming
               set failures = failures + 1,
                   reason = :reason,
                   next_attempt_at = now() + make_interval(secs => :wait)
             where id = :id
               and state = 'new'
               and starts = :starts
            """)
        .param("id", taken.id())
        .param("starts", taken.starts())
        .param("reason", reason)
        .param("wait", (double) wait.toSeconds())
        .update();
  }

  /// Working on it is given up until a person says otherwise.
  void givenUp(Taken taken, String reason) {
    jdbc.sql(
            """
            update channels.incoming
               set state = 'failed',
                   failures = failures + 1,
                   reason = :reason
             where id = :id
               and state = 'new'
               and starts = :starts
            """)
        .param("id", taken.id())
        .param("starts", taken.starts())
        .param("reason", reason)
        .update();
  }

  /// Once more from the beginning.
  boolean retry(UUID id) {
    return jdbc.sql(
                """
                update channels.incoming
                   set state = 'new',
                       starts = 0,
                       failures = 0,
                       next_attempt_at = now()
                 where id = :id
                   and state in ('held', 'failed')
                """)
            .param("id", id)
            .update()
        == 1;
  }

  /// It was a test mail, or is about one.
  void tested(UUID id) {
    jdbc.sql(
            """
            update channels.incoming
               set state = 'discarded'
             where id = :id
            """)
        .param("id", id)
        .update();
  }

  boolean discard(UUID id) {
    return jdbc.sql(
                """
                update channels.incoming
                   set state = 'discarded'
                 where id = :id
                   and state in ('held', 'failed')
                """)
            .param("id", id)
            .update()
        == 1;
  }

  /// Those that wait for a person, the newest first.
  ///
  /// @param blocked those of blocked senders, or all others
  List<Incoming> waiting(boolean blocked, @Nullable UUID before, int limit) {
    return jdbc.sql(
            """
            select id, mailbox_id, envelope, raw_file, received_at, archived, state, reason,
                   conversation_id, key_id, heading
              from channels.incoming
             where state in ('held', 'failed')
               and (reason = 'blocked') = :blocked
               and (cast(:before as uuid) is null
                    or (received_at, id)
                       < (select received_at, id from channels.incoming where id = :before))
             order by received_at desc, id desc
             limit :limit
            """)
        .param("blocked", blocked)
        .param("before", before)
        .param("limit", limit)
        .query((row, _) -> incoming(row))
        .list();
  }

  /// Mails of blocked senders that came before this.
  List<Incoming> blockedBefore(Instant time, int limit) {
    return jdbc.sql(
            """
            select id, mailbox_id, envelope, raw_file, received_at, archived, state, reason,
                   conversation_id, key_id, heading
              from channels.incoming
             where state = 'held'
               and reason = 'blocked'
               and received_at < :time
             order by received_at
             limit :limit
            """)
        .param("time", Timestamps.of(time))
        .param("limit", limit)
        .query((row, _) -> incoming(row))
        .list();
  }

  /// Those of blocked senders are not counted: nobody has to decide about them.
  int countWaiting() {
    return jdbc.sql(
            """
            select count(*)
              from channels.incoming
             where state in ('held', 'failed')
               and reason <> 'blocked'
            """)
        .query(Integer.class)
        .single();
  }

  @Override
  public boolean uses(KeyId key) {
    return jdbc.sql("select exists (select from channels.incoming where key_id = :key)")
        .param("key", key.id())
        .query(Boolean.class)
        .single();
  }
}
