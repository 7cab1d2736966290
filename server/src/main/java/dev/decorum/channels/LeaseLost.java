package dev.decorum.channels;

/// Another node has taken over, or the settings were changed: what this one was about to write
/// counts no more.
final class LeaseLost extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LeaseLost() {
    super("another has taken over", null, false, false);
  }
}
