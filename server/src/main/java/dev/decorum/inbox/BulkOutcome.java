package dev.decorum.inbox;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of a change to many conversations.
///
/// @param undo takes it back; null when nothing was changed
/// @param changed how many were changed, or were so already
/// @param left numbers of those that stayed as they were, since a colleague or the client was
///   faster, or since they cannot be so
/// @param more whether the list goes on behind those that were looked at
public record BulkOutcome(@Nullable UUID undo, int changed, List<Long> left, boolean more) {

  public BulkOutcome {
    left = List.copyOf(left);
  }
}
