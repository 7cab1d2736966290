package dev.decorum.conduct;

import dev.decorum.conduct.leaks.Kind;
import dev.decorum.conduct.rules.Check;
import java.util.HashMap;
import java.util.Map;

/// The code that packs may name for confidentiality: `code: leak.card` and the other categories.
final class LeakChecks {

  private LeakChecks() {}

  static Map<String, Check> all() {
    Map<String, Check> checks = new HashMap<>();
    for (var kind : Kind.values()) {
      checks.put(kind.category(), of(kind));
    }
    return checks;
  }

  private static Check of(Kind kind) {
    return (exchange, _, report) -> {
      for (var leak : exchange.leaks()) {
        if (leak.kind() == kind) {
          report.markMasked(
              leak.sure() ? report.level() : Level.ADVICE, leak.start(), leak.end(), leak.shown());
        }
      }
    };
  }
}
