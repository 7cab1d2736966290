package dev.decorum.conduct.rules;

import dev.decorum.conduct.text.Reading;
import dev.decorum.conduct.text.Zone;

/// What can be counted in a stretch of the writer's own prose. Quoted text, code, addresses and the
/// signature do not count.
///
/// @param longWords of seven letters and more
/// @param complexWords of three syllables and more
record Counts(
    int characters,
    int letters,
    int capitals,
    int capitalWords,
    int words,
    int longWords,
    int syllables,
    int complexWords,
    int sentences,
    int paragraphs) {

  private static final int LONG = 7;
  private static final int COMPLEX = 3;

  static Counts of(Reading reading, int start, int end) {
    var text = reading.text();
    var characters = 0;
    var letters = 0;
    var capitals = 0;
    var capitalWords = 0;
    var words = 0;
    var longWords = 0;
    var syllables = 0;
    var complexWords = 0;
    var sentences = 0;
    var paragraphs = 0;
    var lastSentence = -1;
    var lastEnd = start;
    for (var w = reading.wordAt(start); w < reading.words() && reading.wordEnd(w) <= end; w++) {
      var from = reading.wordStart(w);
      if (!reading.ownAt(from) || reading.zoneAt(from) == Zone.SIGNATURE) {
        continue;
      }
      var to = reading.wordEnd(w);
      words++;
      characters += to - from;
      var upper = 0;
      var alphabetic = 0;
      for (var i = from; i < to; i++) {
        var c = text.charAt(i);
        if (Character.isLetter(c)) {
          alphabetic++;
          upper += Character.isUpperCase(c) ? 1 : 0;
        }
      }
      letters += alphabetic;
      capitals += upper;
      capitalWords += upper > 1 && upper == alphabetic ? 1 : 0;
      longWords += to - from >= LONG ? 1 : 0;
      var spoken = reading.language().syllables(reading.plain(), from, to);
      syllables += spoken;
      complexWords += spoken >= COMPLEX ? 1 : 0;
      var sentence = reading.sentenceAt(from);
      if (sentence != lastSentence) {
        sentences++;
        lastSentence = sentence;
      }
      if (words == 1 || paragraphBetween(reading.plain(), lastEnd, from)) {
        paragraphs++;
      }
      lastEnd = to;
    }
    return new Counts(
        characters,
        letters,
        capitals,
        capitalWords,
        words,
        longWords,
        syllables,
        complexWords,
        sentences,
        paragraphs);
  }

  private static boolean paragraphBetween(String plain, int from, int to) {
    var lines = 0;
    for (var i = from; i < to && lines < 2; i++) {
      var c = plain.charAt(i);
      lines = c == '\n' ? lines + 1 : c == ' ' ? lines : 0;
    }
    return lines >= 2;
  }

  /// A count by the name it has in formulas; not a number for a name that is not known.
  double of(String name) {
    return switch (name) {
      case "characters" -> characters;
      case "letters" -> letters;
      case "capitals" -> capitals;
      case "capital_words" -> capitalWords;
      case "words" -> words;
      case "long_words" -> longWords;
      case "syllables" -> syllables;
      case "complex_words", "polysyllabic_words" -> complexWords;
      case "sentences" -> sentences;
      case "paragraphs" -> paragraphs;
      default -> Double.NaN;
    };
  }
}
