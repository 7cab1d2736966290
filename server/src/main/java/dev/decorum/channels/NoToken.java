package dev.decorum.channels;

import jakarta.mail.MessagingException;

/// The provider gives no token to sign in with.
final class NoToken extends MessagingException {

  private static final long serialVersionUID = 1L;

  NoToken(Exception cause) {
    super("the provider gives no token", cause);
  }
}
