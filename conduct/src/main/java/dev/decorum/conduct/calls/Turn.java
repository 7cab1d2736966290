package dev.decorum.conduct.calls;

/// One uninterrupted stretch of speech of one side.
///
/// @param start seconds from the beginning of the recording
/// @param end seconds from the beginning of the recording; not before `start`
/// @param text what was said; empty where it is not known
public record Turn(Side speaker, double start, double end, String text) {

  private static final int MICROS = 1_000_000;

  public Turn {
    if (!(start >= 0 && end >= start && end <= 1e9)) {
      throw new IllegalArgumentException(
          "A turn has to start at 0 s or later and to end no earlier than it starts.");
    }
  }

  /// Whole microseconds, so that 6.2 - 5.7 is half a second and not a hair less.
  long startMicros() {
    return Math.round(start * MICROS);
  }

  long endMicros() {
    return Math.round(end * MICROS);
  }
}
