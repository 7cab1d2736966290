package dev.decorum.promises;

import java.util.Locale;

/// A part of the promise board, by what has to be done when. The days are those of whoever looks.
public enum Column {
  OVERDUE("p.ended_at is null and p.state = 'overdue'", false),
  TODAY(
      "p.ended_at is null and p.state not in ('overdue', 'proposed') and p.due_at <= :tomorrow",
      false),
  /// The next seven days, and what starts when a message leaves.
  WEEK(
      """
      p.ended_at is null and p.state <> 'overdue' and p.due_at <= :week
      and (p.state = 'proposed' or p.due_at > :tomorrow)
      """,
      false),
  LATER("p.ended_at is null and p.state <> 'overdue' and p.due_at > :week", false),
  /// Nobody said by when; the oldest first.
  UNDATED("p.ended_at is null and p.state <> 'overdue' and p.due_at is null", false),
  /// Kept in this week, the latest first.
  KEPT("p.ended_at >= :monday and p.state in ('kept', 'kept_late')", true);

  private final String condition;
  private final boolean ended;

  Column(String condition, boolean ended) {
    this.condition = condition;
    this.ended = ended;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// About a promise `p`.
  String condition() {
    return condition;
  }

  String order() {
    if (ended) return "p.ended_at desc, p.id desc";
    return this == UNDATED ? "p.id" : "p.due_at, p.id";
  }

  /// What comes after a place, as [#order] has it.
  String after() {
    if (ended) return "(p.ended_at, p.id) < (:at, :id)";
    return this == UNDATED ? "p.id > :id" : "(p.due_at, p.id) > (:at, :id)";
  }

  /// Whether it holds what is over.
  boolean ended() {
    return ended;
  }
}
