package dev.decorum.inbox;

import dev.decorum.clients.Channel;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.TeamId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Hears of every message that a member sends and of every call, meeting, visit or public answer
/// that one writes down, in the transaction that keeps it. Modules above implement it.
public interface OwnWords {

  /// What was written.
  ///
  /// @param team that had the conversation when it was written
  /// @param aside what its writer had set aside in the draft, as [Drafts#dismissed] keeps it
  /// @param at when it leaves, or when it was spoken
  record Written(
      InteractionId id,
      Kind kind,
      Channel channel,
      MemberId author,
      @Nullable TeamId team,
      Set<String> aside,
      Instant at) {

    public Written {
      aside = Set.copyOf(aside);
    }
  }

  void written(Written words);
}
