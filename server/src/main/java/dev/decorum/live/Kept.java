package dev.decorum.live;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Settings that each node keeps in memory and reads again when somebody changed them on any node.
/// Made for what is asked for all the time and hardly anybody changes.
public final class Kept<T> {

  private record Read<T>(T value, long changes) {}

  private final Live live;
  private final String queue;
  private final Supplier<T> reader;
  private final AtomicLong changes = new AtomicLong();
  private volatile @Nullable Read<T> last;

  /// @param queue by which nodes wake each other after a change
  public Kept(Live live, String queue, Supplier<T> reader) {
    this.live = live;
    this.queue = queue;
    this.reader = reader;
    live.onWake(queue, changes::incrementAndGet);
  }

  /// What was last read, unless something has changed since. A change that comes while it is being
  /// read is read with the next call.
  public T get() {
    var known = last;
    long seen = changes.get();
    if (known != null && known.changes() == seen) return known.value();
    var value = reader.get();
    last = new Read<>(value, seen);
    return value;
  }

  /// Says that the current transaction changes something: this node reads it again as soon as that
  /// is committed, others as soon as they hear of it.
  public void changed() {
    live.wake(queue);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            changes.incrementAndGet();
          }
        });
  }
}
