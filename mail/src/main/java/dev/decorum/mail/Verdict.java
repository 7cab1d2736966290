package dev.decorum.mail;

/// What kind of mail it is, as far as its own headers and parts tell.
public enum Verdict {
  /// A person or a system writes to us; it belongs in somebody's queue.
  ORDINARY,
  /// A machine answered what we sent.
  AUTO_REPLY,
  /// A machine answered that the person is away.
  OUT_OF_OFFICE,
  /// Sent to many, or by a machine of its own accord.
  BULK,
  /// Came by a mailing list.
  LIST,
  /// What we sent was not delivered, or not yet.
  BOUNCE,
  /// A provider passes on that a recipient called our mail spam (RFC 5965).
  COMPLAINT,
  /// Tells that our mail was delivered, displayed or deleted.
  RECEIPT,
  /// Has gone in circles.
  LOOP
}
