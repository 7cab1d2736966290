package dev.decorum.inbox;

/// The conversation has changed since the version that a change was made on.
public final class StaleConversation extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StaleConversation() {
    super("The conversation has changed");
  }
}
