package dev.decorum.conduct.text;

/// A stretch of a text, half-open, in UTF-16 units.
public record Span(int start, int end) {

  public String in(String text) {
    return text.substring(start, end);
  }
}
