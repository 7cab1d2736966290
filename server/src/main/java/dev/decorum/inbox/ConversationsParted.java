package dev.decorum.inbox;

/// A conversation that had gone up in another one is one of its own again. Published before either
/// changes by that.
public record ConversationsParted(ConversationId survivor, ConversationId absorbed) {}
