package dev.decorum.inbox;

import dev.decorum.clients.Channel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A call, meeting, visit or post that a member writes down.
///
/// @param kind not a message, note or event
/// @param text what was said and agreed
/// @param at when it began
/// @param until when it ended; null: nobody knows, or it has no length
public record NewContact(
    Kind kind,
    Channel channel,
    Direction direction,
    String text,
    Instant at,
    @Nullable Instant until) {

  public NewContact(Kind kind, Channel channel, Direction direction, String text, Instant at) {
    this(kind, channel, direction, text, at, null);
  }

  public NewContact {
    if (kind == Kind.MESSAGE || kind == Kind.NOTE || kind == Kind.EVENT) {
      throw new IllegalArgumentException("Not a contact: " + kind.word());
    }
    if (until != null && !until.isAfter(at)) {
      throw new IllegalArgumentException("Ended before it began");
    }
  }

  /// Whether the client has been spoken to.
  boolean answersClient() {
    return kind != Kind.POST || direction == Direction.OUT;
  }
}
