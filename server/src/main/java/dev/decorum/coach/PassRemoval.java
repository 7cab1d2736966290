package dev.decorum.coach;

import dev.decorum.inbox.ConversationsRemoved;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Passes go with the conversations they were given for, and marks on the bench with messages.
@Component
class PassRemoval {

  private final JdbcClient jdbc;

  PassRemoval(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void remove(ConversationsRemoved removed) {
    jdbc.sql("delete from coach.false_alarm where interaction_id = any (:ids)")
        .param("ids", removed.interactions().stream().map(one -> one.id()).toArray(UUID[]::new))
        .update();
    jdbc.sql("delete from coach.pass where conversation_id = any (:ids)")
        .param("ids", removed.conversations().stream().map(one -> one.id()).toArray(UUID[]::new))
        .update();
  }
}
