package dev.decorum.sla;

import dev.decorum.hours.WorkingTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What holds for a conversation.
///
/// @param hours by which working time is counted
/// @param targets for what there is none, no clock runs
record Terms(WorkingTime hours, Map<ClockKind, Target> targets) {

  static final Terms NONE = new Terms(WorkingTime.ALWAYS, Map.of());

  Terms {
    targets = Map.copyOf(targets);
  }

  @Nullable Target target(ClockKind kind) {
    return targets.get(kind);
  }

  WorkingTime measure(Target target) {
    return target.working() ? hours : WorkingTime.ALWAYS;
  }
}
