package dev.decorum.inbox;

/// A conversation is no more: nothing had been said in it after all.
public record ConversationRemoved(ConversationId conversation) {}
