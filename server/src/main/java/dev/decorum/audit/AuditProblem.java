package dev.decorum.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A place where the log is not what was written.
///
/// @param no number in the chain; 0 when the entry never got one
/// @param entry nothing when the entry's id is lost too
/// @param at when the entry was made, or the nearest time known
public record AuditProblem(Kind kind, long no, @Nullable UUID entry, @Nullable Instant at) {

  public enum Kind {
    /// The entry says something else than when it was written.
    ALTERED,
    /// The entry was deleted.
    MISSING,
    /// The entry was not written by Decorum, or altered before it could be sealed.
    FORGED,
    /// The entry is there, its link in the chain is not.
    UNSEALED,
    /// The link was altered.
    LINK_ALTERED,
    /// Entries and their links are gone from the middle; `no` is the first one.
    LINKS_MISSING,
    /// Entries and their links are gone from the end; `no` is the last one known.
    CUT_OFF
  }

  /// One sentence for the administrator.
  public String sentence() {
    var which = "Entry %s of %s".formatted(entry, at);
    return switch (kind) {
      case ALTERED -> which + " was altered (number " + no + ").";
      case MISSING ->
          which + " was deleted" + (no > 0 ? " (number " + no + ")." : " before it was sealed.");
      case FORGED -> which + " was not written by Decorum.";
      case UNSEALED -> which + " has lost its seal.";
      case LINK_ALTERED ->
          "The seal of entry %s of %s was altered (number %d).".formatted(entry, at, no);
      case LINKS_MISSING -> "Entries are missing from number %d on, before %s.".formatted(no, at);
      case CUT_OFF ->
          "The end of the log was cut off: number %d is known to have been sealed.".formatted(no);
    };
  }
}
