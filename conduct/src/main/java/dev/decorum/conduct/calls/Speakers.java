package dev.decorum.conduct.calls;

import dev.decorum.conduct.Side;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whom a name in a transcript stands for.
public final class Speakers {

  private static final int LONGEST_NAME = 60;

  private final Map<String, Side> roles;
  private final Set<String> agents;

  /// @param roles what the sides are called, in lower case
  /// @param agents names of agents; where there are any, everybody else is a client
  public Speakers(Map<String, Side> roles, Set<String> agents) {
    this.roles = Map.copyOf(roles);
    this.agents =
        agents.stream()
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /// The side of somebody who is surely named; null when nobody said who that is.
  @Nullable Side named(String name) {
    var key = name.strip().toLowerCase(Locale.ROOT);
    if (agents.contains(key)) {
      return Side.AGENT;
    }
    var role = roles.get(key);
    if (role == null && numbered(key)) {
      role = roles.get(key.substring(0, key.length() - 1).strip());
    }
    return role != null || agents.isEmpty() ? role : Side.CLIENT;
  }

  /// The side of what may be a name or just words before a colon; null when it is no name.
  @Nullable Side perhapsNamed(String words) {
    return looksLikeName(words) || roles.containsKey(words.strip().toLowerCase(Locale.ROOT))
        ? named(words)
        : null;
  }

  /// Up to four words, each with a capital: `Anna Berg`, `SPEAKER 2`.
  static boolean looksLikeName(String words) {
    if (words.isBlank() || words.length() > LONGEST_NAME) {
      return false;
    }
    var parts = words.strip().split("\\s+");
    if (parts.length > 4) {
      return false;
    }
    for (var part : parts) {
      var first = part.charAt(0);
      if (!(Character.isUpperCase(first) || Character.isDigit(first) || first == '(')) {
        return false;
      }
    }
    return true;
  }

  private static boolean numbered(String key) {
    return key.length() > 1 && Character.isDigit(key.charAt(key.length() - 1));
  }
}
