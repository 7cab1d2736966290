package dev.decorum.conduct.wording;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds things by numbers without boxing them; 0 is no key. Filled once, then only read.
final class LongMap<T> {

  private long[] keys;
  private @Nullable Object[] values;
  private int size;

  LongMap() {
    this(0);
  }

  /// With room for so many.
  LongMap(int most) {
    keys = new long[Math.max(1024, Integer.highestOneBit(Math.max(1, most)) * 4)];
    values = new @Nullable Object[keys.length];
  }

  int size() {
    return size;
  }

  /// The keys, in the order of [#all].
  long[] keys() {
    return Arrays.stream(keys).filter(key -> key != 0).toArray();
  }

  @SuppressWarnings("unchecked")
  @Nullable T get(long key) {
    var mask = keys.length - 1;
    var at = (int) (key ^ (key >>> 32)) & mask;
    while (keys[at] != 0) {
      if (keys[at] == key) {
        return (T) values[at];
      }
      at = (at + 1) & mask;
    }
    return null;
  }

  void put(long key, T value) {
    if (size * 3 > keys.length) {
      grow();
    }
    var mask = keys.length - 1;
    var at = (int) (key ^ (key >>> 32)) & mask;
    while (keys[at] != 0 && keys[at] != key) {
      at = (at + 1) & mask;
    }
    if (keys[at] == 0) {
      size++;
    }
    keys[at] = key;
    values[at] = value;
  }

  private void grow() {
    var oldKeys = keys;
    var oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = Arrays.copyOf(new @Nullable Object[0], keys.length);
    size = 0;
    for (var i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        put(oldKeys[i], unchecked(oldValues[i]));
      }
    }
  }

  @SuppressWarnings({"unchecked", "NullAway"})
  private T unchecked(@Nullable Object value) {
    return (T) value;
  }

  List<T> all() {
    return Arrays.stream(values).filter(v -> v != null).map(this::unchecked).toList();
  }
}
