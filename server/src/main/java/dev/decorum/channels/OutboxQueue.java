package dev.decorum.channels;

import dev.decorum.inbox.Delivery;
import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.MailboxId;
import dev.decorum.inbox.RecipientDelivery;
import dev.decorum.live.Live;
import dev.decorum.mail.UnsendableAddress;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The outbox as people see it: what should have left and has not, and what became of the rest.
@Repository
class OutboxQueue {

  private static final String WAITING =
      """
      o.state in ('held', 'queued')
           and o.due_at <= now()
      """;

  /// Mails of conversations that the viewer sees; those to members are of no conversation.
  private static final String SEEN =
      """
      from channels.outbox o
      left join channels.message_ref r on r.interaction_id = o.interaction_id
      left join inbox.visible_to(:viewer) c on c.id = r.conversation_id
      """;

  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final Vault vault;
  private final TroubleWords words;
  private final Live live;

  OutboxQueue(JdbcClient jdbc, Outbox outbox, Vault vault, TroubleWords words, Live live) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.vault = vault;
    this.words = words;
    this.live = live;
  }

  /// A row of the queue.
  ///
  /// @param no of its conversation; null: a mail to a member of staff
  /// @param leaving whether it is being handed over right now
  /// @param next null: not before somebody does something
  record Row(
      UUID id,
      @Nullable InteractionId interaction,
      @Nullable Long no,
      MailboxId mailbox,
      List<String> recipients,
      Instant due,
      int attempts,
      boolean leaving,
      @Nullable Instant next,
      @Nullable Trouble reason) {}

  /// Those due longest first.
  ///
  /// @param all whether mails to members count as well
  List<Row> waiting(Viewer viewer, boolean all, int limit) {
    var found =
        jdbc.sql(
                """
                select o.id, o.interaction_id, c.no, o.mailbox_id, o.content, o.due_at, o.attempts,
                       coalesce(o.leased_until > now(), false) as leaving,
                       case when isfinite(o.next_attempt_at) then o.next_attempt_at end as next_try,
                       o.reason
                %s
                 where %s
                   and (c.id is not null or o.interaction_id is null and :all)
                 order by o.due_at, o.id
                 limit :limit
                """
                    .formatted(SEEN, WAITING))
            .param("viewer", viewer.id().id())
            .param("all", all)
            .param("limit", limit)
            .query((row, _) -> Sealed.of(row))
            .list();
    vault.warm(found.stream().map(one -> Vault.keyOf(one.content())).distinct().toList());
    return found.stream().map(this::row).toList();
  }

  /// A mail that the viewer may know of, whether it waits or not.
  ///
  /// @param interaction null: a mail to a member of staff
  record Known(@Nullable InteractionId interaction) {}

  Optional<Known> find(Viewer viewer, boolean all, UUID id) {
    return jdbc.sql(
            """
            select o.interaction_id
            %s
             where o.id = :id
               and (c.id is not null or o.interaction_id is null and :all)
            """
                .formatted(SEEN))
        .param("viewer", viewer.id().id())
        .param("all", all)
        .param("id", id)
        .query((row, _) -> new Known(Outbox.interaction(row)))
        .optional();
  }

  private record Sealed(
      UUID id,
      @Nullable InteractionId interaction,
      @Nullable Long no,
      MailboxId mailbox,
      byte[] content,
      Instant due,
      int attempts,
      boolean leaving,
      @Nullable Instant next,
      @Nullable Trouble reason) {

    static Sealed of(ResultSet row) throws SQLException {
      return new Sealed(
          row.getObject("id", UUID.class),
          Outbox.interaction(row),
          row.getObject("no", Long.class),
          new MailboxId(row.getObject("mailbox_id", UUID.class)),
          row.getBytes("content"),
          Timestamps.read(row, "due_at"),
          row.getInt("attempts"),
          row.getBoolean("leaving"),
          Timestamps.readNullable(row, "next_try"),
          trouble(row));
    }
  }

  private static @Nullable Trouble trouble(ResultSet row) throws SQLException {
    var reason = row.getString("reason");
    return reason == null ? null : Trouble.of(reason);
  }

  private Row row(Sealed found) {
    return new Row(
        found.id(),
        found.interaction(),
        found.no(),
        found.mailbox(),
        recipients(outbox.open(found.id(), found.content())),
        found.due(),
        found.attempts(),
        found.leaving(),
        found.next(),
        found.reason());
  }

  /// What an address that cannot be written down does to the mail is said where it fails.
  private static List<String> recipients(OutgoingContent content) {
    try {
      return content.recipients();
    } catch (UnsendableAddress e) {
      return List.of();
    }
  }

  /// How many mails wait, and since when the first does.
  record Heap(int count, Instant oldest) {}

  Map<MailboxId, Heap> byMailbox(Viewer viewer, boolean all) {
    var heaps = new HashMap<MailboxId, Heap>();
    jdbc.sql(
            """
            select o.mailbox_id, count(*) as count, min(o.due_at) as oldest
            %s
             where %s
               and (c.id is not null or o.interaction_id is null and :all)
             group by o.mailbox_id
            """
                .formatted(SEEN, WAITING))
        .param("viewer", viewer.id().id())
        .param("all", all)
        .query(
            row -> {
              heaps.put(new MailboxId(row.getObject("mailbox_id", UUID.class)), heap(row));
            });
    return heaps;
  }

  /// A domain and what waits for it.
  record Domain(String name, Heap heap) {}

  /// The domains for which most mails wait. Names are read from one mail of each.
  List<Domain> byDomain(Viewer viewer, boolean all, int limit) {
    record Found(byte[] domain, Heap heap, UUID sample, byte[] content) {}
    var found =
        jdbc.sql(
                """
                select h.domain, h.count, h.oldest, h.sample, o.content
                  from (select d.domain, count(*) as count, min(o.due_at) as oldest,
                               (array_agg(o.id order by o.due_at))[1] as sample
                        %s
                         cross join lateral unnest(o.domains) d (domain)
                         where %s
                           and (c.id is not null or o.interaction_id is null and :all)
                         group by d.domain
                         order by count(*) desc, min(o.due_at)
                         limit :limit) h
                  join channels.outbox o on o.id = h.sample
                 order by h.count desc, h.oldest
                """
                    .formatted(SEEN, WAITING))
            .param("viewer", viewer.id().id())
            .param("all", all)
            .param("limit", limit)
            .query(
                (row, _) ->
                    new Found(
                        row.getBytes("domain"),
                        heap(row),
                        row.getObject("sample", UUID.class),
                        row.getBytes("content")))
            .list();
    vault.warm(found.stream().map(one -> Vault.keyOf(one.content())).distinct().toList());
    return found.stream()
        .flatMap(
            one ->
                outbox
                    .domain(outbox.open(one.sample(), one.content()), one.domain())
                    .map(name -> new Domain(name, one.heap()))
                    .stream())
        .toList();
  }

  private static Heap heap(ResultSet row) throws SQLException {
    return new Heap(row.getInt("count"), Timestamps.read(row, "oldest"));
  }

  /// All that waits, whoever asks: numbers only.
  Optional<Heap> everything() {
    return jdbc.sql(
            """
            select count(*) as count, min(o.due_at) as oldest
              from channels.outbox o
             where %s
            having count(*) > 0
            """
                .formatted(WAITING))
        .query((row, _) -> heap(row))
        .optional();
  }

  /// How many mails the viewer sees wait for a time that was chosen for them.
  int scheduled(Viewer viewer) {
    return jdbc.sql(
            """
            select count(*)
            %s
             where o.state = 'held'
               and o.scheduled
               and o.due_at > now()
               and c.id is not null
            """
                .formatted(SEEN))
        .param("viewer", viewer.id().id())
        .query(Integer.class)
        .single();
  }

  /// Makes a mail due now.
  ///
  /// @return false when it does not wait, or is leaving anyhow
  boolean tryNow(UUID id) {
    boolean changed =
        jdbc.sql(
                    """
                    update channels.outbox
                       set state = 'queued',
                           next_attempt_at = now()
                     where id = :id
                       and state = 'queued'
                       and (leased_until is null or leased_until < now())
                    """)
                .param("id", id)
                .update()
            == 1;
    if (changed) live.wake(Outbox.QUEUE);
    return changed;
  }

  /// Keeps a message that waits for its time until somebody lets it leave.
  ///
  /// @return false when it has left, is leaving, or waits for no time that was chosen
  boolean hold(InteractionId interaction) {
    return jdbc.sql(
                """
                update channels.outbox
                   set next_attempt_at = 'infinity',
                       due_at = 'infinity'
                 where interaction_id = :interaction
                   and state = 'held'
                   and scheduled
                """)
            .param("interaction", interaction.id())
            .update()
        == 1;
  }

  /// Lets a message leave now that waits for its time, or is held.
  ///
  /// @return false when it does not
  boolean release(InteractionId interaction) {
    boolean released =
        jdbc.sql(
                    """
                    update channels.outbox
                       set state = 'queued',
                           next_attempt_at = now(),
                           due_at = now()
                     where interaction_id = :interaction
                       and state = 'held'
                    """)
                .param("interaction", interaction.id())
                .update()
            == 1;
    if (released) live.wake(Outbox.QUEUE);
    return released;
  }

  /// Takes a message out for good.
  ///
  /// @return false when it has left or is leaving
  boolean stop(InteractionId interaction) {
    return stopped("interaction_id", interaction.id());
  }

  /// Takes a mail to a member of staff out for good.
  ///
  /// @return false when it has left or is leaving
  boolean stopOwn(UUID id) {
    return stopped("interaction_id is null and id", id);
  }

  private boolean stopped(String which, UUID id) {
    return jdbc.sql(
                """
                update channels.outbox
                   set state = 'failed',
                       reason = 'stopped',
                       lease = null,
                       leased_until = null
                 where %s = :id
                   and state in ('held', 'queued')
                   and (leased_until is null or leased_until < now())
                """
                    .formatted(which))
            .param("id", id)
            .update()
        == 1;
  }

  /// What became of messages for each of their recipients.
  Map<InteractionId, List<RecipientDelivery>> deliveries(Collection<InteractionId> interactions) {
    record Found(
        UUID id,
        InteractionId interaction,
        Delivery state,
        @Nullable Trouble reason,
        byte[] content,
        List<Integer> delivered,
        SortedMap<Integer, Trouble> refused) {}
    var found =
        jdbc.sql(
                """
                select id, interaction_id, state, content, delivered, refused, refusals, reason
                  from channels.outbox
                 where interaction_id = any(:interactions)
                   and state <> 'undone'
                """)
            .param(
                "interactions", interactions.stream().map(InteractionId::id).toArray(UUID[]::new))
            .query(
                (row, _) ->
                    new Found(
                        row.getObject("id", UUID.class),
                        new InteractionId(row.getObject("interaction_id", UUID.class)),
                        Delivery.of(row.getString("state")),
                        trouble(row),
                        row.getBytes("content"),
                        Outbox.positions(row.getArray("delivered")),
                        Outbox.refused(row)))
            .list();
    var deliveries = new HashMap<InteractionId, List<RecipientDelivery>>();
    for (var mail : found) {
      var recipients = recipients(outbox.open(mail.id(), mail.content()));
      var each = new ArrayList<RecipientDelivery>();
      for (int i = 0; i < recipients.size(); i++) {
        var address = recipients.get(i);
        var refusal = mail.refused().get(i);
        if (mail.delivered().contains(i)) {
          each.add(new RecipientDelivery(address, Delivery.SENT, null));
        } else if (refusal != null) {
          each.add(new RecipientDelivery(address, Delivery.FAILED, words.of(refusal, address)));
        } else {
          // Why it waits is about all that wait, and said at the message.
          var why = mail.state() == Delivery.FAILED ? mail.reason() : null;
          each.add(
              new RecipientDelivery(
                  address, mail.state(), why == null ? null : words.of(why, address)));
        }
      }
      deliveries.put(mail.interaction(), each);
    }
    return deliveries;
  }
}
