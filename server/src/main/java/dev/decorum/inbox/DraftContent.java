package dev.decorum.inbox;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a draft says so far.
///
/// @param recipients null: not chosen yet
/// @param forwards the messages it passes on; null: none, or as it was
public record DraftContent(
    String text,
    @Nullable String subject,
    @Nullable Recipients recipients,
    @Nullable List<UUID> forwards) {

  public DraftContent {
    forwards = forwards == null ? null : List.copyOf(forwards);
  }

  public DraftContent(String text, @Nullable String subject, @Nullable Recipients recipients) {
    this(text, subject, recipients, null);
  }

  /// The same, passing on what `other` passes on unless it says so itself.
  DraftContent orForwards(DraftContent other) {
    return forwards == null ? new DraftContent(text, subject, recipients, other.forwards) : this;
  }

  boolean blank() {
    return text.isBlank() && (subject == null || subject.isBlank());
  }
}
