package dev.decorum.sla;

import dev.decorum.hours.CalendarId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a policy is to be.
///
/// @param calendar null: the standard one
public record NewPolicy(
    String name,
    Conditions conditions,
    @Nullable CalendarId calendar,
    Map<ClockKind, Target> targets,
    List<Step> steps) {

  public NewPolicy {
    targets = Map.copyOf(targets);
    steps = List.copyOf(steps);
  }
}
