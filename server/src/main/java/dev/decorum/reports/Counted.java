package dev.decorum.reports;

import dev.decorum.clients.ClientId;
import dev.decorum.inbox.ConversationId;
import dev.decorum.staff.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A promise or target that was counted, without a word of the client's.
///
/// @param at when it was decided whether it is in time
/// @param promise its number; null: it is a target
/// @param conversation null: a promise to a client, in no conversation
/// @param clientNo null: the client is not the viewer's to see
/// @param began when it was given, or the clock began
/// @param took null: it is not done
public record Counted(
    UUID id,
    Instant at,
    @Nullable Long promise,
    @Nullable ConversationId conversation,
    @Nullable Long conversationNo,
    ClientId client,
    @Nullable Long clientNo,
    @Nullable String channel,
    @Nullable TeamId team,
    Result result,
    boolean renegotiated,
    Instant began,
    @Nullable Duration took) {}
