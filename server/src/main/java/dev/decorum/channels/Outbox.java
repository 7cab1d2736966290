package dev.decorum.channels;

import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.MailboxId;
import dev.decorum.live.Live;
import dev.decorum.vault.KeyId;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The rows of mails on their way out.
///
/// Exactly one of "sent" and "undone" happens to a held mail, whichever statement locks its row
/// first. A worker holds a lease by a name of its own; once another has taken over, its results
/// count no more.
@Repository
class Outbox {

  static final String QUEUE = "channels.outbox";
  static final Duration LEASE = Duration.ofSeconds(30);
  private static final String CONTENT = "channels.outbox.content";

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Live live;
  private final JsonMapper json;
  private final Clock clock;

  Outbox(JdbcClient jdbc, Vault vault, Live live, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.live = live;
    this.json = json;
    this.clock = clock;
  }

  /// A mail that a worker has taken up.
  ///
  /// @param attempts this one included
  /// @param lastTry whether it has been tried for as long as it is worth
  record Claim(
      UUID id,
      @Nullable InteractionId interaction,
      MailboxId mailbox,
      UUID lease,
      int attempts,
      boolean lastTry,
      OutgoingContent content,
      List<Integer> delivered,
      List<Integer> refused,
      @Nullable String reason) {}

  /// A mail that is due and has no server to leave by.
  record Stranded(UUID id, @Nullable InteractionId interaction, MailboxId mailbox) {}

  /// A mail that has left, or was refused on its way out.
  ///
  /// @param recipients of its envelope; `delivered` and `refused` are positions in it
  record SentMail(
      UUID id, List<String> recipients, List<Integer> delivered, List<Integer> refused) {}

  /// @param wait until it may leave
  /// @return whether it is laid aside at once, since its mailbox has no server
  boolean add(
      KeyId key,
      Mailbox mailbox,
      @Nullable InteractionId interaction,
      OutgoingContent content,
      Duration wait,
      boolean undoable) {
    var id = RowIds.next();
    boolean held = wait.isPositive();
    boolean laidAside = !held && mailbox.outgoing() == null;
    jdbc.sql(
            """
            insert into channels.outbox
              (id, interaction_id, mailbox_id, content, state, undoable, next_attempt_at, reason,
               created_at)
            values
              (:id, :interaction, :mailbox, :content, :state, :undoable,
               case when :laidAside then 'infinity' else now() + make_interval(secs => :wait) end,
               case when :laidAside then 'no_server' end, :now)
            """)
        .param("id", id)
        .param("interaction", interaction == null ? null : interaction.id())
        .param("mailbox", mailbox.id().id())
        .param("content", vault.seal(key, CONTENT, id, json.writeValueAsBytes(content)))
        .param("state", held ? "held" : "queued")
        .param("undoable", undoable && held)
        .param("laidAside", laidAside)
        .param("wait", held ? wait.toMillis() / 1000.0 : 0.0)
        .param("now", Timestamps.of(Timestamps.now(clock)))
        .update();
    if (!held && !laidAside) {
      live.wake(QUEUE);
    }
    return laidAside;
  }

  /// False when it has left or is leaving.
  boolean undo(InteractionId interaction) {
    return jdbc.sql(
                """
                update channels.outbox
                   set state = 'undone'
                 where interaction_id = :interaction
                   and state = 'held'
                   and undoable
                """)
            .param("interaction", interaction.id())
            .update()
        == 1;
  }

  /// What waits for this mailbox's server is due now.
  void tryNow(MailboxId mailbox) {
    jdbc.sql(
            """
            update channels.outbox
               set next_attempt_at = now(),
                   reason = null
             where mailbox_id = :mailbox
               and state = 'queued'
               and (leased_until is null or leased_until < now())
            """)
        .param("mailbox", mailbox.id())
        .update();
    live.wake(QUEUE);
  }

