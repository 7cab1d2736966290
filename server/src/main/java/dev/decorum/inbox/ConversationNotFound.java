package dev.decorum.inbox;

/// There is no such conversation, or the viewer may not see it; the two look the same.
public final class ConversationNotFound extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ConversationNotFound() {
    super("No such conversation");
  }
}
