package dev.decorum.channels;

import dev.decorum.channels.ImapSources.Claim;
import dev.decorum.channels.imap.ImapConnection;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A turn at a folder, and how others get at the thread that has it.
final class FetchTurn {

  private final Claim claim;
  private final Semaphore bell = new Semaphore(0);
  private volatile boolean ended;
  private volatile int failures;
  private volatile boolean progressed;
  private @Nullable ImapConnection connection;

  FetchTurn(Claim claim) {
    this.claim = claim;
    this.failures = claim.failures();
  }

  Claim claim() {
    return claim;
  }

  /// How often in a row nothing came of a turn.
  int failures() {
    return failures;
  }

  /// All there is has been dealt with.
  void wentWell() {
    failures = 0;
  }

  /// Mail was kept.
  void keptMail() {
    failures = 0;
    progressed = true;
  }

  /// Whether mail was kept. Then it is worth to go on at once, however the turn ended.
  boolean progressed() {
    return progressed;
  }

  boolean ended() {
    return ended;
  }

  /// There may be something to do.
  void wake() {
    bell.release();
  }

  /// Ends at the next pause.
  void end() {
    ended = true;
    wake();
  }

  /// Ends at once, in the middle of whatever it is.
  synchronized void breakOff() {
    end();
    if (connection != null) connection.close();
  }

  synchronized void connected(ImapConnection to) {
    connection = to;
    if (ended) to.close();
  }

  /// Waits to be woken.
  void pause(Duration most) throws InterruptedException {
    if (bell.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
      bell.drainPermits();
    }
  }
}
