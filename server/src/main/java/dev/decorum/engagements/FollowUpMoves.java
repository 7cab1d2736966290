package dev.decorum.engagements;

import dev.decorum.inbox.ConversationRemoved;
import dev.decorum.inbox.ConversationSplit;
import dev.decorum.inbox.ConversationsMerged;
import dev.decorum.inbox.ConversationsParted;
import dev.decorum.inbox.ConversationsRemoved;
import dev.decorum.inbox.InteractionId;
import dev.decorum.staff.RoleEnded;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Follows what becomes of conversations and members, in their transactions. Clients need no
/// following: their conversations go with them.
@Component
@Transactional(propagation = Propagation.MANDATORY)
class FollowUpMoves {

  private final JdbcClient jdbc;

  FollowUpMoves(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Of a conversation that went up in another one the client is asked there; that they were silent
  /// in the old one says nothing any more.
  @EventListener
  void merged(ConversationsMerged merged) {
    jdbc.sql(
            """
            delete from engagements.follow_up
             where conversation_id = :absorbed
               and kind = 'silence'
               and ended_at is null
            """)
        .param("absorbed", merged.absorbed().id())
        .update();
    jdbc.sql(
            """
            with moved as (
              update engagements.follow_up
                 set conversation_id = :survivor
               where conversation_id = :absorbed
              returning id)
            insert into engagements.conversation_move (follow_up_id, absorbed_id)
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
              delete from engagements.conversation_move
               where absorbed_id = :absorbed
              returning follow_up_id)
            update engagements.follow_up f
               set conversation_id = :absorbed
              from back b
             where f.id = b.follow_up_id
               and f.conversation_id = :survivor
            """)
        .param("survivor", parted.survivor().id())
        .param("absorbed", parted.absorbed().id())
        .update();
  }

  /// The summary goes with the call.
  @EventListener
  void split(ConversationSplit split) {
    jdbc.sql(
            """
            update engagements.follow_up
               set conversation_id = :to
             where conversation_id = :from
               and interaction_id = any (:moved)
            """)
        .param("from", split.from().id())
        .param("to", split.to().id())
        .param("moved", split.moved().stream().map(InteractionId::id).toArray(UUID[]::new))
        .update();
  }

  @EventListener
  void removed(ConversationRemoved removed) {
    remove(new UUID[] {removed.conversation().id()});
  }

  @EventListener
  void removed(ConversationsRemoved removed) {
    remove(removed.conversations().stream().map(one -> one.id()).toArray(UUID[]::new));
  }

  private void remove(UUID[] conversations) {
    jdbc.sql("delete from engagements.follow_up where conversation_id = any (:ids)")
        .param("ids", conversations)
        .update();
  }

  /// What somebody should have done who serves clients no more is the team's.
  @EventListener
  void ended(RoleEnded ended) {
    jdbc.sql(
            """
            update engagements.follow_up
               set owner_id = null, version = version + 1
             where owner_id = :member
               and ended_at is null
               and not staff.serves_clients(:member)
            """)
        .param("member", ended.member().id())
        .update();
  }
}
