package dev.decorum.conduct;

/// How much a [Finding] matters.
public enum Level {
  /// Something confidential would leave: the only level that keeps a message from being sent.
  STOP,
  /// A sure fault that a good professional would mend before sending.
  WARNING,
  /// Worth a look; the writer may well be right.
  ADVICE
}
