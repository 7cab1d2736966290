package dev.decorum.clients;

import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Lets go of preferences that were taken out and that nobody brought back.
@Component
@Profile("!command")
class PreferenceCleaning {

  private final Preferences preferences;

  PreferenceCleaning(Preferences preferences) {
    this.preferences = preferences;
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT6M")
  void clean() {
    preferences.deleteRemoved();
  }
}
