package dev.decorum.inbox;

import java.util.Set;

/// Conversations are taken away for good, with their clients.
///
/// Published in the transaction that does it, before their rows go: who keeps rows of theirs
/// deletes them in a plain listener.
public record ConversationsRemoved(
    Set<ConversationId> conversations, Set<InteractionId> interactions) {

  public ConversationsRemoved {
    conversations = Set.copyOf(conversations);
    interactions = Set.copyOf(interactions);
  }
}
