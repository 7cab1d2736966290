package dev.decorum.inbox;

import dev.decorum.inbox.Condition.Field;
import java.util.List;
import java.util.Set;

/// Which conversations a saved view shows.
///
/// @param any whether one of the conditions is enough; else all must hold
public record ViewRule(boolean any, List<Condition> conditions) {

  public static final int MOST = 12;

  /// Fields that leave a small part of all conversations, each with an index that finds it.
  private static final Set<Field> NARROW =
      Set.of(Field.ASSIGNEE, Field.TEAM, Field.TAG, Field.CLIENT);

  public ViewRule {
    conditions = List.copyOf(conditions);
  }

  /// Whether it is about work to do, and so about a small part of all there ever was: only such a
  /// view is counted.
  public boolean counts() {
    return !any
        && conditions.stream()
            .anyMatch(
                one ->
                    one.field() == Field.WAITING
                        || one.is(Field.STATE) && !one.values().contains(Status.RESOLVED.word()));
  }

  /// Whether an index of its own finds what it shows.
  boolean narrow() {
    return !any
        && conditions.stream()
            .anyMatch(
                one ->
                    NARROW.contains(one.field())
                        && one.is(one.field())
                        && !one.values().contains(Condition.NONE));
  }
}
