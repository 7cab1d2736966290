package dev.decorum.conduct;

/// A transcript is not what it says it is. The message names the line and what is wrong with it,
/// and never repeats what was said.
public final class TranscriptUnreadable extends RuntimeException {

  private final int line;
  private final String what;

  /// @param line counted from 1
  public TranscriptUnreadable(int line, String what) {
    super("Line %d: %s".formatted(line, what));
    this.line = line;
    this.what = what;
  }

  /// The line at fault, counted from 1.
  public int line() {
    return line;
  }

  /// The message without the line.
  public String what() {
    return what;
  }
}
