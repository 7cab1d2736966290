package dev.decorum.conduct;

/// What the offsets of a [Finding] point into.
public enum Where {
  /// The reply under review.
  REPLY,
  /// The client's message that is answered.
  CLIENT_MESSAGE,
  /// The reply as a whole: something is missing from it, and start and end are 0.
  DOCUMENT
}
