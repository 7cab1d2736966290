package dev.decorum.agenda;

import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Looks every minute whose day begins.
@Component
@Profile("!command")
class Mornings {

  private final Morning morning;

  Mornings(Morning morning) {
    this.morning = morning;
  }

  @Scheduled(fixedDelay = 60_000, initialDelay = 20_000)
  void run() {
    morning.send();
  }
}
