package dev.decorum;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

  /// The libraries `conduct` and `mail` have public packages inside; their border is their
  /// artifact.
  @Test
  void modulesUseOnlyWhatTheyDeclare() {
    ApplicationModules.of(DecorumApplication.class)
        .detectViolations()
        .filter(
            violation ->
                !violation.hasMessageContaining("within module 'conduct'")
                    && !violation.hasMessageContaining("within module 'mail'"))
        .throwIfPresent();
  }
}
