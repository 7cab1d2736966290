package dev.decorum.coach;

import java.util.Set;

/// How far a writer is while a message is checked.
///
/// @param caret where the next letter will come; -1: nowhere, everything is judged
/// @param settled whether the writer has paused: what the message as a whole lacks is said only
///   then, or when it is on the screen already
/// @param shown ids of what is on the screen
public record Pace(int caret, boolean settled, Set<String> shown) {

  /// Everything, at once.
  public static final Pace DONE = new Pace(-1, true, Set.of());

  public Pace {
    shown = Set.copyOf(shown);
  }
}
