package dev.decorum.coaching;

import java.time.Instant;

/// Rules and settings by which messages were reviewed.
///
/// @param since when they came into force
public record Edition(int id, Instant since) {}
