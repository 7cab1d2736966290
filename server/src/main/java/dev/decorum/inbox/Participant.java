package dev.decorum.inbox;

import dev.decorum.clients.ClientId;
import org.jspecify.annotations.Nullable;

/// Somebody who takes part in a conversation: our answers go to these addresses.
///
/// @param client whose address it is, where that is known
public record Participant(Address address, @Nullable ClientId client) {}
