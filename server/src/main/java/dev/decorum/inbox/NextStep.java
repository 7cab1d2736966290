package dev.decorum.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What follows a contact: until it is done, the conversation stays with whoever wrote it down.
///
/// @param at when to take it up; the conversation comes back then. Null: now
public record NextStep(@Nullable Instant at) {}
