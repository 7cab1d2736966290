package dev.decorum.conduct;

/// One uninterrupted stretch of speech of one side.
///
/// @param start seconds from the beginning of the recording
/// @param end seconds from the beginning of the recording; not before `start`
/// @param text what was said; empty where it is not known
public record Turn(Side speaker, double start, double end, String text) {

  public Turn {
    if (!(start >= 0 && end >= start && end <= 1e9)) {
      throw new IllegalArgumentException(
          "A turn has to start at 0 s or later and to end no earlier than it starts.");
    }
  }
}