  /// Takes up mails that are due, in a transaction of its own.
  List<Claim> claim(int most) {
    return jdbc.sql(
            """
            update channels.outbox
               set state = 'queued',
                   lease = gen_random_uuid(),
                   leased_until = now() + make_interval(secs => :lease),
                   attempts = attempts + 1,
                   give_up_at = coalesce(give_up_at, now() + interval '2 days')
             where id in (
                   select o.id
                     from channels.outbox o
                     join channels.mailbox m on m.id = o.mailbox_id
                    where o.state in ('held', 'queued')
                      and o.next_attempt_at <= now()
                      and (o.leased_until is null or o.leased_until < now())
                      and m.outgoing is not null
                    order by o.next_attempt_at
                    limit :most
                      for update of o skip locked)
            returning id, interaction_id, mailbox_id, lease, attempts, give_up_at <= now() as last_try,
                      content, delivered, refused, reason
            """)
        .param("lease", (double) LEASE.toSeconds())
        .param("most", most)
        .query((row, _) -> claim(row))
        .list();
  }

  private Claim claim(ResultSet row) throws SQLException {
    var id = row.getObject("id", UUID.class);
    return new Claim(
        id,
        interaction(row),
        new MailboxId(row.getObject("mailbox_id", UUID.class)),
        row.getObject("lease", UUID.class),
        row.getInt("attempts"),
        row.getBoolean("last_try"),
        json.readValue(vault.open(row.getBytes("content"), CONTENT, id), OutgoingContent.class),
        positions(row.getArray("delivered")),
        positions(row.getArray("refused")),
        row.getString("reason"));
  }

  private static @Nullable InteractionId interaction(ResultSet row) throws SQLException {
    var interaction = row.getObject("interaction_id", UUID.class);
    return interaction == null ? null : new InteractionId(interaction);
  }

  private static List<Integer> positions(Array array) throws SQLException {
    return Arrays.asList((Integer[]) array.getArray());
  }

  /// Lays aside mails that are due but whose mailbox has no server: they cost no further look until
  /// it has one.
  List<Stranded> strand() {
    return jdbc.sql(
            """
            update channels.outbox
               set state = 'queued',
                   reason = 'no_server',
                   next_attempt_at = 'infinity'
             where id in (
                   select o.id
                     from channels.outbox o
                     join channels.mailbox m on m.id = o.mailbox_id
                    where o.state in ('held', 'queued')
                      and o.next_attempt_at <= now()
                      and (o.leased_until is null or o.leased_until < now())
                      and m.outgoing is null
                    limit 100
                      for update of o skip locked)
            returning id, interaction_id, mailbox_id
            """)
        .query(
            (row, _) ->
                new Stranded(
                    row.getObject("id", UUID.class),
                    interaction(row),
                    new MailboxId(row.getObject("mailbox_id", UUID.class))))
        .list();
  }

  /// Takes up again what was laid aside while its mailbox was given a server.
  void refloat() {
    jdbc.sql(
            """
            update channels.outbox
               set next_attempt_at = now(),
                   reason = null
             where state = 'queued'
               and next_attempt_at = 'infinity'
               and mailbox_id in (select m.id from channels.mailbox m where m.outgoing is not null)
            """)
        .update();
  }

  /// Keeps the leases of mails that are still being handed over.
  void renew(Collection<UUID> leases) {
    jdbc.sql(
            """
            update channels.outbox
               set leased_until = now() + make_interval(secs => :lease)
             where lease = any(:leases)
               and state = 'queued'
            """)
        .param("lease", (double) LEASE.toSeconds())
        .param("leases", leases.toArray(UUID[]::new))
        .update();
  }

  /// Whether the worker still holds its lease, with time enough to hand the mail over.
  boolean holds(Claim claim) {
    return jdbc.sql(
            """
            select exists (
                   select
                     from channels.outbox
                    where id = :id
                      and lease = :lease
                      and state = 'queued'
                      and leased_until > now() + interval '10 seconds')
            """)
        .param("id", claim.id())
        .param("lease", claim.lease())
        .query(Boolean.class)
        .single();
  }

