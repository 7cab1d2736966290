package dev.decorum.inbox;

/// Where an incoming message went.
///
/// @param opened whether the conversation began with it
public record Received(
    ConversationId conversation, long no, InteractionId interaction, boolean opened) {}
