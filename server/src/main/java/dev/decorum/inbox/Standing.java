package dev.decorum.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a conversation stands: its status and since when the client has waited. The rules of both
/// are here and nowhere else.
///
/// @param waitingSince when the oldest message of the client arrived that nobody has answered;
///   null: the client is not waiting
/// @param snoozedUntil when it wakes; only while snoozed
record Standing(Status status, @Nullable Instant waitingSince, @Nullable Instant snoozedUntil) {

  Standing {
    if ((status == Status.SNOOZED) != (snoozedUntil != null)) {
      throw new IllegalStateException("Snoozed if and only if there is a time to wake");
    }
  }

  /// A new matter.
  static Standing opened(@Nullable Instant waitingSince) {
    return new Standing(Status.OPEN, waitingSince, null);
  }

  /// The client wrote: whatever it was put away as, somebody has something to do. Mails may be
  /// worked on out of order; the oldest one counts.
  Standing clientWrote(Instant at) {
    return opened(waitingSince == null || at.isBefore(waitingSince) ? at : waitingSince);
  }

  /// We answered. Nobody waits for us any more, whatever remains to be done.
  ///
  /// @param then null: the status stays as it is
  Standing answered(@Nullable Status then) {
    var answered = new Standing(status, null, snoozedUntil);
    return then == null ? answered : answered.to(then);
  }

  /// An answer did not reach the client, or was taken back.
  ///
  /// @param waitingSince as it is without that answer
  Standing unanswered(@Nullable Instant waitingSince) {
    return opened(waitingSince);
  }

  /// A member says so. Whoever resolves a matter says that no answer is owed.
  Standing to(Status status) {
    return switch (status) {
      case OPEN, WAITING -> new Standing(status, waitingSince, null);
      case RESOLVED -> new Standing(status, null, null);
      case SNOOZED -> throw new IllegalStateException("To snooze needs a time");
    };
  }

  Standing snooze(Instant until) {
    return new Standing(Status.SNOOZED, waitingSince, until);
  }

  /// Its time has come. Awake already, it stays as it is.
  Standing wake() {
    return status == Status.SNOOZED ? opened(waitingSince) : this;
  }
}
