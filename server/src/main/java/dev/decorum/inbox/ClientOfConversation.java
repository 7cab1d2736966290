package dev.decorum.inbox;

import dev.decorum.clients.ClientId;
import dev.decorum.clients.ConversationNumbers;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Names a client by the number of one of their conversations.
@Component
class ClientOfConversation implements ConversationNumbers {

  private final JdbcClient jdbc;

  ClientOfConversation(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<ClientId> clientBySystem(long conversationNo) {
    return jdbc.sql("select c.client_id from inbox.conversation c where c.no = :no")
        .param("no", conversationNo)
        .query(UUID.class)
        .optional()
        .map(ClientId::new);
  }
}
