package dev.decorum.channels.web;

import dev.decorum.channels.OutgoingQueue;
import dev.decorum.inbox.TodayNotice;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Viewer;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Tells those who manage channels when mails wait too long to leave.
@Component
class QueueNotice implements TodayNotice {

  private final OutgoingQueue queue;

  QueueNotice(OutgoingQueue queue) {
    this.queue = queue;
  }

  @Override
  public Optional<Line> of(Viewer viewer) {
    if (!viewer.may(Permission.MANAGE_CHANNELS)) return Optional.empty();
    var standing = queue.standing();
    return standing.late()
        ? Optional.of(
            new Line(
                standing.count() == 1 ? "channels.queue.alarm.one" : "channels.queue.alarm.some",
                List.of(standing.count(), queue.patience().toMinutes()),
                OutboxController.HOME,
                "channels.queue.look"))
        : Optional.empty();
  }
}
