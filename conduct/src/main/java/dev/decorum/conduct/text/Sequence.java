package dev.decorum.conduct.text;

import java.util.Arrays;

/// The words and signs of a text in a row, as phrases are compared with them: each with its number
/// in the [Vocabulary]. Spaces, line ends and hyphens inside words are left out.
final class Sequence {

  private static final int OPENS = 1 << 31;

  /// The numbers of words and signs, with [#OPENS] for those that sentences begin with.
  private int[] kinds;

  private int[] starts;
  private int[] ends;
  private int count;
  private final int vocabularySize;

  Sequence(String plain, Words words, Vocabulary vocabulary) {
    vocabularySize = vocabulary.size();
    var room = words.count() + words.count() / 4 + 8;
    kinds = new int[room];
    starts = new int[room];
    ends = new int[room];
    var from = 0;
    for (var word = 0; word < words.count(); word++) {
      var start = words.start(word);
      signs(plain, from, start, vocabulary);
      from = words.end(word);
      add(vocabulary.word(plain, start, from, words.hash(word)), start, from);
    }
    signs(plain, from, plain.length(), vocabulary);
  }

  /// What stands between two words.
  private void signs(String plain, int from, int to, Vocabulary vocabulary) {
    if (to - from == 1 && plain.charAt(from) == ' ') {
      return;
    }
    for (var i = from; i < to; i++) {
      var c = plain.charAt(i);
      if (c == '\n') {
        var empty = i + 1;
        while (empty < to && plain.charAt(empty) == ' ') {
          empty++;
        }
        if (empty < to && plain.charAt(empty) == '\n') {
          add(Vocabulary.STOP, i, i + 1);
          i = empty;
        }
      } else if (c != ' ' && !(c == '-' && to - from == 1 && from > 0 && to < plain.length())) {
        add(vocabulary.sign(plain, i), i, i + 1);
      }
    }
  }

  private void add(int kind, int start, int end) {
    if (count == kinds.length) {
      var longer = count * 2;
      kinds = Arrays.copyOf(kinds, longer);
      starts = Arrays.copyOf(starts, longer);
      ends = Arrays.copyOf(ends, longer);
    }
    kinds[count] = kind;
    starts[count] = start;
    ends[count] = end;
    count++;
  }

  /// Notes that a sentence begins at the first word from an offset on.
  void open(Sentences sentences, Words words) {
    var token = 0;
    for (var sentence = 0; sentence < sentences.count(); sentence++) {
      var word = words.at(sentences.start(sentence));
      if (word < words.count() && words.start(word) < sentences.start(sentence)) {
        word++;
      }
      if (word < words.count()) {
        while (starts[token] < words.start(word)) {
          token++;
        }
        kinds[token] |= OPENS;
      }
    }
  }

  /// How many words phrases had when the text was looked up.
  int vocabularySize() {
    return vocabularySize;
  }

  int count() {
    return count;
  }

  int kind(int token) {
    return kinds[token] & ~OPENS;
  }

  int start(int token) {
    return starts[token];
  }

  int end(int token) {
    return ends[token];
  }

  /// Whether a sentence begins with a token.
  boolean opens(int token) {
    return (kinds[token] & OPENS) != 0;
  }

  /// The first token that begins at an offset or behind it.
  int from(int offset) {
    return first(starts, offset);
  }

  /// The token after the last one that ends at an offset or before it.
  int to(int offset) {
    return first(ends, offset + 1);
  }

  private int first(int[] offsets, int least) {
    var low = 0;
    var high = count;
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (offsets[middle] < least) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
