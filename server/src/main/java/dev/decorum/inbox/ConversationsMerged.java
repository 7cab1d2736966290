package dev.decorum.inbox;

/// A conversation went up in another one. Published before either changes by that.
public record ConversationsMerged(ConversationId survivor, ConversationId absorbed) {}
