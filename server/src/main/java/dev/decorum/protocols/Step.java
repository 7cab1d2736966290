package dev.decorum.protocols;

import org.jspecify.annotations.Nullable;

/// A step of a protocol.
///
/// @param words what to do; of a shipped protocol a key of the message bundle
/// @param look what the coach looks for; null: it is ticked by hand
public record Step(String words, @Nullable Look look) {}
