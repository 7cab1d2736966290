package dev.decorum.conduct.text;

import dev.decorum.conduct.automaton.Ints;

/// Where the sentences of a text are.
///
/// A sentence ends with its punctuation where that can only be an end (not in `Dr. Okafor`, `3.5`
/// or `e.g. this`), at an empty line, where the zone changes, before a list item, and at the end of
/// a line that the writer broke though the next word would have fitted on it.
final class Sentences {

  /// Lines shorter than this, with the next word, were broken on purpose.
  private static final int NARROWEST = 50;

  /// Nobody writes longer sentences; what goes on without an end is cut, so that work on a sentence
  /// has a bound whatever the text.
  private static final int LONGEST = 1_500;

  private final String text;
  private final String plain;
  private final Language language;
  private final Ints starts;
  private final Ints ends;

  Sentences(String text, String plain, Marks marks, Language language) {
    this.text = text;
    this.plain = plain;
    this.language = language;
    starts = new Ints(plain.length() / 60);
    ends = new Ints(plain.length() / 60);
    var zones = marks.zoneStarts();
    var begin = -1;
    var lineStart = 0;
    var nextZone = 0;
    for (var i = 0; i < plain.length(); i++) {
      if (nextZone < zones.size() && zones.get(nextZone) == i) {
        nextZone++;
        end(begin, i);
        begin = -1;
      }
      var c = plain.charAt(i);
      if (begin >= 0 && i - begin >= LONGEST && !Letters.word(c) && c != '\'') {
        end(begin, i);
        begin = -1;
      }
      if (c == ' ') {
        continue;
      }
      if (c == '\n') {
        if (begin >= 0 && breaks(lineStart, i)) {
          end(begin, i);
          begin = -1;
        }
        lineStart = i + 1;
        continue;
      }
      if (begin < 0) {
        begin = i;
      }
      if (c == '.' || c == '!' || c == '?' || c == '\u2026') {
        var after = closing(i + 1);
        if (ends(begin, i, after)) {
          end(begin, after);
          begin = -1;
        }
        i = after - 1;
      }
    }
    end(begin, plain.length());
  }

  private void end(int begin, int after) {
    if (begin < 0) {
      return;
    }
    var end = after;
    while (end > begin && Letters.space(plain.charAt(end - 1))) {
      end--;
    }
    if (end > begin) {
      starts.add(begin);
      ends.add(end);
    }
  }

  /// After further punctuation, quotes and brackets that belong to the end of a sentence.
  private int closing(int from) {
    var i = from;
    while (i < plain.length() && ".!?\u2026\"')]".indexOf(plain.charAt(i)) >= 0) {
      i++;
    }
    return i;
  }

  private boolean ends(int begin, int mark, int after) {
    if (after < plain.length() && !Letters.space(plain.charAt(after))) {
      return false;
    }
    if (plain.charAt(mark) != '.' || after > mark + 1 && plain.charAt(after - 1) != '"') {
      return true;
    }
    var word = mark;
    while (word > begin && mark - word < 8 && Letters.word(plain.charAt(word - 1))) {
      word--;
    }
    var next = after;
    while (next < plain.length() && plain.charAt(next) == ' ') {
      next++;
    }
    if (next == plain.length() || plain.charAt(next) == '\n') {
      return true;
    }
    var length = mark - word;
    if (length == 0) {
      return true;
    }
    var dotted = word > begin && plain.charAt(word - 1) == '.';
    if (word == begin && Letters.digit(plain.charAt(word)) && length <= 2) {
      return false;
    }
    if (dotted && length <= 2) {
      return Character.isUpperCase(text.charAt(next)) && !language.afterInitials(word(next));
    }
    if (length <= 2 && Letters.digit(plain.charAt(word)) && language.afterOrdinals(word(next))) {
      return false;
    }
    if (length == 1 && Character.isUpperCase(text.charAt(word)) && plain.charAt(word) != 'i') {
      return false;
    }
    return length > 6 || !language.abbreviation(plain.substring(word, mark));
  }

  private String word(int from) {
    var end = from;
    while (end < plain.length() && end - from < 20 && Letters.word(plain.charAt(end))) {
      end++;
    }
    return plain.substring(from, end);
  }

  private boolean breaks(int lineStart, int lineEnd) {
    var next = lineEnd + 1;
    while (next < plain.length() && plain.charAt(next) == ' ') {
      next++;
    }
    if (next == plain.length() || plain.charAt(next) == '\n' || item(next)) {
      return true;
    }
    var wordEnd = next;
    while (wordEnd < plain.length()
        && wordEnd - next < NARROWEST
        && !Letters.space(plain.charAt(wordEnd))) {
      wordEnd++;
    }
    return lineEnd - lineStart + wordEnd - next < NARROWEST;
  }

  /// Whether a list item begins: `- …`, `* …`, `• …`, `1. …`, `2) …`.
  private boolean item(int at) {
    var i = at;
    while (i < plain.length() && i - at < 3 && Letters.digit(plain.charAt(i))) {
      i++;
    }
    if (i + 1 >= plain.length() || plain.charAt(i + 1) != ' ') {
      return false;
    }
    var c = plain.charAt(i);
    return i > at ? c == '.' || c == ')' : c == '-' || c == '*' || c == '\u2022' || c == '\u00b7';
  }

  int count() {
    return starts.size();
  }

  int start(int sentence) {
    return starts.get(sentence);
  }

  int end(int sentence) {
    return ends.get(sentence);
  }

  int at(int offset) {
    return Math.max(0, starts.floor(offset));
  }
}
