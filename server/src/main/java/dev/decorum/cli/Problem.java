package dev.decorum.cli;

/// Something the person at the keyboard can mend. The message is a sentence that says how.
final class Problem extends RuntimeException {

  Problem(String sentence) {
    super(sentence);
  }
}
