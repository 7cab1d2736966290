package dev.decorum.conduct.text;

import java.util.Arrays;

/// A list of numbers without boxes.
final class Ints {

  private int[] values;
  private int size;

  Ints(int capacity) {
    values = new int[Math.max(2, capacity)];
  }

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  int get(int index) {
    return values[index];
  }

  void set(int index, int value) {
    values[index] = value;
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }

  int size() {
    return size;
  }

  /// The number of values that are at most `value`, less one; -1 when all are greater. The values
  /// must be in order.
  int floor(int value) {
    var low = 0;
    var high = size - 1;
    while (low <= high) {
      var middle = (low + high) >>> 1;
      if (values[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }
}
