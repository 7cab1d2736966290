package dev.decorum.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of a clock. It is written down once and never changed; what turns out to be wrong is
/// revoked by another one.
///
/// @param clock as it stood
/// @param at when it was so; of what was missed, when it was due
/// @param wall for how long the clock had run by then, around the clock
/// @param working how much of that was working time
/// @param revokes the one that does not hold any more, of a `REVOKED`
record Outcome(
    UUID id,
    Clock clock,
    Result result,
    Reason reason,
    Instant at,
    Duration wall,
    Duration working,
    @Nullable UUID revokes) {

  /// How it ended.
  enum Result {
    /// Done in time.
    MET,
    /// Due, and not done.
    MISSED,
    /// Done after it was missed.
    LATE,
    /// Nobody waits for it any more.
    CANCELLED,
    /// An earlier one does not hold any more.
    REVOKED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Result of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /// Why.
  enum Reason {
    /// We said something to the client.
    ANSWERED,
    /// The time was up.
    PASSED,
    RESOLVED,
    TRASHED,
    /// It went up in the clock of another conversation.
    MERGED,
    /// It went with a part of the conversation, or that came apart again.
    PARTED,
    /// No target holds for it any more.
    NO_TARGET,
    /// The answer was taken back or did not arrive.
    NOT_ANSWERED,
    /// The conversation was opened again, or brought back from the trash.
    REOPENED,
    /// What stopped it in time was written down only afterwards.
    TOLD_LATER;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Reason of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  ClockKind kind() {
    return clock.kind();
  }
}
