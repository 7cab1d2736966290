package dev.decorum.protocols;

import dev.decorum.inbox.ConversationsRemoved;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// How far a conversation has come in its protocol goes with the conversation.
@Component
class FollowedRemoval {

  private final JdbcClient jdbc;

  FollowedRemoval(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void remove(ConversationsRemoved removed) {
    jdbc.sql("delete from protocols.followed where conversation_id = any (:ids)")
        .param("ids", removed.conversations().stream().map(one -> one.id()).toArray(UUID[]::new))
        .update();
  }
}
