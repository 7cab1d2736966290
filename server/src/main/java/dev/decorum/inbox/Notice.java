package dev.decorum.inbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something a member was told of.
///
/// @param conversation null: a test
/// @param seen whether the member has been there
public record Notice(
    UUID id, NoticeEvent event, @Nullable ConversationRow conversation, Instant at, boolean seen) {}
