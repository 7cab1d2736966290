package dev.decorum.engagements.web;

import dev.decorum.engagements.Engagement;
import dev.decorum.engagements.Engagements;
import dev.decorum.staff.Member;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/// Names those who have something to do, and says what day it is.
@Component
class EngagementLines {

  private final Engagements engagements;
  private final Staff staff;
  private final Clock clock;

  EngagementLines(Engagements engagements, Staff staff, Clock clock) {
    this.engagements = engagements;
    this.staff = staff;
    this.clock = clock;
  }

  EngagementLine of(Engagement one) {
    var owner = one.owner();
    return new EngagementLine(
        one,
        owner == null ? null : staff.member(owner).orElse(null),
        engagements.today(),
        clock.instant());
  }

  List<EngagementLine> of(List<Engagement> all) {
    return all.stream().map(this::of).toList();
  }

  /// Who could have something to do.
  ///
  /// @param now who has it
  List<Member> colleagues(Viewer viewer, Predicate<Member> now) {
    return staff.colleagues(viewer.id(), null, now);
  }
}
