package dev.decorum.inbox;

import dev.decorum.clients.Channel;
import java.time.Instant;

/// A call, meeting, visit or post that a member writes down.
///
/// @param kind not a message, note or event
/// @param text what was said and agreed
/// @param at when it began
public record NewContact(Kind kind, Channel channel, Direction direction, String text, Instant at) {

  public NewContact {
    if (kind == Kind.MESSAGE || kind == Kind.NOTE || kind == Kind.EVENT) {
      throw new IllegalArgumentException("Not a contact: " + kind.word());
    }
  }

  /// Whether the client has been spoken to.
  boolean answersClient() {
    return kind != Kind.POST || direction == Direction.OUT;
  }
}
