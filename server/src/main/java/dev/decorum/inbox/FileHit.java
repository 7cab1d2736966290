package dev.decorum.inbox;

import dev.decorum.files.FileInfo;
import java.time.Instant;

/// A file that was found, with the conversation it belongs to.
///
/// @param at when it came or went
/// @param inText whether the words stand in what the file says, and not all in its name
public record FileHit(
    FileInfo file,
    Instant at,
    InteractionId interaction,
    ConversationRow conversation,
    boolean inText) {}
