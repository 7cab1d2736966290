package dev.decorum.inbox;

import java.util.List;

/// What rules say of a conversation that begins, beside its team.
///
/// @param rules names of the rules, to be told in the thread; none: nothing is told
public record Routed(List<String> tags, Priority priority, List<String> rules) {

  /// No rule says anything.
  public static final Routed NOWHERE = new Routed(List.of(), Priority.NORMAL, List.of());

  public Routed {
    tags = List.copyOf(tags);
    rules = List.copyOf(rules);
  }
}
