package dev.decorum.conduct.rules;

import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.text.Patterns;
import java.util.Arrays;
import java.util.Collection;

/// Gathers the phrases of all rules of all packs for the one automaton. A set is what one key of
/// one rule lists; its number is what the automaton reports.
final class Sets {

  /// The set without phrases.
  static final int NONE = 0;

  private static final String CLASSES = "guidelines/classes.txt";

  private final Patterns.Builder patterns;
  private int count = 1;

  /// With the classes of words of the language, lines such as `regret = sorry; (to |we )?apolog*`.
  Sets(Language language) {
    patterns = Patterns.builder(language);
    if (language.has(CLASSES)) {
      for (var line : language.lines(CLASSES)) {
        var equals = line.indexOf('=');
        var members = line.substring(equals + 1).split(";");
        patterns.define(
            line.substring(0, equals).strip(),
            Arrays.stream(members).map(String::strip).filter(each -> !each.isEmpty()).toList());
      }
    }
  }

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
