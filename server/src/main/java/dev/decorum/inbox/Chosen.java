package dev.decorum.inbox;

import org.jspecify.annotations.Nullable;

/// A conversation that a member picked from a list.
///
/// @param version as the list showed it; null: whatever it is now
public record Chosen(long no, @Nullable Integer version) {}
