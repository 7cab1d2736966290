package dev.decorum.conduct.calls;

/// Who speaks in a call.
public enum Side {
  /// Somebody of the organisation.
  AGENT,
  CLIENT
}
