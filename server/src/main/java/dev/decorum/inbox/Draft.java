package dev.decorum.inbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something a member has written and not sent yet.
///
/// @param no of the conversation; null: a new one
/// @param revision grows with each save
public record Draft(
    DraftId id,
    DraftKind kind,
    @Nullable Long no,
    DraftContent content,
    List<Attachment> files,
    long revision,
    Instant updatedAt) {

  public Draft {
    files = List.copyOf(files);
  }
}
