package dev.decorum.inbox;

import java.util.UUID;

/// Another conversation that has to do with one.
///
/// @param other the other end
public record ConversationLink(UUID id, Relation relation, ConversationRow other) {

  /// What the other conversation is to this one.
  public enum Relation {
    SAME_MATTER,
    /// This one goes on with the other.
    FOLLOWS,
    /// The other goes on with this one.
    FOLLOWED_BY;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
