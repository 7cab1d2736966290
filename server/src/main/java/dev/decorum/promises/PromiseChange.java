package dev.decorum.promises;

import dev.decorum.staff.MemberId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something that was done about a promise, or that time did.
///
/// @param by null: time, or the system
/// @param before when it was due before; null: that did not change
/// @param owner who has it afterwards; of one that lost its owner who had it
/// @param told whether the client knew of the new date; null: there was none
public record PromiseChange(
    Instant at,
    @Nullable MemberId by,
    What what,
    PromiseState state,
    @Nullable Due before,
    @Nullable Due after,
    @Nullable MemberId owner,
    @Nullable Boolean told) {

  /// What it was.
  public enum What {
    MADE,
    /// The message it stands in left.
    BEGAN,
    MOVED,
    /// The client was told of the date.
    TOLD,
    GIVEN,
    KEPT,
    BROKEN,
    WITHDRAWN,
    REOPENED,
    DUE,
    OVERDUE,
    /// It came again, after the one before.
    AGAIN,
    /// From now on it comes again.
    REPEATS,
    /// It comes no more.
    REPEATS_ENDED,
    /// Whoever has it is away when it is to be kept.
    OWNER_AWAY,
    /// They are there after all.
    OWNER_BACK,
    /// Whoever had it works here no more.
    ORPHANED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static What of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
