package dev.decorum.channels;

import dev.decorum.clients.EmailAddress;
import dev.decorum.database.Pending;
import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.MailboxId;
import dev.decorum.live.Live;
import dev.decorum.vault.KeyId;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
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

  /// Of the lock that lets one node after the other take up mails.
  private static final long TURN = 0x6f7574626f78L;

  private final JdbcClient jdbc;
  private final Pending pending;
  private final Vault vault;
  private final Live live;
  private final JsonMapper json;
  private final ChannelsProperties settings;
  private final Clock clock;

  Outbox(
      JdbcClient jdbc,
      Pending pending,
      Vault vault,
      Live live,
      JsonMapper json,
      ChannelsProperties settings,
      Clock clock) {
    this.jdbc = jdbc;
    this.pending = pending;
    this.vault = vault;
    this.live = live;
    this.json = json;
    this.settings = settings;
    this.clock = clock;
  }

  /// A mail that a worker has taken up.
  ///
  /// @param attempts this one included
  /// @param lastTry whether it has been tried for as long as it is worth
  /// @param refused why, by the position of the recipient
  record Claim(
      UUID id,
      @Nullable InteractionId interaction,
      MailboxId mailbox,
      UUID lease,
      int attempts,
      boolean lastTry,
      OutgoingContent content,
      List<Integer> delivered,
      SortedMap<Integer, Trouble> refused) {}

  /// A mail that is due and has no server to leave by.
  record Stranded(UUID id, @Nullable InteractionId interaction, MailboxId mailbox) {}

  /// A mail that has left, or was refused on its way out.
  ///
  /// @param recipients of its envelope; `delivered` and `refused` name positions in it
  record SentMail(
      UUID id,
      List<String> recipients,
      List<Integer> delivered,
      SortedMap<Integer, Trouble> refused) {}

  boolean add(
      KeyId key,
      Mailbox mailbox,
      @Nullable InteractionId interaction,
      OutgoingContent content,
      Duration wait,
      boolean undoable) {
    return add(key, mailbox, interaction, content, wait, undoable, false);
  }

  /// @param wait until it may leave
  /// @param scheduled whether its writer chose that time
  /// @return whether it is laid aside at once, since its mailbox has no server
  boolean add(
      KeyId key,
      Mailbox mailbox,
      @Nullable InteractionId interaction,
      OutgoingContent content,
      Duration wait,
      boolean undoable,
      boolean scheduled) {
    var id = RowIds.next();
    var domains = domains(content);
    boolean held = wait.isPositive();
    boolean laidAside = !held && mailbox.outgoing() == null && !mailbox.sample();
    pending
        .sql(
            """
            insert into channels.outbox
              (id, interaction_id, mailbox_id, content, lane, domains, state, undoable, scheduled,
               due_at, next_attempt_at, reason, created_at)
            values
              (:id, :interaction, :mailbox, :content, :lane, :domains, :state, :undoable,
               :scheduled, now() + make_interval(secs => :wait),
               case when :laidAside then 'infinity' else now() + make_interval(secs => :wait) end,
               case when :laidAside then 'no_server' end, :now)
            """)
        .param("id", id)
        .param("interaction", interaction == null ? null : interaction.id())
        .param("mailbox", mailbox.id().id())
        .param("content", vault.seal(key, CONTENT, id, json.writeValueAsBytes(content)))
        .param("lane", domains.length == 0 ? new byte[0] : domains[0])
        .param("domains", domains)
        .param("state", held ? "held" : "queued")
        .param("undoable", undoable && held)
        .param("scheduled", scheduled && held)
        .param("laidAside", laidAside)
        .param("wait", held ? wait.toMillis() / 1000.0 : 0.0)
        .param("now", Timestamps.of(Timestamps.now(clock)))
        .add();
    if (!held && !laidAside) {
      live.wake(QUEUE);
    }
    return laidAside;
  }

  private byte[][] domains(OutgoingContent content) {
    return domainNames(content).map(this::index).toArray(byte[][]::new);
  }

  /// The domain of one of the recipients, by its blind index.
  Optional<String> domain(OutgoingContent content, byte[] index) {
    return domainNames(content).filter(name -> Arrays.equals(index(name), index)).findFirst();
  }

  private static Stream<String> domainNames(OutgoingContent content) {
    return Stream.of(content.to(), content.cc(), content.bcc())
        .flatMap(List::stream)
        .flatMap(address -> EmailAddress.parse(address.address()).stream())
        .map(EmailAddress::normalised)
        .map(address -> address.substring(address.lastIndexOf('@') + 1))
        .distinct();
  }

  private byte[] index(String domain) {
    return vault.blindIndex("domain", domain);
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

  /// Takes up mails that are due, in a transaction of its own: of each domain of recipients one
  /// after the other, so that none waits behind a thousand mails to another, and no more to a
  /// domain within a minute than it may get.
  List<Claim> claim(int most) {
    // Two nodes at once would both see room for the last mail of a minute.
    jdbc.sql("select pg_advisory_xact_lock(:turn)")
        .param("turn", TURN)
        .query((_, _) -> true)
        .single();
    var due = due(most);
    return due.isEmpty() ? List.of() : take(due);
  }

  private record Due(UUID id, List<ByteBuffer> domains) {}

  private List<UUID> due(int most) {
    int limit = settings.perDomain();
    var used = limit > 0 ? lastMinute() : new HashMap<ByteBuffer, Integer>();
    var chosen = new ArrayList<UUID>();
    for (var mail : next(limit > 0 ? most * 2 : most, limit)) {
      boolean room =
          limit <= 0 || mail.domains().stream().allMatch(one -> used.getOrDefault(one, 0) < limit);
      if (!room) continue;
      mail.domains().forEach(one -> used.merge(one, 1, Integer::sum));
      chosen.add(mail.id());
      if (chosen.size() == most) break;
    }
    return chosen;
  }

  /// How many mails each domain got.
  private Map<ByteBuffer, Integer> lastMinute() {
    var used = new HashMap<ByteBuffer, Integer>();
    jdbc.sql(
            """
            select domain, count(*) as mails
              from channels.outbox o
             cross join lateral unnest(o.domains) domain
             where o.attempted_at > now() - interval '1 minute'
             group by domain
            """)
        .query(
            row -> {
              used.put(ByteBuffer.wrap(row.getBytes("domain")), row.getInt("mails"));
            });
    return used;
  }

  /// The lanes are found by leaping through the index from each to the next: what else waits in a
  /// lane costs nothing, nor does what is laid aside, which that index leaves out.
  private List<Due> next(int most, int limit) {
    return jdbc.sql(
            """
            with recursive lane (name) as (
              (select o.lane
                 from channels.outbox o
                where o.state in ('held', 'queued')
                  and o.next_attempt_at < 'infinity'
                order by o.lane
                limit 1)
              union all
              select (select o.lane
                        from channels.outbox o
                       where o.state in ('held', 'queued')
                         and o.next_attempt_at < 'infinity'
                         and o.lane > l.name
                       order by o.lane
                       limit 1)
                from lane l
               where l.name is not null),
            used (domain, mails) as (
              select domain, count(*)
                from channels.outbox o
               cross join lateral unnest(o.domains) domain
               where :limit > 0
                 and o.attempted_at > now() - interval '1 minute'
               group by domain)
            select d.id, d.domains
              from lane l
             cross join lateral (
                   select o.id, o.domains, o.next_attempt_at,
                          row_number() over (order by o.next_attempt_at, o.id) as place
                     from channels.outbox o
                    where o.state in ('held', 'queued')
                      and o.next_attempt_at < 'infinity'
                      and o.lane = l.name
                      and o.next_attempt_at <= now()
                      and (o.leased_until is null or o.leased_until < now())
                      and o.mailbox_id in (
                          select m.id
                            from channels.mailbox m
                           where m.outgoing is not null
                              or m.sample)
                      and not exists (
                          select
                            from used u
                           where u.domain = any(o.domains)
                             and u.mails >= :limit)
                    order by o.next_attempt_at, o.id
                    limit :most) d
             order by d.place, d.next_attempt_at
             limit :most
            """)
        .param("limit", limit)
        .param("most", most)
        .query(
            (row, _) -> {
              var domains = new ArrayList<ByteBuffer>();
              for (var domain : (byte[][]) row.getArray("domains").getArray()) {
                domains.add(ByteBuffer.wrap(domain));
              }
              return new Due(row.getObject("id", UUID.class), domains);
            })
        .list();
  }

  private List<Claim> take(List<UUID> due) {
    return jdbc.sql(
            """
            update channels.outbox
               set state = 'queued',
                   lease = gen_random_uuid(),
                   leased_until = now() + make_interval(secs => :lease),
                   attempts = attempts + 1,
                   attempted_at = now(),
                   give_up_at = coalesce(give_up_at, now() + interval '2 days')
             where id in (
                   select o.id
                     from channels.outbox o
                    where o.id = any(:due)
                      and o.state in ('held', 'queued')
                      and o.next_attempt_at <= now()
                      for update skip locked)
            returning id, interaction_id, mailbox_id, lease, attempts, give_up_at <= now() as last_try,
                      content, delivered, refused, refusals
            """)
        .param("lease", (double) LEASE.toSeconds())
        .param("due", due.toArray(UUID[]::new))
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
        content(row),
        positions(row.getArray("delivered")),
        refused(row));
  }

  private OutgoingContent content(ResultSet row) throws SQLException {
    return open(row.getObject("id", UUID.class), row.getBytes("content"));
  }

  OutgoingContent open(UUID id, byte[] content) {
    return json.readValue(vault.open(content, CONTENT, id), OutgoingContent.class);
  }

  static SortedMap<Integer, Trouble> refused(ResultSet row) throws SQLException {
    var words = (String[]) row.getArray("refusals").getArray();
    var refused = new TreeMap<Integer, Trouble>();
    int next = 0;
    for (var position : positions(row.getArray("refused"))) {
      refused.put(position, Trouble.of(words[next++]));
    }
    return refused;
  }

  static @Nullable InteractionId interaction(ResultSet row) throws SQLException {
    var interaction = row.getObject("interaction_id", UUID.class);
    return interaction == null ? null : new InteractionId(interaction);
  }

  static List<Integer> positions(Array array) throws SQLException {
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
                      and not m.sample
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
      Claim claim,
      List<Integer> delivered,
      SortedMap<Integer, Trouble> refused,
      @Nullable Trouble reason) {
    return jdbc.sql(
                """
                update channels.outbox
                   set state = :state,
                       delivered = :delivered,
                       refused = :refused,
                       refusals = :refusals,
                       reason = :reason,
                       lease = null,
                       leased_until = null,
                       sent_at = :now
                 where id = :id
                   and lease = :lease
                """)
            .param("state", refused.isEmpty() ? "sent" : "failed")
            .param("delivered", delivered.toArray(Integer[]::new))
            .param("refused", refused.keySet().toArray(Integer[]::new))
            .param("refusals", words(refused))
            .param("reason", reason == null ? null : reason.word())
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
      Claim claim,
      List<Integer> delivered,
      SortedMap<Integer, Trouble> refused,
      Trouble reason,
      Duration wait) {
    return jdbc.sql(
                """
                update channels.outbox
                   set delivered = :delivered,
                       refused = :refused,
                       refusals = :refusals,
                       reason = :reason,
                       lease = null,
                       leased_until = null,
                       next_attempt_at = now() + make_interval(secs => :wait)
                 where id = :id
                   and lease = :lease
                """)
            .param("delivered", delivered.toArray(Integer[]::new))
            .param("refused", refused.keySet().toArray(Integer[]::new))
            .param("refusals", words(refused))
            .param("reason", reason.word())
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
            select id, state, content, delivered, refused, refusals
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
              return new SentMail(
                  row.getObject("id", UUID.class),
                  content(row).recipients(),
                  positions(row.getArray("delivered")),
                  refused(row));
            })
        .optional();
  }

  /// Some of the recipients did not get it after all.
  ///
  /// @return false when that is no news
  boolean cameBack(SentMail mail, Set<Integer> returned) {
    var refused = new TreeMap<>(mail.refused());
    returned.forEach(at -> refused.putIfAbsent(at, Trouble.RETURNED));
    if (refused.size() == mail.refused().size()) return false;
    jdbc.sql(
            """
            update channels.outbox
               set state = 'failed',
                   delivered = :delivered,
                   refused = :refused,
                   refusals = :refusals,
                   reason = 'returned'
             where id = :id
            """)
        .param(
            "delivered",
            mail.delivered().stream()
                .filter(at -> !refused.containsKey(at))
                .toArray(Integer[]::new))
        .param("refused", refused.keySet().toArray(Integer[]::new))
        .param("refusals", words(refused))
        .param("id", mail.id())
        .update();
    return true;
  }

  private static String[] words(SortedMap<Integer, Trouble> refused) {
    return refused.values().stream().map(Trouble::word).toArray(String[]::new);
  }

  /// How many mails of each mailbox are due and have not left.
  Map<MailboxId, Integer> waiting() {
    var counts = new HashMap<MailboxId, Integer>();
    jdbc.sql(
            """
            select mailbox_id, count(*) as count
              from channels.outbox
             where state in ('held', 'queued')
               and due_at <= now()
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
