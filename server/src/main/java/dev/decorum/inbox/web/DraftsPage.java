package dev.decorum.inbox.web;

import dev.decorum.inbox.DraftKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a member has begun and not sent.
public record DraftsPage(List<Line> drafts) {

  public DraftsPage {
    drafts = List.copyOf(drafts);
  }

  /// @param no of the conversation; null: a new one
  public record Line(
      DraftKind kind,
      @Nullable Long no,
      String text,
      Instant updatedAt,
      String url,
      String discard) {}
}
