package dev.decorum.conduct.rules;

import dev.decorum.conduct.text.Reading;
import dev.decorum.conduct.text.Zone;

/// What can be counted in a stretch of the writer's own prose. Quoted text, code, addresses and the
/// signature do not count.
///
/// Every word is looked at once, and once more where a formula asks for its letters.
final class Counts {

  /// What is counted, by the name that formulas give it.
  enum Of {
    CHARACTERS,
    LETTERS,
    CAPITALS,
    CAPITAL_WORDS,
    WORDS,
    LONG_WORDS,
    SYLLABLES,
    COMPLEX_WORDS,
    SENTENCES,
    PARAGRAPHS
  }

  private static final int KINDS = Of.values().length;

  /// Long words have seven letters and more, complex ones three syllables.
  private static final int LONG = 7;

  private static final int COMPLEX = 3;

  private final Reading reading;
  private final int[] bySentence;
  private final int[] total = new int[KINDS];

  /// Whether letters are counted as well, which few formulas ask for.
  private boolean lettered;

  private Counts(Reading reading) {
    this.reading = reading;
    bySentence = new int[reading.sentences() * KINDS];
  }

  static Counts of(Reading reading) {
    var counts = new Counts(reading);
    counts.eachWord(counts::word);
    var paragraphEnd = 0;
    for (var s = 0; s < reading.sentences(); s++) {
      if (counts.inSentence(s, Of.WORDS) > 0) {
        counts.add(s, Of.SENTENCES, 1);
        var apart = paragraphEnd == 0 || parted(reading, paragraphEnd, reading.sentenceStart(s));
        counts.add(s, Of.PARAGRAPHS, apart ? 1 : 0);
        paragraphEnd = reading.sentenceEnd(s);
      }
    }
    return counts;
  }

  /// Takes a word that counts.
  private interface Words {
    void take(int sentence, int from, int to);
  }

  private void eachWord(Words words) {
    var word = 0;
    for (var s = 0; s < reading.sentences(); s++) {
      var end = reading.sentenceEnd(s);
      var zone = reading.zoneAt(reading.sentenceStart(s));
      var counted = zone != Zone.SIGNATURE && zone != Zone.QUOTED && zone != Zone.CODE;
      for (; word < reading.words() && reading.wordEnd(word) <= end; word++) {
        var from = reading.wordStart(word);
        if (counted && reading.ownAt(from)) {
          words.take(s, from, reading.wordEnd(word));
        }
      }
    }
  }

  private void word(int sentence, int from, int to) {
    var syllables = reading.language().syllables(reading.plain(), from, to);
    add(sentence, Of.CHARACTERS, to - from);
    add(sentence, Of.WORDS, 1);
    add(sentence, Of.SYLLABLES, syllables);
    if (to - from >= LONG) {
      add(sentence, Of.LONG_WORDS, 1);
    }
    if (syllables >= COMPLEX) {
      add(sentence, Of.COMPLEX_WORDS, 1);
    }
  }

  private void letters(int sentence, int from, int to) {
    var upper = 0;
    var alphabetic = 0;
    for (var i = from; i < to; i++) {
      var c = reading.text().charAt(i);
      if (Character.isLetter(c)) {
        alphabetic++;
        upper += Character.isUpperCase(c) ? 1 : 0;
      }
    }
    add(sentence, Of.LETTERS, alphabetic);
    add(sentence, Of.CAPITALS, upper);
    add(sentence, Of.CAPITAL_WORDS, upper > 1 && upper == alphabetic ? 1 : 0);
  }

  private void add(int sentence, Of kind, int count) {
    bySentence[sentence * KINDS + kind.ordinal()] += count;
    total[kind.ordinal()] += count;
  }

  /// Whether an empty line lies between two offsets.
  private static boolean parted(Reading reading, int from, int to) {
    var lines = 0;
    for (var i = from; i < to && lines < 2; i++) {
      var c = reading.plain().charAt(i);
      lines = c == '\n' ? lines + 1 : c == ' ' ? lines : 0;
    }
    return lines >= 2;
  }

  int total(Of kind) {
    prepare(kind);
    return total[kind.ordinal()];
  }

  int inSentence(int sentence, Of kind) {
    prepare(kind);
    return bySentence[sentence * KINDS + kind.ordinal()];
  }

  private void prepare(Of kind) {
    var letters = kind == Of.LETTERS || kind == Of.CAPITALS || kind == Of.CAPITAL_WORDS;
    if (letters && !lettered) {
      lettered = true;
      eachWord(this::letters);
    }
  }
}
