package dev.decorum.templates;

import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Lets go of how templates were used long ago.
@Component
@Profile("!command")
class InsertionCleaning {

  private final Insertions insertions;

  InsertionCleaning(Insertions insertions) {
    this.insertions = insertions;
  }

  @Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT9M")
  void clean() {
    insertions.clean();
  }
}
