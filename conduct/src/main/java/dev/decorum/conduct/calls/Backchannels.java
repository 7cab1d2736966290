package dev.decorum.conduct.calls;

import dev.decorum.conduct.Turn;
import java.util.Set;
import java.util.stream.Collectors;

/// Tells the small sounds of somebody who listens from turns that say something.
public record Backchannels(Set<String> words) {

  private static final long SHORT = 1_000_000;
  private static final int FEW = 3;

  /// @param words in any case and with any punctuation
  public Backchannels {
    words = words.stream().map(Backchannels::normal).collect(Collectors.toUnmodifiableSet());
  }

  /// Whether the whole turn is a word of the list, or lasts under a second with at most three
  /// words.
  boolean contains(Turn turn) {
    return Measuring.micros(turn.end()) - Measuring.micros(turn.start()) < SHORT
            && words(turn.text()) <= FEW
        || words.contains(normal(turn.text()));
  }

  /// Letters, digits and single spaces of a text, so that `Mm-hm.` is `mm-hm` and `OK!` is `ok`.
  /// Longer texts are in no list and give an empty string.
  private static String normal(String text) {
    var kept = new StringBuilder();
    var space = false;
    for (var i = 0; i < text.length() && kept.length() <= 40; i++) {
      var c = text.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        if (space && !kept.isEmpty()) {
          kept.append(' ');
        }
        space = false;
        kept.append(Character.toLowerCase(c));
      } else if (c != '\'' && c != '’') {
        space = true;
      }
    }
    return kept.length() > 40 ? "" : kept.toString();
  }

  private static int words(String text) {
    var count = 0;
    var counted = false;
    for (var i = 0; i < text.length() && count <= FEW; i++) {
      var c = text.charAt(i);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        counted = false;
      } else if (!counted && (Character.isLetterOrDigit(c) || Character.isSurrogate(c))) {
        counted = true;
        count++;
      }
    }
    return count;
  }
}
