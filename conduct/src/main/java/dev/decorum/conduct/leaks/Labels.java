package dev.decorum.conduct.leaks;

import dev.decorum.conduct.text.Patterns;
import dev.decorum.conduct.text.Reading;
import java.util.Arrays;

/// Where the phrases of `leaks/labels.txt` stand in a text, by their ends.
final class Labels implements Patterns.Hits {

  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private byte[] labels = new byte[64];
  private int count;

  private Labels() {}

  static Labels in(Reading reading, Patterns phrases) {
    var labels = new Labels();
    phrases.in(reading, labels);
    labels.keepLongest();
    return labels;
  }

  @Override
  public void hit(int label, int start, int end) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
      labels = Arrays.copyOf(labels, count * 2);
    }
    // Hits come by where they begin, which is nearly the order of their ends.
    var at = count++;
    while (at > 0 && (ends[at - 1] > end || ends[at - 1] == end && starts[at - 1] < start)) {
      starts[at] = starts[at - 1];
      ends[at] = ends[at - 1];
      labels[at] = labels[at - 1];
      at--;
    }
    starts[at] = start;
    ends[at] = end;
    labels[at] = (byte) label;
  }

  /// Drops what lies inside a longer phrase of the same domain.
  private void keepLongest() {
    var from = new int[Label.DOMAINS];
    var to = new int[Label.DOMAINS];
    Arrays.fill(from, Integer.MAX_VALUE);
    var kept = count;
    for (var i = count - 1; i >= 0; i--) {
      var domain = Label.ALL[labels[i]].domain.ordinal();
      var inside = from[domain] <= starts[i] && ends[i] <= to[domain];
      if (inside && !(from[domain] == starts[i] && to[domain] == ends[i])) {
        continue;
      }
      if (starts[i] < from[domain]) {
        from[domain] = starts[i];
        to[domain] = ends[i];
      }
      kept--;
      starts[kept] = starts[i];
      ends[kept] = ends[i];
      labels[kept] = labels[i];
    }
    count -= kept;
    starts = Arrays.copyOfRange(starts, kept, kept + count);
    ends = Arrays.copyOfRange(ends, kept, kept + count);
    labels = Arrays.copyOfRange(labels, kept, kept + count);
  }

  int count() {
    return count;
  }

  int start(int hit) {
    return starts[hit];
  }

  int end(int hit) {
    return ends[hit];
  }

  Label label(int hit) {
    return Label.ALL[labels[hit]];
  }

  boolean is(int hit, Label label) {
    return hit >= 0 && labels[hit] == label.ordinal();
  }

  /// The last hit of a set that ends at or before an offset and not before `from`; -1 for none.
  int before(int offset, int from, long set) {
    for (var hit = firstAfter(offset) - 1; hit >= 0 && ends[hit] >= from; hit--) {
      if ((set & 1L << labels[hit]) != 0) {
        return hit;
      }
    }
    return -1;
  }

  /// The first hit of a set that begins at or after an offset and before `to`; -1 for none.
  int after(int offset, int to, long set) {
    for (var hit = firstAfter(offset); hit < count && starts[hit] < to; hit++) {
      if (starts[hit] >= offset && (set & 1L << labels[hit]) != 0) {
        return hit;
      }
    }
    return -1;
  }

  /// The first hit that ends after an offset.
  private int firstAfter(int offset) {
    var low = 0;
    var high = count;
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (ends[middle] <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
