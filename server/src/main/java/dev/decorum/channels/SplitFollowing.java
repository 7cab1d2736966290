package dev.decorum.channels;

import dev.decorum.inbox.ConversationSplit;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Follows conversations that are split, in their transaction: an answer to a message that went
/// along goes where the message is.
@Component
class SplitFollowing {

  private final JdbcClient jdbc;

  SplitFollowing(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void split(ConversationSplit split) {
    var moved = split.moved().stream().map(one -> one.id()).toArray(UUID[]::new);
    jdbc.sql(
            """
            update channels.message_ref
               set conversation_id = :to
             where interaction_id = any (:moved)
            """)
        .param("to", split.to().id())
        .param("moved", moved)
        .update();
    jdbc.sql(
            """
            update channels.reply_token
               set conversation_id = :to
             where conversation_id = :from
               and interaction_id = any (:moved)
            """)
        .param("to", split.to().id())
        .param("from", split.from().id())
        .param("moved", moved)
        .update();
  }
}
