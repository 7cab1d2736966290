package dev.decorum.sla;

import dev.decorum.hours.CalendarId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Targets for some conversations.
///
/// @param calendar by which working time is counted; null: the standard one
/// @param steps earliest first
public record Policy(
    UUID id,
    int no,
    String name,
    Conditions conditions,
    @Nullable CalendarId calendar,
    Map<ClockKind, Target> targets,
    List<Step> steps,
    int version) {

  public Policy {
    targets = Map.copyOf(targets);
    steps = steps.stream().sorted(Comparator.comparing(Step::minutes)).toList();
  }
}
