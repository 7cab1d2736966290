package dev.decorum.bench;

/// What was found rightly, found wrongly, and missed.
final class Tally {

  int hits;
  int wrong;
  int missed;

  void add(Tally other) {
    hits += other.hits;
    wrong += other.wrong;
    missed += other.missed;
  }

  /// 1 where nothing was found: nothing wrong was said.
  double precision() {
    return hits + wrong == 0 ? 1 : (double) hits / (hits + wrong);
  }

  double recall() {
    return hits + missed == 0 ? 1 : (double) hits / (hits + missed);
  }

  double f1() {
    int all = 2 * hits + wrong + missed;
    return all == 0 ? 1 : 2.0 * hits / all;
  }
}
