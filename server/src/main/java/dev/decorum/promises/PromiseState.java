package dev.decorum.promises;

import java.util.Locale;

/// Where a promise stands.
public enum PromiseState {
  /// In a message that has not left.
  PROPOSED,
  OPEN,
  /// Nobody has it, whoever has it is away when it is to be kept, or it is meant to be kept later
  /// than the client knows.
  AT_RISK,
  /// Its day has come.
  DUE,
  /// The client counted on it by now.
  OVERDUE,
  KEPT,
  KEPT_LATE,
  /// Open, with a new date that the client was told of before the old one had passed.
  RENEGOTIATED,
  /// It will not be kept.
  BROKEN,
  /// The client does not want it any more.
  WITHDRAWN;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException when there is none of this word
  public static PromiseState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /// Whether something has still to be done.
  public boolean runs() {
    return switch (this) {
      case OPEN, AT_RISK, DUE, OVERDUE, RENEGOTIATED -> true;
      case PROPOSED, KEPT, KEPT_LATE, BROKEN, WITHDRAWN -> false;
    };
  }

  public boolean ended() {
    return !runs() && this != PROPOSED;
  }
}
