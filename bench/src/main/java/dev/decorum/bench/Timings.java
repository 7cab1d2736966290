package dev.decorum.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;

/// How long something took, each time, from any thread.
final class Timings {

  private static final double NANOS_A_MILLI = 1e6;

  private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();

  void add(long took) {
    nanos.add(took);
  }

  void addAll(Timings others) {
    nanos.addAll(others.nanos);
  }

  int count() {
    return nanos.size();
  }

  /// Milliseconds within which this share of them was done.
  double at(double share) {
    long[] sorted = List.copyOf(nanos).stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
            / NANOS_A_MILLI;
  }

  /// A line with the figures.
  String line(String name) {
    return String.format(
        Locale.ROOT,
        "%-34s %7d times   p50 %7.1f   p95 %7.1f   max %7.1f ms",
        name,
        count(),
        at(0.50),
        at(0.95),
        at(1));
  }

  /// A line with a figure, its goal, and whether it was reached.
  static String verdict(String name, double figure, double goal, String unit) {
    return String.format(
        Locale.ROOT,
        "%-34s %7.1f %s   goal %.0f   %s",
        name,
        figure,
        unit,
        goal,
        figure <= goal ? "reached" : "MISSED");
  }
}
