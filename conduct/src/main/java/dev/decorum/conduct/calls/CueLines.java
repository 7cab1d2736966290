package dev.decorum.conduct.calls;

import dev.decorum.conduct.TranscriptUnreadable;
import java.util.ArrayList;
import java.util.List;

/// The lines of a cue file, taken one after the other.
final class CueLines {

  private final List<String> lines;
  private int next;

  CueLines(String text) {
    lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList();
  }

  /// The number of the line taken last, counted from 1.
  int line() {
    return next;
  }

  boolean more() {
    return next < lines.size();
  }

  String peek() {
    return lines.get(next).strip();
  }

  String take() {
    return lines.get(next++).strip();
  }

  /// Whether there is something after the blank lines.
  boolean skipBlank() {
    while (more() && peek().isEmpty()) {
      next++;
    }
    return more();
  }

  void skipBlock() {
    while (more() && !peek().isEmpty()) {
      next++;
    }
  }

  /// The lines up to the next blank one.
  List<String> block() {
    List<String> block = new ArrayList<>();
    while (more() && !peek().isEmpty()) {
      block.add(take());
    }
    return block;
  }

  TranscriptUnreadable unreadable(String what) {
    return new TranscriptUnreadable(Math.max(1, next), what);
  }
}
