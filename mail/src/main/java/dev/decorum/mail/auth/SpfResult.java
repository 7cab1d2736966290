package dev.decorum.mail.auth;

/// Whether a server may send for a domain (RFC 7208, 2.6).
public enum SpfResult {
  PASS,
  FAIL,
  SOFT_FAIL,
  NEUTRAL,
  /// The domain says nothing about it.
  NONE,
  /// DNS did not answer; it may be possible later.
  TEMPORARY_ERROR,
  /// What the domain says cannot be understood or asks for too much.
  PERMANENT_ERROR,
  /// Nobody knows from which server the mail came.
  NOT_CHECKED
}
