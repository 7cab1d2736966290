package dev.decorum.clients;

import dev.decorum.staff.MemberId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One entry among a client's preferences, with where it comes from and what for.
///
/// @param value as its kind writes it: a word of a choice, a zone, a language tag, hours such as
///   `08:00-17:30`, or plain text
/// @param saidBy who said so, when it was not the client
/// @param purpose why it is kept
/// @param consentOn when the client agreed that it is kept; null: nobody asked, since nobody has to
public record Preference(
    UUID id,
    PreferenceKind kind,
    String value,
    Source source,
    @Nullable String saidBy,
    LocalDate saidOn,
    String purpose,
    @Nullable LocalDate consentOn,
    MemberId notedBy,
    Instant notedAt) {

  /// Where one knows it from.
  public enum Source {
    CLIENT,
    SOMEBODY_ELSE,
    PUBLISHED,
    OBSERVED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException when there is none of this word
    public static Source of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  @Override
  public String toString() {
    return "Preference[%s]".formatted(id);
  }
}
