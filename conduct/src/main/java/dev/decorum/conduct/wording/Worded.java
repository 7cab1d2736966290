package dev.decorum.conduct.wording;

import dev.decorum.conduct.text.Reading;
import dev.decorum.conduct.text.Zone;
import java.util.Arrays;

/// The words that the writer of a text wrote, short forms written out, as rules compare them.
///
/// Quoted mail, code and signatures are left out. A short form such as `don't` gives two words with
/// the same offsets.
public final class Worded {

  private static final byte NO_BREAK = 0;
  private static final byte CLAUSE = 1;
  private static final byte SENTENCE = 2;

  private final Reading reading;
  private Word[] known;
  private int[] starts;
  private int[] ends;
  private int[] sentences;
  private byte[] breaks;
  private int size;

  Worded(Lexicon lexicon, Reading reading) {
    this.reading = reading;
    var capacity = reading.words() + 16;
    known = new Word[capacity];
    starts = new int[capacity];
    ends = new int[capacity];
    sentences = new int[capacity];
    breaks = new byte[capacity];
    var word = 0;
    for (var sentence = 0; sentence < reading.sentences(); sentence++) {
      var end = reading.sentenceEnd(sentence);
      if (read(reading.zoneAt(reading.sentenceStart(sentence)))) {
        word = add(lexicon, sentence, word, end);
      }
    }
  }

  private static boolean read(Zone zone) {
    return zone != Zone.QUOTED && zone != Zone.CODE && zone != Zone.SIGNATURE;
  }

  private int add(Lexicon lexicon, int sentence, int from, int end) {
    var word = from;
    while (word < reading.words() && reading.wordStart(word) < reading.sentenceStart(sentence)) {
      word++;
    }
    var first = true;
    var before = reading.sentenceStart(sentence);
    for (; word < reading.words() && reading.wordStart(word) < end; word++) {
      var start = reading.wordStart(word);
      var stop = reading.wordEnd(word);
      var lead = first ? SENTENCE : pauses(before, start) ? CLAUSE : NO_BREAK;
      var found = lexicon.at(reading, word);
      if (found.parts().isEmpty()) {
        add(found, start, stop, sentence, lead);
      } else {
        for (var part : found.parts()) {
          add(part, start, stop, sentence, lead);
          lead = NO_BREAK;
        }
      }
      first = false;
      before = stop;
    }
    return word;
  }

  private void add(Word word, int start, int end, int sentence, byte lead) {
    if (size == known.length) {
      var longer = size * 3 / 2;
      known = Arrays.copyOf(known, longer);
      starts = Arrays.copyOf(starts, longer);
      ends = Arrays.copyOf(ends, longer);
      sentences = Arrays.copyOf(sentences, longer);
      breaks = Arrays.copyOf(breaks, longer);
    }
    known[size] = word;
    starts[size] = start;
    ends[size] = end;
    sentences[size] = sentence;
    breaks[size] = lead;
    size++;
  }

