package dev.decorum.audit;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Some entries, newest first.
///
/// @param next where the following page begins; null: this is the last
public record AuditPage(List<AuditEntry> entries, @Nullable Cursor next) {

  /// The last entry of a page.
  public record Cursor(Instant at, UUID id) {

    /// As it stands in a link.
    @Override
    public String toString() {
      return at + "_" + id;
    }

    /// @throws IllegalArgumentException when it is none of ours
    public static Cursor parse(String text) {
      int cut = text.indexOf('_');
      try {
        if (cut > 0)
          return new Cursor(
              Instant.parse(text.substring(0, cut)), UUID.fromString(text.substring(cut + 1)));
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException("not a cursor", e);
      }
      throw new IllegalArgumentException("not a cursor");
    }
  }

  public AuditPage {
    entries = List.copyOf(entries);
  }
}
