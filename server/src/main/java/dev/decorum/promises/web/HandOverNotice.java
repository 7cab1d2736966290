package dev.decorum.promises.web;

import dev.decorum.hours.Calendars;
import dev.decorum.inbox.TodayNotice;
import dev.decorum.promises.HandOvers;
import dev.decorum.promises.HandOvers.Leave;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Viewer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// At the top of a member's day: that something falls due while they, or somebody whom they look
/// after, are away. From a working day before that on.
@Component
class HandOverNotice implements TodayNotice {

  private static final Duration WORKING_DAY = Duration.ofHours(8);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.UK);

  private final HandOvers handOvers;
  private final Calendars calendars;
  private final Clock clock;

  HandOverNotice(HandOvers handOvers, Calendars calendars, Clock clock) {
    this.handOvers = handOvers;
    this.calendars = calendars;
    this.clock = clock;
  }

  @Override
  public Optional<Line> of(Viewer viewer) {
    if (!viewer.may(Permission.WRITE_CLIENTS)) return Optional.empty();
    var now = clock.instant();
    var near = handOvers.leaving(viewer).stream().filter(one -> near(one, now)).toList();
    if (near.isEmpty()) return Optional.empty();
    var counts = handOvers.waiting(viewer, near);
    var leaves =
        near.stream().filter(one -> counts.getOrDefault(one.member().id(), 0) > 0).toList();
    if (leaves.isEmpty()) return Optional.empty();
    var first = leaves.getFirst();
    int count = leaves.stream().mapToInt(one -> counts.getOrDefault(one.member().id(), 0)).sum();
    return Optional.of(
        new Line(
            key(viewer, leaves, now),
            List.of(
                count,
                first.member().name(),
                DAY.format(first.away().from().atZone(viewer.zone())),
                DAY.format(first.away().until().atZone(viewer.zone()))),
            HandOverController.HOME + "?whose=" + first.member().no(),
            "promises.handover.look"));
  }

  private static String key(Viewer viewer, List<Leave> leaves, Instant now) {
    if (leaves.size() > 1) return "promises.handover.notice.several";
    var first = leaves.getFirst();
    var whose = first.member().id().equals(viewer.id()) ? "own" : "other";
    var when = first.away().begun(now) ? "" : ".soon";
    return "promises.handover.notice." + whose + when;
  }

  private boolean near(Leave leave, Instant now) {
    var left = calendars.standard().work().time().between(now, leave.away().from());
    return left.compareTo(WORKING_DAY) <= 0;
  }
}
