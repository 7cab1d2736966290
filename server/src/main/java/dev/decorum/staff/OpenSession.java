package dev.decorum.staff;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A browser somewhere in which a member is signed in.
///
/// @param seenAt when it was last used, to the minute
/// @param browser what it said it is
public record OpenSession(UUID id, Instant openedAt, Instant seenAt, @Nullable String browser) {}
