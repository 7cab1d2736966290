package dev.decorum.inbox;

import dev.decorum.clients.Channel;
import dev.decorum.clients.ClientSummary;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.TeamId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conversation as lists show it.
///
/// @param preview the first words of the newest message
/// @param waitingSince since when the client has waited for an answer; null: the client is not
///   waiting
/// @param due when something is due to the client next; null: nothing is, or no target holds
/// @param lastAt time of the newest interaction that is not an event
public record ConversationRow(
    ConversationId id,
    long no,
    ClientSummary client,
    String subject,
    String preview,
    Channel channel,
    Status status,
    @Nullable TeamId team,
    @Nullable MemberId assignee,
    List<String> tags,
    Priority priority,
    @Nullable Instant waitingSince,
    @Nullable Instant snoozedUntil,
    Instant lastAt,
    Instant updatedAt,
    @Nullable Instant deletedAt,
    int version,
    @Nullable Instant due) {

  public ConversationRow {
    tags = List.copyOf(tags);
  }
}
