package dev.decorum.inbox;

import java.util.List;

/// A part of a conversation became one of its own.
///
/// Published in the transaction that splits, before it commits: who keeps where answers go moves
/// that along in a plain listener.
public record ConversationSplit(ConversationId from, ConversationId to, List<InteractionId> moved) {

  public ConversationSplit {
    moved = List.copyOf(moved);
  }
}
