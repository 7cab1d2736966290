package dev.decorum.conduct.automaton;

import java.util.Arrays;

/// A list of numbers without boxes.
public final class Ints {

  private int[] values;
  private int size;

  public Ints(int capacity) {
    values = new int[Math.max(2, capacity)];
  }

  public void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  public void addAll(int[] more) {
    for (var value : more) {
      add(value);
    }
  }

  public int get(int index) {
    return values[index];
  }

  public void set(int index, int value) {
    values[index] = value;
  }

  public int last() {
    return values[size - 1];
  }

  public void removeLast() {
    size--;
  }

  public int[] toArray() {
    return Arrays.copyOf(values, size);
  }

  public int size() {
    return size;
  }

  /// The number of values that are at most `value`, less one; -1 when all are greater. The values
  /// must be in order.
  public int floor(int value) {
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
