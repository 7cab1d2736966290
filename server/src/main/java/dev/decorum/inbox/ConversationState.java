package dev.decorum.inbox;

import dev.decorum.clients.Channel;
import dev.decorum.clients.ClientId;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.TeamId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a conversation stands, for modules that keep an eye on it: nothing of what was said.
///
/// @param waitingSince when the oldest message of the client came that nobody has answered
/// @param deleted whether it lies in the trash, or went up in another one
public record ConversationState(
    ConversationId id,
    ClientId client,
    Channel channel,
    Status status,
    @Nullable Instant waitingSince,
    @Nullable TeamId team,
    @Nullable MemberId assignee,
    List<String> tags,
    Priority priority,
    boolean deleted) {

  public ConversationState {
    tags = List.copyOf(tags);
  }

  static ConversationState of(Conversation c) {
    return new ConversationState(
        c.id(),
        c.client(),
        c.channel(),
        c.standing().status(),
        c.standing().waitingSince(),
        c.team(),
        c.assignee(),
        c.tags(),
        c.priority(),
        c.deletedAt() != null);
  }
}
