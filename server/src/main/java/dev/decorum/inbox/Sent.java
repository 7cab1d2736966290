package dev.decorum.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message of ours that is on its way.
///
/// @param undoUntil until when it can be taken back; null: it cannot
public record Sent(
    ConversationId conversation, long no, InteractionId interaction, @Nullable Instant undoUntil) {}
