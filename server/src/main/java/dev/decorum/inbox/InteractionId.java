package dev.decorum.inbox;

import java.util.UUID;

/// Names one message, call, note or event of a conversation.
public record InteractionId(UUID id) {}
