package dev.decorum.conduct.text;

import java.util.Arrays;

/// Where the words of a text are, with what everybody who looks them up needs to know.
final class Words {

  private int[] starts;
  private int[] ends;
  private long[] hashes;
  private boolean[] simple;
  private int count;

  Words(String plain) {
    var length = plain.length();
    var room = length / 5 + 4;
    starts = new int[room];
    ends = new int[room];
    hashes = new long[room];
    simple = new boolean[room];
    var i = 0;
    while (i < length) {
      if (!Letters.word(plain.charAt(i))) {
        i += pair(plain, i) && letter(plain, i) ? word(plain, i) : 1;
      } else {
        i += word(plain, i);
      }
    }
  }

  /// Notes the word that begins at `from` and says how long it is.
  private int word(String plain, int from) {
    var length = plain.length();
    var hash = Hash.start();
    var letters = true;
    var i = from;
    while (i < length) {
      var c = plain.charAt(i);
      if (Letters.word(c)) {
        letters &= Letters.letter(c);
      } else if (c == '\'' && i > from && i + 1 < length && Letters.word(plain.charAt(i + 1))) {
        letters = false;
      } else if (pair(plain, i) && letter(plain, i)) {
        letters = false;
        hash = Hash.next(hash, c);
        i++;
      } else {
        break;
      }
      hash = Hash.next(hash, plain.charAt(i));
      i++;
    }
    add(from, i, Hash.end(hash), letters);
    return i - from;
  }

  private void add(int start, int end, long hash, boolean letters) {
    if (count == starts.length) {
      var room = count * 2;
      starts = Arrays.copyOf(starts, room);
      ends = Arrays.copyOf(ends, room);
      hashes = Arrays.copyOf(hashes, room);
      simple = Arrays.copyOf(simple, room);
    }
    starts[count] = start;
    ends[count] = end;
    hashes[count] = hash;
    simple[count] = letters;
    count++;
  }

  private static boolean pair(String plain, int i) {
    return Character.isHighSurrogate(plain.charAt(i))
        && i + 1 < plain.length()
        && Character.isLowSurrogate(plain.charAt(i + 1));
  }

  private static boolean letter(String plain, int i) {
    return Character.isLetterOrDigit(plain.codePointAt(i));
  }

  int count() {
    return count;
  }

  int start(int word) {
    return starts[word];
  }

  int end(int word) {
    return ends[word];
  }

  /// The [Hash] of a word.
  long hash(int word) {
    return hashes[word];
  }

  /// Whether a word is nothing but common letters.
  boolean simple(int word) {
    return simple[word];
  }

  int at(int offset) {
    var low = 0;
    var high = count;
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (ends[middle] <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
