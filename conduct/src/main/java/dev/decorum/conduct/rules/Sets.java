package dev.decorum.conduct.rules;

import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.text.Patterns;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Gathers the phrases of all rules of all packs for the one automaton. A set is what one key of
/// one rule lists; its number is what the automaton reports.
final class Sets {

  /// The set without phrases.
  static final int NONE = 0;

  private static final String CLASSES = "guidelines/classes.txt";

  private final Language language;

  /// What the build made of the phrases of the first sets; null where it made none.
  private final @Nullable Patterns made;

  private Patterns.@Nullable Builder patterns;
  private int count;

  Sets(Language language) {
    this(language, null, 1);
  }

  Sets(Language language, @Nullable Patterns made, int count) {
    this.language = language;
    this.made = made;
    this.count = count;
  }

  /// With the classes of words of the language, lines such as `regret = sorry; (to |we )?apolog*`.
  private Patterns.Builder patterns() {
    if (patterns != null) {
      return patterns;
    }
    var builder = made == null ? Patterns.builder(language) : made.more(language);
    if (language.has(CLASSES)) {
      for (var line : language.lines(CLASSES)) {
        var equals = line.indexOf('=');
        var members = line.substring(equals + 1).split(";");
        builder.define(
            line.substring(0, equals).strip(),
            Arrays.stream(members).map(String::strip).filter(each -> !each.isEmpty()).toList());
      }
    }
    patterns = builder;
    return builder;
  }

  /// A new set of the phrases under a key.
  int add(Collection<String> all, Place source) {
    if (all.isEmpty()) {
      return NONE;
    }
    for (var each : all) {
      try {
        patterns().add(each, count);
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
    return patterns == null && made != null ? made : patterns().build();
  }
}
