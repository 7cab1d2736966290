package dev.decorum.coach;

/// A module above that finds other words for a sentence, under the address of the draft and
/// `/rewording`.
public interface WordingHelp {

  /// Whether it does at present.
  boolean offered();
}