  /// Whether the writer pauses between two words of a sentence.
  private boolean pauses(int from, int to) {
    var plain = reading.plain();
    for (var i = from; i < to; i++) {
      switch (plain.charAt(i)) {
        case ',', ';', '(', ')', '"', '\u2026', '!', '?' -> {
          return true;
        }
        case ':', '.' -> {
          if (i + 1 >= to || plain.charAt(i + 1) == ' ' || plain.charAt(i + 1) == '\n') {
            if (i + 1 < to) {
              return true;
            }
          }
        }
        case '-' -> {
          if (i > from && i + 1 < to) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  public Reading reading() {
    return reading;
  }

  public int words() {
    return size;
  }

  public int start(int word) {
    return starts[word];
  }

  public int end(int word) {
    return ends[word];
  }

  /// What patterns know a word by.
  int kind(int word) {
    return known[word].kind();
  }

  /// What the forms of a word have in common.
  public long stem(int word) {
    return known[word].stem();
  }

  /// The families of meaning of a word; not to be changed.
  public int[] families(int word) {
    return known[word].families();
  }

  /// Whether a word is of one of the classes whose bits are given.
  public boolean is(int word, long classes) {
    return word >= 0 && word < size && (known[word].classes() & classes) != 0;
  }

  /// Whether a comma stands right before a word.
  public boolean afterComma(int word) {
    return after(word, ',');
  }

  /// Whether a colon stands right before a word.
  public boolean afterColon(int word) {
    return after(word, ':');
  }

  private boolean after(int word, char mark) {
    var at = starts[word] - 1;
    while (at > 0 && Character.isWhitespace(reading.plain().charAt(at))) {
      at--;
    }
    return at >= 0 && reading.plain().charAt(at) == mark;
  }

  public boolean capitalised(int word) {
    return Character.isUpperCase(reading.text().charAt(starts[word]));
  }

  /// Whether a word is part of an address of the web or of mail.
  public boolean inAddress(int word) {
    return reading.urlAt(starts[word]);
  }

  public boolean inGreeting(int word) {
    return reading.zoneAt(starts[word]) == Zone.GREETING;
  }

  /// Whether a sign of a currency stands at a word.
  public boolean isMoney(int word) {
    return currency(starts[word] - 1) || currency(ends[word]) || currency(ends[word] + 1);
  }

  private boolean currency(int at) {
    var text = reading.text();
    return at >= 0
        && at < text.length()
        && Character.getType(text.charAt(at)) == Character.CURRENCY_SYMBOL;
  }

  /// The number with which the sentence of a word begins as an item of a list, 1 for `1.`, `1)`,
  /// `a)`; 0 where it does not.
  public int item(int word) {
    var plain = reading.plain();
    var at = reading.sentenceStart(sentences[word]);
    var end = reading.sentenceEnd(sentences[word]);
    if (at < end && plain.charAt(at) == '(') {
      at++;
    }
    if (at + 1 >= end || plain.charAt(at + 1) != '.' && plain.charAt(at + 1) != ')') {
      return 0;
    }
    var c = plain.charAt(at);
    return c >= '1' && c <= '9' ? c - '0' : c >= 'a' && c <= 'h' ? c - 'a' + 1 : 0;
  }

  /// Whether the sentence of a word is an item of a list, numbered or with a dash or dot.
  public boolean listed(int word) {
    var at = reading.sentenceStart(sentences[word]);
    return item(word) > 0
        || switch (reading.plain().charAt(at)) {
          case '-', '*', '\u2022', '\u00b7' -> true;
          default -> false;
        };
  }

  /// Whether a colon ends the sentence of a word, right behind it.
  public boolean beforeColon(int word) {
    return endsWith(word, ':');
  }

  /// The sentence of the reading in which a word stands.
  public int sentence(int word) {
    return sentences[word];
  }

  /// Whether a sentence begins with a word; also true behind the last word.
  public boolean startsSentence(int word) {
    return word >= size || breaks[word] == SENTENCE;
  }

  /// Whether a word comes first in its sentence or behind a comma or the like; also true behind the
  /// last word.
  public boolean startsClause(int word) {
    return word >= size || breaks[word] != NO_BREAK;
  }

  /// Whether the sentence of a word ends with a question mark behind that word.
  public boolean asks(int word) {
    return endsWith(word, '?');
  }

  /// Whether the sentence of a word ends with an exclamation mark behind that word.
  public boolean exclaims(int word) {
    return endsWith(word, '!');
  }

  private boolean endsWith(int word, char mark) {
    var plain = reading.plain();
    for (var i = reading.sentenceEnd(sentences[word]) - 1; i >= ends[word]; i--) {
      var c = plain.charAt(i);
      if (c == mark) {
        return true;
      }
      if (Character.isLetterOrDigit(c)) {
        return false;
      }
    }
    return false;
  }
}
