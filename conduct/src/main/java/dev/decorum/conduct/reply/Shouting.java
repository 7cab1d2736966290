package dev.decorum.conduct.reply;

import dev.decorum.conduct.Level;
import dev.decorum.conduct.rules.Exchange;
import dev.decorum.conduct.rules.Lists;
import dev.decorum.conduct.rules.Report;
import dev.decorum.conduct.text.Reading;
import dev.decorum.conduct.text.Zone;

/// Words in capitals, and runs of exclamation or question marks.
final class Shouting {

  private static final int LONG_WORD = 6;
  private static final int FEWEST_LETTERS = 8;

  private Shouting() {}

  /// Runs of words in capitals. One alone counts where it is a common word or in the list `loud`;
  /// names, codes and abbreviations are not meant. Lists: `loud`, words that are shouted alone;
  /// `fine`, what is written so.
  static void capitals(Exchange exchange, Lists lists, Report report) {
    var reading = exchange.reply();
    var loud = lists.inReply("loud");
    var fine = lists.inReply("fine");
    var word = 0;
    while (word < reading.words()) {
      if (!shouted(reading, word)) {
        word++;
        continue;
      }
      var first = word;
      var letters = 0;
      while (word < reading.words()
          && (shouted(reading, word) || small(reading, word) && word > first)
          && together(reading, first, word)) {
        letters += reading.wordEnd(word) - reading.wordStart(word);
        word++;
      }
      while (small(reading, word - 1)) {
        word--;
      }
      var start = reading.wordStart(first);
      var end = reading.wordEnd(word - 1);
      var words = word - first;
      var marked = withMarks(reading, end);
      if (fine.touches(start, end)) {
        continue;
      }
      if (words >= 2 && letters >= FEWEST_LETTERS && loud.touches(start, end)
          || words >= 3 && letters >= 2 * FEWEST_LETTERS
          || words >= 2 && longWords(reading, first, word) >= 2
          || words == 1 && marked > end && loud.touches(start, end)) {
        report.mark(start, marked);
      } else if (words == 1 && loud.touches(start, end)) {
        report.mark(Level.ADVICE, start, end, null);
      }
    }
  }

  private static int longWords(Reading reading, int from, int to) {
    var count = 0;
    for (var word = from; word < to; word++) {
      if (reading.wordEnd(word) - reading.wordStart(word) >= LONG_WORD) {
        count++;
      }
    }
    return count;
  }

  private static int withMarks(Reading reading, int end) {
    var i = end;
    while (i < reading.plain().length() && "!?".indexOf(reading.plain().charAt(i)) >= 0) {
      i++;
    }
    return i;
  }

  /// Whether what stands between two words is no more than a space or comma.
  private static boolean together(Reading reading, int first, int word) {
    if (word == first) {
      return true;
    }
    for (var i = reading.wordEnd(word - 1); i < reading.wordStart(word); i++) {
      if (" ,-'".indexOf(reading.plain().charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  /// `I`, `A`: no sign of shouting by itself, part of it between two others.
  private static boolean small(Reading reading, int word) {
    var start = reading.wordStart(word);
    return reading.wordEnd(word) - start == 1
        && Character.isUpperCase(reading.text().charAt(start));
  }

  private static boolean shouted(Reading reading, int word) {
    var start = reading.wordStart(word);
    var end = reading.wordEnd(word);
    if (end - start < 2 || !reading.ownAt(start) || reading.zoneAt(start) == Zone.SIGNATURE) {
      return false;
    }
    for (var i = start; i < end; i++) {
      var c = reading.text().charAt(i);
      if (!Character.isUpperCase(c) && c != '\'' && c != '\u2019') {
        return false;
      }
    }
    return true;
  }

  /// Two or more exclamation marks in a row, or three or more of both kinds; the words before them
  /// up to the sentence's start are not at fault.
  static void marks(Exchange exchange, Lists lists, Report report) {
    var reading = exchange.reply();
    var plain = reading.plain();
    var i = inARow(plain) ? 0 : plain.length();
    while (i < plain.length()) {
      var start = i;
      var exclamations = 0;
      while (i < plain.length() && (plain.charAt(i) == '!' || plain.charAt(i) == '?')) {
        exclamations += plain.charAt(i) == '!' ? 1 : 0;
        i++;
      }
      if (i - start >= 2 && exclamations + (i - start > 2 ? 1 : 0) >= 1 && reading.ownAt(start)) {
        report.mark(lastWord(reading, start), i);
      }
      i = Math.max(i, start + 1);
    }
  }

  private static boolean inARow(String plain) {
    return plain.contains("!!")
        || plain.contains("!?")
        || plain.contains("?!")
        || plain.contains("???");
  }

  private static int lastWord(Reading reading, int offset) {
    var word = reading.wordAt(offset) - 1;
    return word >= 0 && reading.wordEnd(word) == offset ? reading.wordStart(word) : offset;
  }
}
