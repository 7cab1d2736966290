package dev.decorum.sla.web;

import dev.decorum.sla.ConversationClocks;
import dev.decorum.sla.Written;
import java.time.Duration;

/// What is due in a conversation.
///
/// @param writes whether the reader may write to the client
public record DuePage(long no, ConversationClocks.View view, boolean writes) {

  /// Such as `1h 30m`.
  public String length(Duration length) {
    return Written.length(Duration.ofMinutes(length.toMinutes()));
  }
}
