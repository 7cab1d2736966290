package dev.decorum.conduct.rules;

import dev.decorum.conduct.text.Patterns;
import dev.decorum.conduct.text.Reading;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// All hits of all sets of phrases in one text, ordered by set and then by end.
final class Scan implements Patterns.Hits {

  private final Reading reading;
  private int[] sets;
  private int[] starts;
  private int[] ends;
  private int size;

  /// Where the hits of each set begin, once they are in order.
  private final int[] first;

  private int longest;
  private @Nullable Counts counts;

  private Scan(Reading reading, int sets) {
    this.reading = reading;
    var capacity = 16 + 4 * Math.min(reading.words(), 500);
    this.sets = new int[capacity];
    starts = new int[capacity];
    ends = new int[capacity];
    first = new int[sets + 1];
  }

  /// Looks for all phrases in the writer's own words of `reading`.
  static Scan of(Reading reading, Patterns patterns, int sets) {
    var scan = new Scan(reading, sets);
    patterns.in(reading, scan);
    scan.order();
    return scan;
  }

  @Override
  public void hit(int set, int start, int end) {
    if (!reading.ownAt(start)) {
      return;
    }
    if (size == sets.length) {
      sets = Arrays.copyOf(sets, size * 2);
      starts = Arrays.copyOf(starts, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
    }
    sets[size] = set;
    starts[size] = start;
    ends[size] = end;
    size++;
    first[set + 1]++;
    longest = Math.max(longest, end - start);
  }

  /// Counts how many hits each set has, then moves each to its place. Hits come by where they
  /// begin, so that few have to change places to be in the order of their ends.
  private void order() {
    for (var set = 1; set < first.length; set++) {
      first[set] += first[set - 1];
    }
    var place = Arrays.copyOf(first, first.length);
    var orderedStarts = new int[size];
    var orderedEnds = new int[size];
    for (var hit = 0; hit < size; hit++) {
      var to = place[sets[hit]]++;
      while (to > first[sets[hit]] && orderedEnds[to - 1] >= ends[hit]) {
        orderedStarts[to] = orderedStarts[to - 1];
        orderedEnds[to] = orderedEnds[to - 1];
        to--;
      }
      orderedStarts[to] = starts[hit];
      orderedEnds[to] = ends[hit];
    }
    starts = orderedStarts;
    ends = orderedEnds;
  }

  Reading reading() {
    return reading;
  }

  /// What can be counted in the text; counted when first asked for.
  Counts counts() {
    var known = counts;
    if (known == null) {
      known = Counts.of(reading);
      counts = known;
    }
    return known;
  }

  int from(int set) {
    return first[set];
  }

  int to(int set) {
    return first[set + 1];
  }

  boolean any(int set) {
    return first[set + 1] > first[set];
  }

  int start(int hit) {
    return starts[hit];
  }

  int end(int hit) {
    return ends[hit];
  }

  /// The first hit between `from` and `to` that ends after `offset`.
  int endingAfter(int from, int to, int offset) {
    var low = from;
    var high = to;
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

  boolean within(int from, int to, int start, int end) {
    for (var hit = endingAfter(from, to, start); hit < to && ends[hit] <= end; hit++) {
      if (starts[hit] >= start) {
        return true;
      }
    }
    return false;
  }

  boolean touches(int from, int to, int start, int end) {
    for (var hit = endingAfter(from, to, start); hit < to && ends[hit] < end + longest; hit++) {
      if (starts[hit] < end) {
        return true;
      }
    }
    return false;
  }

  /// Whether a hit of the set ends just before an offset, with at most a space between.
  boolean before(int set, int offset) {
    var end = offset;
    while (end > 0
        && (reading.plain().charAt(end - 1) == ' ' || reading.plain().charAt(end - 1) == '\n')) {
      end--;
    }
    var hit = endingAfter(from(set), to(set), end - 1);
    return hit < to(set) && ends[hit] == end;
  }

  /// Whether a hit of the set begins just after an offset, with at most a space between.
  boolean after(int set, int offset) {
    var start = offset;
    while (start < reading.plain().length()
        && (reading.plain().charAt(start) == ' ' || reading.plain().charAt(start) == '\n')) {
      start++;
    }
    for (var hit = endingAfter(from(set), to(set), start);
        hit < to(set) && ends[hit] <= start + longest;
        hit++) {
      if (starts[hit] == start) {
        return true;
      }
    }
    return false;
  }
}
