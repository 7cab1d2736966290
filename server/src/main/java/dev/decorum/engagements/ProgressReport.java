package dev.decorum.engagements;

import dev.decorum.engagements.EngagementChange.What;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What there is to tell a client about their service: what was done since they were last told,
/// what comes next, and which days are not kept, with the reason and the new day.
///
/// @param dropped what will not be done, with the reason
record ProgressReport(
    List<Milestone> done, List<Milestone> next, List<Delay> delays, List<Delay> dropped) {

  /// What comes further ahead is no news.
  private static final int DAYS_AHEAD = 14;

  ProgressReport {
    done = List.copyOf(done);
    next = List.copyOf(next);
    delays = List.copyOf(delays);
    dropped = List.copyOf(dropped);
  }

  /// @param reason as whoever moved it wrote it; null: nobody has said
  record Delay(Milestone milestone, @Nullable String reason) {

    /// Whether there is another day than the one that has passed.
    boolean dated() {
      return milestone.unknown();
    }
  }

  /// @param since what happened since the last report, the oldest first
  static ProgressReport of(Engagement one, List<EngagementChange> since, LocalDate today) {
    Map<UUID, What> last = new HashMap<>();
    Map<UUID, String> reasons = new HashMap<>();
    for (var change : since) {
      var milestone = change.milestone();
      if (milestone == null) continue;
      if (change.what() == What.DONE || change.what() == What.DROPPED) {
        last.put(milestone, change.what());
      }
      if (change.reason() != null) reasons.put(milestone, change.reason());
    }
    var all = one.milestones();
    return new ProgressReport(
        all.stream()
            .filter(each -> each.state() == Milestone.State.DONE)
            .filter(each -> last.get(each.id()) == What.DONE)
            .toList(),
        upcoming(all, today),
        all.stream()
            .filter(each -> each.slips(today))
            .map(each -> new Delay(each, reasons.get(each.id())))
            .toList(),
        all.stream()
            .filter(each -> each.state() == Milestone.State.DROPPED)
            .filter(each -> last.get(each.id()) == What.DROPPED)
            .map(each -> new Delay(each, reasons.get(each.id())))
            .toList());
  }

  /// What is due soon; when nothing is, what comes first.
  private static List<Milestone> upcoming(List<Milestone> all, LocalDate today) {
    var kept = all.stream().filter(each -> !each.state().ended() && !each.slips(today)).toList();
    var soon =
        kept.stream().filter(each -> !each.dueOn().isAfter(today.plusDays(DAYS_AHEAD))).toList();
    return soon.isEmpty() ? kept.stream().limit(1).toList() : soon;
  }
}
