package dev.decorum.conduct;

/// Who speaks in a call.
public enum Side {
  /// Somebody of the organisation.
  AGENT,
  CLIENT
}
