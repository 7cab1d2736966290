package dev.decorum.promises;

import dev.decorum.clients.ClientsMerged;
import dev.decorum.clients.ClientsRemoved;
import dev.decorum.clients.ClientsUnmerged;
import dev.decorum.hours.AbsencesChanged;
import dev.decorum.inbox.ConversationRemoved;
import dev.decorum.inbox.ConversationSplit;
import dev.decorum.inbox.ConversationsMerged;
import dev.decorum.inbox.ConversationsParted;
import dev.decorum.inbox.ConversationsRemoved;
import dev.decorum.inbox.InteractionId;
import dev.decorum.promises.PromiseChange.What;
import dev.decorum.staff.RoleEnded;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Follows what becomes of clients, conversations and members, in their transactions: no promise is
/// lost by it. Keys stay where they are.
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Moves {

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final Series series;
  private final Clock clock;

  Moves(JdbcClient jdbc, Ledger ledger, Series series, Clock clock) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.series = series;
    this.clock = clock;
  }

  // --- clients

  @EventListener
  void merged(ClientsMerged merge) {
    jdbc.sql(
            """
            with moved as (
              update promises.promise
                 set client_id = :survivor
               where client_id = :absorbed
              returning id)
            insert into promises.client_move (merge_id, promise_id)
            select :merge, m.id from moved m
            """)
        .param("survivor", merge.survivor().id())
        .param("absorbed", merge.absorbed().id())
        .param("merge", merge.merge())
        .update();
  }

  /// What was promised in a conversation goes where that has gone; what was promised elsewhere
  /// since then stays with the survivor.
  @EventListener
  void unmerged(ClientsUnmerged undone) {
    jdbc.sql(
            """
            update promises.promise p
               set client_id = c.client_id
              from inbox.conversation c
             where c.id = p.conversation_id
               and c.client_id = :restored
               and p.client_id = :survivor
            """)
        .param("restored", undone.restored().id())
        .param("survivor", undone.survivor().id())
        .update();
    jdbc.sql(
            """
            update promises.promise p
               set client_id = :restored
              from promises.client_move m
             where m.merge_id = :merge
               and m.promise_id = p.id
               and p.conversation_id is null
               and p.client_id = :survivor
            """)
        .param("restored", undone.restored().id())
        .param("survivor", undone.survivor().id())
        .param("merge", undone.merge())
        .update();
    jdbc.sql("delete from promises.client_move where merge_id = :merge")
        .param("merge", undone.merge())
        .update();
  }

  @EventListener
  void removed(ClientsRemoved removed) {
    jdbc.sql(
            """
            delete from promises.promise
             where client_id = any (:clients)
                or key_id = any (:keys)
            """)
        .param("clients", removed.clients().stream().map(one -> one.id()).toArray(UUID[]::new))
        .param("keys", removed.keys().stream().map(one -> one.id()).toArray(UUID[]::new))
        .update();
    series.tidy();
  }

  // --- conversations

  @EventListener
  void merged(ConversationsMerged merged) {
    jdbc.sql(
            """
            with moved as (
              update promises.promise
                 set conversation_id = :survivor
               where conversation_id = :absorbed
              returning id)
            insert into promises.conversation_move (promise_id, absorbed_id)
            select m.id, :absorbed from moved m
            """)
        .param("survivor", merged.survivor().id())
        .param("absorbed", merged.absorbed().id())
        .update();
  }

  @EventListener
  void parted(ConversationsParted parted) {
    jdbc.sql(
            """
            with back as (
              delete from promises.conversation_move
               where absorbed_id = :absorbed
              returning promise_id)
            update promises.promise p
               set conversation_id = :absorbed
              from back b
             where p.id = b.promise_id
               and p.conversation_id = :survivor
            """)
        .param("survivor", parted.survivor().id())
        .param("absorbed", parted.absorbed().id())
        .update();
  }

  /// A promise goes with the message it was given in.
  @EventListener
  void split(ConversationSplit split) {
    jdbc.sql(
            """
            update promises.promise
               set conversation_id = :to
             where conversation_id = :from
               and interaction_id = any (:moved)
            """)
        .param("from", split.from().id())
        .param("to", split.to().id())
        .param("moved", ids(split.moved()))
        .update();
  }

  private static UUID[] ids(List<InteractionId> interactions) {
    return interactions.stream().map(InteractionId::id).toArray(UUID[]::new);
  }

  /// Nothing was said in it after all; what was promised beside it is owed to the client still.
  @EventListener
  void removed(ConversationRemoved removed) {
    jdbc.sql("update promises.promise set conversation_id = null where conversation_id = :id")
        .param("id", removed.conversation().id())
        .update();
  }

  @EventListener
  void removed(ConversationsRemoved removed) {
    jdbc.sql("delete from promises.promise where conversation_id = any (:ids)")
        .param("ids", removed.conversations().stream().map(one -> one.id()).toArray(UUID[]::new))
        .update();
    series.tidy();
  }

  // --- members

  /// What is to be kept while its owner is away is at risk, and no longer when they are there after
  /// all.
  @EventListener
  void absent(AbsencesChanged changed) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    for (var one : ledger.runningOf(changed.member())) {
      var after = one.seen(changed.away()).at(now);
      if (after.away() == one.away()) continue;
      ledger.save(after, after.next(now));
      var what = after.away() ? What.OWNER_AWAY : What.OWNER_BACK;
      ledger.happened(one, after, what, null, null, now);
    }
  }

  /// Promises of somebody who serves clients no more are nobody's, and the leads hear of it.
  @EventListener
  void ended(RoleEnded ended) {
    jdbc.sql(
            """
            with orphaned as (
              update promises.promise p
                 set owner_id = null, orphaned_at = :now, version = version + 1,
                     next_at = case when p.state = 'proposed' then p.next_at else :now end,
                     state = case when p.state in ('open', 'due', 'renegotiated') then 'at_risk'
                                  else p.state end
               where p.owner_id = :member
                 and p.ended_at is null
                 and not staff.serves_clients(:member)
              returning p.id, p.state)
            insert into promises.change (id, promise_id, at, what, state, owner_id)
            select uuidv7(), o.id, :now, 'orphaned', o.state, :member from orphaned o
            """)
        .param("member", ended.member().id())
        .param("now", Ledger.bound(clock.instant()))
        .update();
  }
}
