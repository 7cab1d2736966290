package dev.decorum.inbox;

import java.util.UUID;

/// Names a conversation for good; people see its number.
public record ConversationId(UUID id) {}
