package dev.decorum.staff;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A token as its member sees it listed; the token itself is shown once, when it is made.
///
/// @param scopes empty: whatever the member may
/// @param usedAt to the minute
public record AccessToken(
    int no,
    String name,
    Set<Scope> scopes,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant usedAt) {}
