package dev.decorum.coaching;

import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Reviews what has left, in the background: a batch after the other while there are any.
@Component
@Profile("!command")
class ReviewWorker {

  private final Reviews reviews;

  ReviewWorker(Reviews reviews) {
    this.reviews = reviews;
  }

  @Scheduled(initialDelayString = "PT20S", fixedDelayString = "PT10S")
  void work() {
    while (reviews.next() > 0 && !Thread.currentThread().isInterrupted()) {
      // The next batch.
    }
  }
}
