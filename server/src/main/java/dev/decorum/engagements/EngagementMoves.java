package dev.decorum.engagements;

import dev.decorum.clients.ClientsMerged;
import dev.decorum.clients.ClientsRemoved;
import dev.decorum.clients.ClientsUnmerged;
import dev.decorum.inbox.ConversationRemoved;
import dev.decorum.inbox.ConversationsMerged;
import dev.decorum.inbox.ConversationsParted;
import dev.decorum.inbox.ConversationsRemoved;
import dev.decorum.staff.RoleEnded;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Follows what becomes of clients, conversations and members, in their transactions: no service is
/// lost by it. Keys stay where they are.
@Component
@Transactional(propagation = Propagation.MANDATORY)
class EngagementMoves {

  private final JdbcClient jdbc;

  EngagementMoves(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @EventListener
  void merged(ClientsMerged merge) {
    jdbc.sql(
            """
            with moved as (
              update engagements.engagement
                 set client_id = :survivor
               where client_id = :absorbed
              returning id)
            insert into engagements.client_move (merge_id, engagement_id)
            select :merge, m.id from moved m
            """)
        .param("survivor", merge.survivor().id())
        .param("absorbed", merge.absorbed().id())
        .param("merge", merge.merge())
        .update();
  }

  @EventListener
  void unmerged(ClientsUnmerged undone) {
    jdbc.sql(
            """
            with back as (
              delete from engagements.client_move
               where merge_id = :merge
              returning engagement_id)
            update engagements.engagement e
               set client_id = :restored
              from back b
             where e.id = b.engagement_id
               and e.client_id = :survivor
            """)
        .param("restored", undone.restored().id())
        .param("survivor", undone.survivor().id())
        .param("merge", undone.merge())
        .update();
  }

  @EventListener
  void removed(ClientsRemoved removed) {
    jdbc.sql(
            """
            delete from engagements.engagement
             where client_id = any (:clients)
                or key_id = any (:keys)
            """)
        .param("clients", removed.clients().stream().map(one -> one.id()).toArray(UUID[]::new))
        .param("keys", removed.keys().stream().map(one -> one.id()).toArray(UUID[]::new))
        .update();
  }

  /// Reports go where the conversation has gone.
  @EventListener
  void merged(ConversationsMerged merged) {
    jdbc.sql(
            """
            with moved as (
              update engagements.engagement
                 set conversation_id = :survivor
               where conversation_id = :absorbed
              returning id)
            insert into engagements.report_move (engagement_id, absorbed_id)
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
              delete from engagements.report_move
               where absorbed_id = :absorbed
              returning engagement_id)
            update engagements.engagement e
               set conversation_id = :absorbed
              from back b
             where e.id = b.engagement_id
               and e.conversation_id = :survivor
            """)
        .param("survivor", parted.survivor().id())
        .param("absorbed", parted.absorbed().id())
        .update();
  }

  /// The next report begins another conversation.
  @EventListener
  void removed(ConversationRemoved removed) {
    forget(new UUID[] {removed.conversation().id()});
  }

  @EventListener
  void removed(ConversationsRemoved removed) {
    forget(removed.conversations().stream().map(one -> one.id()).toArray(UUID[]::new));
  }

  private void forget(UUID[] conversations) {
    jdbc.sql(
            """
            update engagements.engagement
               set conversation_id = null
             where conversation_id = any (:ids)
            """)
        .param("ids", conversations)
        .update();
  }

  /// What somebody had who serves clients no more is nobody's: whoever serves the client is shown
  /// it.
  @EventListener
  void ended(RoleEnded ended) {
    for (var table : new String[] {"engagement", "milestone"}) {
      jdbc.sql(
              """
              update engagements.%s
                 set owner_id = null
               where owner_id = :member
                 and not staff.serves_clients(:member)
              """
                  .formatted(table))
          .param("member", ended.member().id())
          .update();
    }
  }
}
