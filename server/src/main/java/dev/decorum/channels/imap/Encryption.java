package dev.decorum.channels.imap;

/// How the line to a server is encrypted.
public enum Encryption {
  /// TLS from the first byte.
  TLS,
  /// STARTTLS or no sign-in.
  STARTTLS,
  /// STARTTLS where it is offered.
  IF_OFFERED,
  NONE
}
