package dev.decorum.channels;

import dev.decorum.clients.ClientsRemoved;
import dev.decorum.files.FileId;
import dev.decorum.files.Files;
import dev.decorum.inbox.ConversationsRemoved;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// What is kept of the mails of conversations goes with them.
@Component
class MailRemoval {

  private final JdbcClient jdbc;
  private final Files files;

  MailRemoval(JdbcClient jdbc, Files files) {
    this.jdbc = jdbc;
    this.files = files;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void remove(ConversationsRemoved removed) {
    var conversations = removed.conversations().stream().map(one -> one.id()).toArray(UUID[]::new);
    var interactions = removed.interactions().stream().map(one -> one.id()).toArray(UUID[]::new);
    delete("delete from channels.outbox where interaction_id = any (:ids)", interactions);
    delete("delete from channels.returned_mail where interaction_id = any (:ids)", interactions);
    delete("delete from channels.reply_token where conversation_id = any (:ids)", conversations);
    delete("delete from channels.message_ref where conversation_id = any (:ids)", conversations);
    jdbc.sql(
            """
            delete from channels.incoming
             where conversation_id = any (:ids)
            returning raw_file
            """)
        .param("ids", conversations)
        .query(UUID.class)
        .list()
        .forEach(file -> files.delete(new FileId(file)));
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void remove(ClientsRemoved removed) {
    delete(
        "delete from channels.accepted_sender where client_id = any (:ids)",
        removed.clients().stream().map(one -> one.id()).toArray(UUID[]::new));
  }

  private void delete(String statement, UUID[] ids) {
    jdbc.sql(statement).param("ids", ids).update();
  }
}
