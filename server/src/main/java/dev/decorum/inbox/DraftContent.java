package dev.decorum.inbox;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a draft says so far.
///
/// @param recipients null: not chosen yet
/// @param forwards the messages it passes on; null: none, or as it was
/// @param former the words of its writer that others took the place of; null: none, or as it was
public record DraftContent(
    String text,
    @Nullable String subject,
    @Nullable Recipients recipients,
    @Nullable List<UUID> forwards,
    @Nullable String former) {

  public DraftContent {
    forwards = forwards == null ? null : List.copyOf(forwards);
  }

  public DraftContent(String text, @Nullable String subject, @Nullable Recipients recipients) {
    this(text, subject, recipients, null);
  }

  public DraftContent(
      String text,
      @Nullable String subject,
      @Nullable Recipients recipients,
      @Nullable List<UUID> forwards) {
    this(text, subject, recipients, forwards, null);
  }

  /// The same, with what `other` passes on and keeps unless it says so itself.
  DraftContent or(DraftContent other) {
    return new DraftContent(
        text,
        subject,
        recipients,
        forwards == null ? other.forwards : forwards,
        former == null ? other.former : former);
  }

  /// With other words, and these kept.
  DraftContent replaced(String words) {
    return new DraftContent(words, subject, recipients, forwards, text);
  }

  boolean blank() {
    return text.isBlank() && (subject == null || subject.isBlank());
  }
}
