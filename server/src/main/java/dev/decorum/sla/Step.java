package dev.decorum.sla;

import java.util.Locale;

/// What is done when something is about to be missed, or was.
///
/// @param minutes before it is due, below zero, or after; counted as the target is
/// @param handOver whether a lead takes the conversation over, where there is one
public record Step(int minutes, Who who, boolean handOver) {

  /// Who is told.
  public enum Who {
    /// Whose conversation it is; of nobody's conversation the leads of its team.
    OWNER,
    /// The leads of its team; where there is none, all leads.
    LEADS,
    ADMINS;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException when there is none of this word
    public static Who of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
