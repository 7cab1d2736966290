package dev.decorum.channels;

import dev.decorum.live.Live;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Settings that each node keeps in memory and reads again when somebody changed them on any node.
/// Made for what each mail asks for and hardly anybody changes.
final class Kept<T> {

  private record Read<T>(T value, long changes) {}

  private final Supplier<T> reader;
  private final AtomicLong changes = new AtomicLong();
  private volatile @Nullable Read<T> last;

  /// @param queue by which nodes wake each other after a change
  Kept(Live live, String queue, Supplier<T> reader) {
    this.reader = reader;
    live.onWake(queue, changes::incrementAndGet);
  }

  /// What was last read, unless something has changed since. A change that comes while it is being
  /// read is read with the next call.
  T get() {
    var known = last;
    long seen = changes.get();
    if (known != null && known.changes() == seen) return known.value();
    var value = reader.get();
    last = new Read<>(value, seen);
    return value;
  }
}
