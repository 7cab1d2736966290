package dev.decorum.clients;

import java.util.Optional;

/// Knows with whom a conversation is. The module that keeps conversations implements it.
public interface ConversationNumbers {

  /// The client of the conversation of this number, whoever may see it.
  Optional<ClientId> clientBySystem(long conversationNo);
}
