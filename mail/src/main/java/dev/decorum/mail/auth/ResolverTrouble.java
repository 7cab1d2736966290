package dev.decorum.mail.auth;

/// An answer could not be had: a server failed, did not answer in time, or too much was asked.
public final class ResolverTrouble extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ResolverTrouble(String message) {
    super(message);
  }

  public ResolverTrouble(String message, Throwable cause) {
    super(message, cause);
  }
}
