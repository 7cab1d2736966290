package dev.decorum.conduct;

import dev.decorum.conduct.leaks.Kind;
import dev.decorum.conduct.leaks.Leak;
import dev.decorum.conduct.rules.Check;
import dev.decorum.conduct.rules.Exchange;
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

  /// Whether a client told of an illness in the same words: sympathy has to name it.
  private static boolean told(Exchange exchange, Leak leak) {
    var client = exchange.client();
    return client != null
        && client.plain().contains(exchange.reply().plain().substring(leak.start(), leak.end()));
  }

  private static Check of(Kind kind) {
    return (exchange, _, report) -> {
      for (var leak : exchange.leaks()) {
        if (leak.kind() == kind && !(kind == Kind.HEALTH && told(exchange, leak))) {
          report.markMasked(
              leak.sure() ? report.level() : Level.ADVICE, leak.start(), leak.end(), leak.shown());
        }
      }
    };
  }
}
