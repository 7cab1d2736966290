package dev.decorum.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be done about a clock, and when.
///
/// @param done how many of the steps were taken
/// @param next when it is due, or the next step is; null: it rests, or nothing is left
record Plan(int done, @Nullable Instant next) {

  /// A clock that is due later than it was is spoken of again.
  static Plan of(Clock clock, Terms terms, List<Step> steps, int done, Instant now) {
    int passed = 0;
    for (var step : steps) {
      var at = at(step, clock, terms);
      if (at != null && at.isBefore(now)) passed++;
    }
    int taken = clock.runs() ? Math.min(done, passed) : done;
    var due = clock.missed() ? null : clock.due();
    var step = taken < steps.size() ? at(steps.get(taken), clock, terms) : null;
    if (!clock.runs()) return new Plan(taken, null);
    if (step == null || due != null && due.isBefore(step)) return new Plan(taken, due);
    return new Plan(taken, step);
  }

  /// When a step is to be taken; null while the clock rests.
  static @Nullable Instant at(Step step, Clock clock, Terms terms) {
    var due = clock.due();
    if (due == null) return null;
    if (step.minutes() < 0) {
      var before = Duration.ofMinutes(-step.minutes());
      var used = clock.allowed().minus(before);
      // A warning before it has begun would be no warning.
      return used.isNegative() ? clock.since() : clock.when(used, terms);
    }
    return clock.after(due, Duration.ofMinutes(step.minutes()), terms);
  }
}
