package dev.decorum.conduct.text;

import dev.decorum.conduct.automaton.Automaton;
import dev.decorum.conduct.automaton.Ints;
import dev.decorum.conduct.made.Input;
import dev.decorum.conduct.made.Output;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// The words and signs that the phrases of a language are made of, each with a number: what texts
/// are looked up in once, for all phrases.
///
/// A word with an open end, `apologi*`, is one of its own. Packs of an organisation add their
/// words; none is ever taken out, and no number changes. Safe for many threads: who made phrases of
/// some words finds them, also in texts that were read before.
final class Vocabulary {

  /// A word that no phrase has.
  static final int UNKNOWN = 0;

  /// The end of a paragraph.
  static final int STOP = 1;

  /// Any word that begins with a digit.
  static final int NUMBER = 2;

  /// A comma, bracket or other sign that does not end a sentence.
  static final int SIGN = 3;

  /// The beginning of a sentence.
  static final int OPENING = 4;

  /// As a symbol of patterns: any word.
  static final int ANY = 5;

  private static final int FIRST = 6;
  private static final int ASCII = 128;
  private static final int LONGEST_BEGINNING = 62;

  private static final int[] MEANINGS_OF_ANY = {ANY};
  private static final int[] NOTHING = {};
  private static final int[] MEANINGS_OF_NUMBER = {NUMBER, ANY};
  private static final int[] MEANINGS_OF_SIGN = {SIGN};
  private static final int[] MEANINGS_OF_OPENING = {Automaton.STAY, OPENING};

  private volatile Table table = new Table(1 << 10);

  /// Numbers by hash. Words are only added; a table that is too small is replaced.
  private static final class Table {
    private final WordNumbers numbers;
    private final @Nullable String[] texts;
    private final boolean[] open;
    private final int[] signs = new int[ASCII];
    private int count = FIRST;

    /// By first letter: which lengths words with an open end have, as bits.
    private final long[] beginnings = new long[ASCII];

    Table(int size) {
      this(size, new WordNumbers(size));
    }

    Table(int size, WordNumbers numbers) {
      this.numbers = numbers;
      texts = new String[size];
      open = new boolean[size];
    }

    /// The same in the size that a table of so many words has.
    Table fitting() {
      return sized(Integer.highestOneBit(count) * 2);
    }

    Table wider() {
      return sized(texts.length * 2);
    }

    private Table sized(int size) {
      var wider = new Table(size);
      for (var word = FIRST; word < count; word++) {
        var text = texts[word];
        if (text != null) {
          wider.add(text, open[word]);
        }
      }
      return wider;
    }

    int add(String text, boolean openEnd) {
      var word = count;
      texts[word] = text;
      open[word] = openEnd;
      describe(word, text);
      numbers.put(key(Hash.of(text), openEnd), word);
      count++;
      return word;
    }

    void describe() {
      for (var word = FIRST; word < count; word++) {
        var text = texts[word];
        if (text != null) {
          describe(word, text);
        }
      }
    }

    private void describe(int word, String text) {
      if (open[word] && text.length() <= LONGEST_BEGINNING) {
        beginnings[text.charAt(0) % ASCII] |= 1L << text.length();
      }
      if (text.length() == 1 && text.charAt(0) < ASCII && !open[word]) {
        signs[text.charAt(0)] = word;
      }
    }

    int find(long hash, boolean openEnd) {
      return numbers.get(key(hash, openEnd));
    }

    private static long key(long hash, boolean openEnd) {
      return openEnd ? ~hash : hash;
    }
  }

  Vocabulary() {
    // The ends of sentences are told apart whether or not a phrase has them.
    add(".", false);
    add("!", false);
    add("?", false);
  }

  /// As the build kept it.
  Vocabulary(Input in) {
    var texts = in.texts();
    var made = new Table(Integer.highestOneBit(texts.size() + FIRST) * 2, new WordNumbers(in));
    var open = in.numbers();
    for (var text : texts) {
      made.texts[made.count++] = text;
    }
    for (var word : open) {
      made.open[word] = true;
    }
    made.describe();
    table = made;
  }

  void write(Output out) {
    var words = table.fitting();
    var texts = new ArrayList<String>();
    var open = new Ints(64);
    for (var word = FIRST; word < words.count; word++) {
      texts.add(String.valueOf(words.texts[word]));
      if (words.open[word]) {
        open.add(word);
      }
    }
    out.texts(texts);
    words.numbers.write(out);
    out.numbers(open.toArray());
  }

  /// How many words and signs there are: all numbers are below.
  int size() {
    return table.count;
  }

  /// The number of a word or sign, which is added when it is new.
  int add(String text, boolean openEnd) {
    synchronized (this) {
      var known = table.find(Hash.of(text), openEnd);
      if (known != UNKNOWN) {
        return known;
      }
      var current = table;
      if (current.count == current.texts.length) {
        current = current.wider();
      }
      var word = current.add(text, openEnd);
      table = current;
      return word;
    }
  }

  /// The number of a word of a text: its own, or else the longest beginning of it that is one.
  ///
  /// @param hash that of the word
  int word(String plain, int start, int end, long hash) {
    var words = table;
    var exact = words.find(hash, false);
    if (exact != UNKNOWN) {
      return exact;
    }
    var best = Letters.digit(plain.charAt(start)) ? NUMBER : UNKNOWN;
    var lengths = words.beginnings[plain.charAt(start) % ASCII];
    var begun = Hash.start();
    for (var i = start; i < end && lengths != 0; i++) {
      begun = Hash.next(begun, plain.charAt(i));
      var bit = 1L << i + 1 - start;
      if ((lengths & bit) != 0) {
        var found = words.find(Hash.end(begun), true);
        best = found == UNKNOWN ? best : found;
        lengths ^= bit;
      }
    }
    return best;
  }

  /// The number of a sign of a text.
  int sign(String plain, int at) {
    var c = plain.charAt(at);
    var known = c < ASCII ? table.signs[c] : table.find(Hash.of(plain, at, at + 1), false);
    return known == UNKNOWN ? SIGN : known;
  }

  /// What a word or sign counts as in patterns.
  int[] meanings(int word) {
    return switch (word) {
      case UNKNOWN -> MEANINGS_OF_ANY;
      case STOP -> NOTHING;
      case NUMBER -> MEANINGS_OF_NUMBER;
      case SIGN -> MEANINGS_OF_SIGN;
      case OPENING -> MEANINGS_OF_OPENING;
      default -> ownMeanings(word);
    };
  }

  private int[] ownMeanings(int word) {
    var words = table;
    var text = words.texts[word];
    if (text == null) {
      return NOTHING;
    }
    var all = new Ints(4);
    all.add(word);
    if (Letters.word(text.charAt(0)) || Character.isSurrogate(text.charAt(0))) {
      all.add(ANY);
      if (Letters.digit(text.charAt(0))) {
        all.add(NUMBER);
      }
      for (var length = 1; length <= text.length(); length++) {
        var beginning = words.find(Hash.of(text, 0, length), true);
        if (beginning != UNKNOWN && beginning != word) {
          all.add(beginning);
        }
      }
    } else if (".!?".indexOf(text.charAt(0)) < 0) {
      all.add(SIGN);
    }
    return all.toArray();
  }
}
