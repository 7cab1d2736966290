package dev.decorum.sla;

import dev.decorum.inbox.ConversationsRemoved;
import java.util.List;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The clocks of conversations go with them, and what came of them.
@Component
class ClockRemoval {

  private final JdbcClient jdbc;

  ClockRemoval(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void remove(ConversationsRemoved removed) {
    var conversations = removed.conversations().stream().map(one -> one.id()).toArray(UUID[]::new);
    for (var table : List.of("escalation", "outcome", "matter")) {
      jdbc.sql("delete from sla.%s where conversation_id = any (:ids)".formatted(table))
          .param("ids", conversations)
          .update();
    }
  }
}
