package dev.decorum.inbox.web;

import dev.decorum.clients.ClientSummary;
import org.jspecify.annotations.Nullable;

/// The first message of a conversation, while it is written.
///
/// @param client to whom; null: whoever has the address
/// @param draft names the draft; empty before the first save
public record ComposePage(@Nullable ClientSummary client, String draft, Composer composer) {}
