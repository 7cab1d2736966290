package dev.decorum.inbox;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// However many search at once, most connections stay free for everything else; and nobody waits
/// long.
@Component
class Turns {

  static final Duration PATIENCE = Duration.ofSeconds(2);

  static final int AT_ONCE = 4;
  private static final String CANCELLED = "57014";

  private final Semaphore turns = new Semaphore(AT_ONCE);
  private final Duration patience;

  @Autowired
  Turns() {
    this(PATIENCE);
  }

  Turns(Duration patience) {
    this.patience = patience;
  }

  /// @throws SearchBusy when there is no turn in time, or when the search took too long
  <T> T take(Supplier<T> search) {
    try {
      if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) throw new SearchBusy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SearchBusy();
    }
    try {
      return search.get();
    } catch (DataAccessException e) {
      if (e.getMostSpecificCause() instanceof SQLException cause
          && CANCELLED.equals(cause.getSQLState())) {
        throw new SearchBusy();
      }
      throw e;
    } finally {
      turns.release();
    }
  }
}
