package dev.decorum.conduct.leaks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Leaks as they are found. Of two numbers or secrets that overlap the one that was found first
/// stays; names, illnesses and notes may overlap with anything.
final class Found {

  private final List<Leak> leaks = new ArrayList<>();

  boolean add(Kind kind, String form, int start, int end) {
    return add(Leak.of(kind, form, start, end));
  }

  boolean add(Leak leak) {
    // Every scanner goes from left to right: only the last few can overlap.
    for (var i = leaks.size() - 1; i >= 0 && i >= leaks.size() - 16; i--) {
      if (clash(leaks.get(i), leak)) {
        return false;
      }
    }
    return leaks.add(leak);
  }

  List<Leak> inOrder() {
    if (leaks.isEmpty()) {
      return List.of();
    }
    leaks.sort(Comparator.comparingInt(Leak::start));
    List<Leak> kept = new ArrayList<>(leaks.size());
    var last = new Leak[Kind.values().length];
    for (var leak : leaks) {
      var group = number(leak.kind()) ? 0 : leak.kind().ordinal();
      var before = last[group];
      if (before == null || before.end() <= leak.start()) {
        last[group] = leak;
        kept.add(leak);
      }
    }
    return kept;
  }

  private static boolean clash(Leak one, Leak other) {
    return one.start() < other.end()
        && other.start() < one.end()
        && (one.kind() == other.kind() || number(one.kind()) && number(other.kind()));
  }

  private static boolean number(Kind kind) {
    return switch (kind) {
      case CARD, IBAN, ID, DOB, PASSWORD, API_KEY -> true;
      case HEALTH, OTHER_CLIENT, INTERNAL -> false;
    };
  }
}
