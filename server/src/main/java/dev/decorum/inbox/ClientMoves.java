package dev.decorum.inbox;

import dev.decorum.audit.Actor;
import dev.decorum.clients.ClientsMerged;
import dev.decorum.clients.ClientsUnmerged;
import dev.decorum.inbox.Happening.What;
import java.util.List;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Follows merges of clients, in their transaction: conversations go where their client goes, and
/// back when the merge is undone. Keys stay where they are. Modules above follow afterwards: what
/// hangs on a conversation goes with it.
@Component
class ClientMoves {

  private final JdbcClient jdbc;
  private final Conversations conversations;
  private final Chronicle chronicle;
  private final ConversationMerges merges;

  ClientMoves(
      JdbcClient jdbc,
      Conversations conversations,
      Chronicle chronicle,
      ConversationMerges merges) {
    this.jdbc = jdbc;
    this.conversations = conversations;
    this.chronicle = chronicle;
    this.merges = merges;
  }

  @EventListener
  @Order(0)
  @Transactional(propagation = Propagation.MANDATORY)
  void merged(ClientsMerged merge) {
    var moved =
        jdbc.sql(
                """
                with moved as (
                  update inbox.conversation
                     set client_id = :survivor
                   where client_id = :absorbed
                  returning id)
                insert into inbox.client_move (merge_id, conversation_id)
                select :merge, m.id from moved m
                returning conversation_id
                """)
            .param("survivor", merge.survivor().id())
            .param("absorbed", merge.absorbed().id())
            .param("merge", merge.merge())
            .query((row, _) -> row.getObject(1, UUID.class))
            .list();
    jdbc.sql(
            """
            with moved as (
              update inbox.participant
                 set client_id = :survivor
               where client_id = :absorbed
              returning id)
            insert into inbox.client_move (merge_id, participant_id)
            select :merge, m.id from moved m
            """)
        .param("survivor", merge.survivor().id())
        .param("absorbed", merge.absorbed().id())
        .param("merge", merge.merge())
        .update();
    tell(moved);
  }

  /// What came after the merge stays with the survivor.
  @EventListener
  @Order(0)
  @Transactional(propagation = Propagation.MANDATORY)
  void unmerged(ClientsUnmerged undone) {
    var moved =
        jdbc.sql(
                """
                update inbox.conversation c
                   set client_id = :restored
                  from inbox.client_move m
                 where m.merge_id = :merge
                   and m.conversation_id = c.id
                   and c.client_id = :survivor
                returning c.id
                """)
            .param("restored", undone.restored().id())
            .param("survivor", undone.survivor().id())
            .param("merge", undone.merge())
            .query((row, _) -> row.getObject(1, UUID.class))
            .list();
    jdbc.sql(
            """
            update inbox.participant p
               set client_id = :restored
              from inbox.client_move m
             where m.merge_id = :merge
               and m.participant_id = p.id
               and p.client_id = :survivor
            """)
        .param("restored", undone.restored().id())
        .param("survivor", undone.survivor().id())
        .param("merge", undone.merge())
        .update();
    part(moved);
    jdbc.sql("delete from inbox.client_move where merge_id = :merge")
        .param("merge", undone.merge())
        .update();
    tell(moved);
  }

  /// Conversations that were merged as one client's, and are not.
  private void part(List<UUID> moved) {
    jdbc.sql(
            """
            select a.id
              from inbox.conversation a
              join inbox.conversation s on s.id = a.merged_into
             where s.client_id <> a.client_id
               and (a.id = any (:moved) or s.id = any (:moved))
            """)
        .param("moved", moved.toArray(UUID[]::new))
        .query((row, _) -> new ConversationId(row.getObject("id", UUID.class)))
        .list()
        .forEach(merges::partBySystem);
  }

  private void tell(List<UUID> moved) {
    for (var id : moved) {
      conversations
          .lockBySystem(new ConversationId(id))
          .ifPresent(c -> chronicle.save(Actor.system(), c, c, What.OPENED));
    }
  }
}
