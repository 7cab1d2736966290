package dev.decorum.conduct.rules;

import java.util.HashMap;
import java.util.Map;

/// What packs may name that is written in Java.
///
/// @param checks by the name that rules give under `code`
/// @param excuses by the name that rules give under `unless`, besides `name`, `negated` and
///   `question`, which are always there
public record Checks(Map<String, Check> checks, Map<String, Excuse> excuses) {

  public static final Checks NONE = new Checks(Map.of(), Map.of());

  public Checks {
    checks = Map.copyOf(checks);
    excuses = Map.copyOf(excuses);
  }

  /// These and others.
  public Checks and(Map<String, Check> more) {
    var all = new HashMap<>(checks);
    all.putAll(more);
    return new Checks(all, excuses);
  }
}