  /// Everybody has it or never will.
  ///
  /// @return false when another worker has taken over
  boolean finish(
      Claim claim, List<Integer> delivered, List<Integer> refused, @Nullable String reason) {
    return jdbc.sql(
                """
                update channels.outbox
                   set state = :state,
                       delivered = :delivered,
                       refused = :refused,
                       reason = :reason,
                       lease = null,
                       leased_until = null,
                       sent_at = :now
                 where id = :id
                   and lease = :lease
                """)
            .param("state", refused.isEmpty() ? "sent" : "failed")
            .param("delivered", delivered.toArray(Integer[]::new))
            .param("refused", refused.toArray(Integer[]::new))
            .param("reason", reason)
            .param("now", delivered.isEmpty() ? null : Timestamps.of(Timestamps.now(clock)))
            .param("id", claim.id())
            .param("lease", claim.lease())
            .update()
        == 1;
  }

  /// Some do not have it yet.
  ///
  /// @return false when another worker has taken over
  boolean postpone(
      Claim claim, List<Integer> delivered, List<Integer> refused, String reason, Duration wait) {
    return jdbc.sql(
                """
                update channels.outbox
                   set delivered = :delivered,
                       refused = :refused,
                       reason = :reason,
                       lease = null,
                       leased_until = null,
                       next_attempt_at = now() + make_interval(secs => :wait)
                 where id = :id
                   and lease = :lease
                """)
            .param("delivered", delivered.toArray(Integer[]::new))
            .param("refused", refused.toArray(Integer[]::new))
            .param("reason", reason)
            .param("wait", (double) wait.toSeconds())
            .param("id", claim.id())
            .param("lease", claim.lease())
            .update()
        == 1;
  }

  /// The mail of this message, locked, once it has left or failed.
  ///
  /// @throws PessimisticLockingFailureException while it is being handed over
  Optional<SentMail> sent(InteractionId interaction) {
    return jdbc.sql(
            """
            select id, state, content, delivered, refused
              from channels.outbox
             where interaction_id = :interaction
               and (state in ('sent', 'failed') or state = 'queued' and leased_until > now())
               for update
            """)
        .param("interaction", interaction.id())
        .query(
            (row, _) -> {
              if (row.getString("state").equals("queued")) {
                throw new PessimisticLockingFailureException("The mail is still leaving");
              }
              var id = row.getObject("id", UUID.class);
              var content =
                  json.readValue(
                      vault.open(row.getBytes("content"), CONTENT, id), OutgoingContent.class);
              return new SentMail(
                  id,
                  content.recipients(),
                  positions(row.getArray("delivered")),
                  positions(row.getArray("refused")));
            })
        .optional();
  }

  /// Some of the recipients did not get it after all.
  ///
  /// @return false when that is no news
  boolean cameBack(SentMail mail, Set<Integer> returned) {
    var refused = new TreeSet<>(mail.refused());
    if (!refused.addAll(returned)) return false;
    jdbc.sql(
            """
            update channels.outbox
               set state = 'failed', delivered = :delivered, refused = :refused, reason = 'returned'
             where id = :id
            """)
        .param(
            "delivered",
            mail.delivered().stream().filter(at -> !refused.contains(at)).toArray(Integer[]::new))
        .param("refused", refused.toArray(Integer[]::new))
        .param("id", mail.id())
        .update();
    return true;
  }

  /// How many mails of each mailbox are due and have not left.
  Map<MailboxId, Integer> waiting() {
    var counts = new HashMap<MailboxId, Integer>();
    jdbc.sql(
            """
            select mailbox_id, count(*) as count
              from channels.outbox
             where state in ('held', 'queued')
               and next_attempt_at <= now()
                or state = 'queued'
               and (attempts > 0 or next_attempt_at = 'infinity')
             group by mailbox_id
            """)
        .query(
            row -> {
              counts.put(
                  new MailboxId(row.getObject("mailbox_id", UUID.class)), row.getInt("count"));
            });
    return counts;
  }
}
