package dev.decorum.inbox;

import java.util.List;

/// Conversations are new or stand differently.
///
/// Published in the transaction that changes them, before it commits, like all events here: who
/// keeps something about conversations goes along in a plain listener.
///
/// @param states as they are now
public record ConversationsChanged(List<ConversationState> states) {

  public ConversationsChanged {
    states = List.copyOf(states);
  }
}
