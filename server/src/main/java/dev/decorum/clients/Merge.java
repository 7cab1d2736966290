package dev.decorum.clients;

import java.time.Instant;
import java.util.UUID;

/// A merge that can still be undone.
///
/// @param absorbed the name of the record that went into the client
public record Merge(UUID id, long absorbedNo, String absorbed, Instant at, Instant undoableUntil) {}
