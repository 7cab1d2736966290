package dev.decorum.conduct.rules;

import dev.decorum.conduct.text.Patterns;
import java.util.Collection;

/// Gathers the phrases of all rules of all packs for the one automaton. A set is what one key of
/// one rule lists; its number is what the automaton reports.
final class Sets {

  /// The set without phrases.
  static final int NONE = 0;

  private final Patterns.Builder patterns = Patterns.builder();
  private int count = 1;

  /// A new set of the phrases under a key.
  int add(Collection<String> all, Entry source) {
    if (all.isEmpty()) {
      return NONE;
    }
    for (var each : all) {
      try {
        patterns.add(each, count);
      } catch (IllegalArgumentException wrong) {
        throw source.problem(String.valueOf(wrong.getMessage()));
      }
    }
    return count++;
  }

  int count() {
    return count;
  }

  Patterns build() {
    return patterns.build();
  }
}
