package dev.decorum.practice;

import dev.decorum.practice.Run.Marks;
import dev.decorum.practice.Scenario.Result;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A run that has ended, for the member's own list.
///
/// @param scenario null: it has another version by now, or is gone, so the run can no longer be
///   opened
/// @param marks means over its replies
public record PastRun(
    long no, @Nullable Scenario scenario, Instant endedAt, Result result, Marks marks) {}
