package dev.decorum.inbox;

import org.jspecify.annotations.Nullable;

/// What a draft says so far.
///
/// @param recipients null: not chosen yet
public record DraftContent(String text, @Nullable String subject, @Nullable Recipients recipients) {

  boolean blank() {
    return text.isBlank() && (subject == null || subject.isBlank());
  }
}
