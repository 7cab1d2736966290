package dev.decorum.inbox.web;

import dev.decorum.inbox.TodayNotice;
import dev.decorum.inbox.UnderWay;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Viewer;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Tells a member of a message of theirs that did not leave, since the client wrote first.
@Component
class HeldBackNotice implements TodayNotice {

  private final UnderWay underWay;

  HeldBackNotice(UnderWay underWay) {
    this.underWay = underWay;
  }

  @Override
  public Optional<Line> of(Viewer viewer) {
    if (!viewer.may(Permission.WRITE_CLIENTS)) {
      return Optional.empty();
    }
    List<Long> held = underWay.heldBack(viewer);
    return held.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Line(
                held.size() == 1 ? "inbox.held_back.one" : "inbox.held_back.some",
                List.of(held.size()),
                "/c/" + held.getFirst(),
                "inbox.held_back.look"));
  }
}
