package dev.decorum.inbox;

import java.time.Instant;

/// We said something to the client: in a message, on the phone, face to face. Published before the
/// conversation changes by that.
///
/// @param at when, which may be before it is written down
public record ClientAnswered(ConversationId conversation, Instant at) {}
