package dev.decorum.channels;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntUnaryOperator;
import org.springframework.stereotype.Component;

/// Rings when this node has kept mails. Other nodes look every second; a notice to them with each
/// mail would make all commits queue behind one another.
///
/// It counts, too: while many wait, whoever brings more is held up for a moment, so that mail comes
/// in at the pace at which it is filed and nobody's mail waits behind a long queue.
@Component
class IntakeBell {

  /// Less than a second's work.
  private static final int MANY = 128;

  /// No longer: what cannot be filed now must be kept all the same.
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition fewer = lock.newCondition();
  private int waiting;

  void onRing(Runnable listener) {
    listeners.add(listener);
  }

  /// @param kept mails that nobody has taken up yet
  void ring(int kept) {
    count(now -> now + kept);
    listeners.forEach(Runnable::run);
  }

  /// Some of those that waited are worked on now.
  void takenUp(int mails) {
    count(now -> Math.max(0, now - mails));
  }

  /// None waits any more, whoever took them up.
  void noneLeft() {
    count(_ -> 0);
  }

  private void count(IntUnaryOperator change) {
    lock.lock();
    try {
      waiting = change.applyAsInt(waiting);
      if (waiting < MANY) fewer.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Returns when few mails wait, or after a moment.
  void awaitFew() {
    lock.lock();
    try {
      long left = MOMENT.toNanos();
      while (waiting >= MANY && left > 0) left = fewer.awaitNanos(left);
    } catch (InterruptedException e) {
      // Whoever is told to stop does so at the next thing they wait for.
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
