package dev.decorum.channels;

/// What the domain in From says about a mail that claims to be from it (RFC 7489).
enum Dmarc {
  PASS,
  /// The domain says nothing.
  NONE,
  FAIL,
  NOT_CHECKED
}
