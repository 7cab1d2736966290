package dev.decorum.channels.dns;

/// The answer is not remembered: DNS would have to be asked.
public final class NotKnownYet extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotKnownYet() {
    super("DNS has to be asked", null, false, false);
  }
}
