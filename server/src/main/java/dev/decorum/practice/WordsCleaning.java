package dev.decorum.practice;

import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Lets go of what members wrote while they practised.
@Component
@Profile("!command")
class WordsCleaning {

  private final Practice practice;

  WordsCleaning(Practice practice) {
    this.practice = practice;
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT8M")
  void clean() {
    practice.letGo();
  }
}
