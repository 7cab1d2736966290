package dev.decorum.engagements;

import dev.decorum.staff.MemberId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happened to a service, or to one of its milestones.
///
/// @param by null: the system
/// @param milestone null: it was the service itself
/// @param before the day a milestone was meant for, where it was moved
/// @param after the day it is meant for now
/// @param told whether the client knew, where it was moved
/// @param reason in words, where one was asked for
public record EngagementChange(
    Instant at,
    @Nullable MemberId by,
    What what,
    @Nullable UUID milestone,
    @Nullable LocalDate before,
    @Nullable LocalDate after,
    @Nullable Boolean told,
    @Nullable String reason) {

  public enum What {
    BEGUN,
    CHANGED,
    RESUMED,
    PAUSED,
    FINISHED,
    STOPPED,
    REPORTED,
    REPORT_SKIPPED,
    ADDED,
    STARTED,
    DONE,
    REOPENED,
    DROPPED,
    MOVED,
    TOLD,
    GIVEN;

    /// The word in the database and in message bundles.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static What of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
