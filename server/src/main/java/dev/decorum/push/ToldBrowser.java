package dev.decorum.push;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A browser that is told when something is new.
///
/// @param service the host of its maker's service
/// @param toldAt when a message for it was last taken there; null: never yet
public record ToldBrowser(UUID id, String service, Instant since, @Nullable Instant toldAt) {}
