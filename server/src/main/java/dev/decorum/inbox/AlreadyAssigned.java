package dev.decorum.inbox;

/// A colleague took the conversation first.
public final class AlreadyAssigned extends RuntimeException {

  private static final long serialVersionUID = 1L;

  AlreadyAssigned() {
    super("The conversation is taken");
  }
}
