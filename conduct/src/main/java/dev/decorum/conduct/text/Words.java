package dev.decorum.conduct.text;

import dev.decorum.conduct.automaton.Ints;

/// Where the words of a text are.
final class Words {

  private final Ints starts;
  private final Ints ends;

  Words(String plain) {
    var length = plain.length();
    starts = new Ints(length / 5);
    ends = new Ints(length / 5);
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
    var i = from;
    while (i < length) {
      var c = plain.charAt(i);
      if (Letters.word(c)) {
        i++;
      } else if (c == '\'' && i > from && i + 1 < length && Letters.word(plain.charAt(i + 1))) {
        i++;
      } else if (pair(plain, i) && letter(plain, i)) {
        i += 2;
      } else {
        break;
      }
    }
    starts.add(from);
    ends.add(i);
    return i - from;
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
    return starts.size();
  }

  int start(int word) {
    return starts.get(word);
  }

  int end(int word) {
    return ends.get(word);
  }

  int at(int offset) {
    var word = starts.floor(offset);
    return word >= 0 && ends.get(word) > offset ? word : word + 1;
  }
}
