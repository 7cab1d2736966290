package dev.decorum.coach;

import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Hears in the background how clients answer what left with words of templates.
@Component
@Profile("!command")
class EchoWorker {

  private final TemplateEchoes echoes;

  EchoWorker(TemplateEchoes echoes) {
    this.echoes = echoes;
  }

  @Scheduled(initialDelayString = "PT3M", fixedDelayString = "PT5M")
  void work() {
    while (echoes.listen() > 0 && !Thread.currentThread().isInterrupted()) {
      // The next batch.
    }
    echoes.clean();
  }
}
