package dev.decorum.channels;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// Whether mail leaves in time: a part of `/readyz` that says `LATE` and never no, since a node
/// with a slow outgoing server still works.
@Component("outgoingHealthIndicator")
@Profile("!command")
class QueueHealth implements HealthIndicator {

  private static final Status LATE = new Status("LATE");

  private final OutgoingQueue queue;

  QueueHealth(OutgoingQueue queue) {
    this.queue = queue;
  }

  @Override
  public Health health() {
    var standing = queue.standing();
    var health = standing.late() ? Health.status(LATE) : Health.up();
    return health.withDetail("waiting", standing.count()).build();
  }
}
