package dev.decorum.staff;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Clears away what has run out. Every node does it; doing it twice does no harm.
@Component
class Housekeeping {

  private final Sessions sessions;
  private final Links links;
  private final Attempts attempts;

  Housekeeping(Sessions sessions, Links links, Attempts attempts) {
    this.sessions = sessions;
    this.links = links;
    this.attempts = attempts;
  }

  @Scheduled(initialDelay = 5, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
  void clear() {
    sessions.forgetEnded();
    links.forgetExpired();
    attempts.forgetOld();
  }
}
