package dev.decorum.coaching;

import dev.decorum.inbox.ConversationsRemoved;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// What is known of messages goes with their conversations.
@Component
class MessageRemoval {

  private final JdbcClient jdbc;

  MessageRemoval(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void remove(ConversationsRemoved removed) {
    jdbc.sql("delete from coaching.message where interaction_id = any (:ids)")
        .param("ids", removed.interactions().stream().map(one -> one.id()).toArray(UUID[]::new))
        .update();
  }
}
