package dev.decorum.inbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a conversation became one of its own.
///
/// Published in the transaction that splits, before it commits: who keeps where answers go moves
/// that along in a plain listener.
///
/// @param since when the first of what was said there was said
/// @param unansweredHere when the oldest message came that stayed and nobody has answered
/// @param unansweredThere the same of those that went along
public record ConversationSplit(
    ConversationId from,
    ConversationId to,
    List<InteractionId> moved,
    Instant since,
    @Nullable Instant unansweredHere,
    @Nullable Instant unansweredThere) {

  public ConversationSplit {
    moved = List.copyOf(moved);
  }
}
