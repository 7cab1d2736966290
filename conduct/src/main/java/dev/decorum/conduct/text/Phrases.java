package dev.decorum.conduct.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// Many phrases that are looked for in one pass over a text (after Aho and Corasick): the time does
/// not depend on how many there are.
///
/// A phrase is compared with [Reading#plain]: case, kinds of quotes, dashes and spaces do not
/// matter, a line end is a space, and a hyphen between letters is one too. The end of a paragraph
/// is never inside a phrase. A phrase that begins or ends with a letter or digit does so at the
/// border of a word: `can` is not in `can't`. A last `*` leaves the end open: `apologi*` finds
/// `apologise` and `apologies`, and the hit reaches to the end of the word.
///
/// Phrases may be written with `(a|b)` for either and `(a)?` for words that may be missing.
public final class Phrases {

  /// Takes what is found: every hit, also those inside others, by the offset of its last character.
  @FunctionalInterface
  public interface Hits {
    /// @param label what the phrase was added with
    void hit(int label, int start, int end);
  }

  private static final int ROOT = 0;
  private static final int LONGEST_ENDING = 40;
  private static final char PARAGRAPH = '\n';

  private final byte[] classes;
  private final int width;

  /// Row of each state, already merged with the rows of its suffixes: one look-up a character.
  private final int[] next;

  private final int[] depth;

  /// First of the outputs of a state, those of its suffixes included; -1 for none.
  private final int[] firstOutput;

  private final int[] outputLabel;
  private final int[] outputLength;
  private final boolean[] outputOpen;
  private final int[] outputNext;

  private Phrases(Builder source) {
    classes = new byte[Character.MAX_VALUE + 1];
    var kinds = 1;
    for (var entry : source.entries) {
      for (var i = 0; i < entry.folded.length(); i++) {
        var c = entry.folded.charAt(i);
        if (classes[c] == 0) {
          if (kinds == 256) {
            throw new IllegalArgumentException("phrases use more than 255 different characters");
          }
          classes[c] = (byte) kinds++;
        }
      }
    }
    width = kinds;

    var count = source.entries.size();
    outputLabel = new int[count];
    outputLength = new int[count];
    outputOpen = new boolean[count];
    outputNext = new int[count];
    var rows = new int[width * Math.max(16, count * 4)];
    var firsts = new int[rows.length / width];
    Arrays.fill(firsts, -1);
    var states = 1;
    for (var e = 0; e < count; e++) {
      var entry = source.entries.get(e);
      var state = ROOT;
      for (var i = 0; i < entry.folded.length(); i++) {
        var slot = state * width + (classes[entry.folded.charAt(i)] & 0xff);
        if (rows[slot] == 0) {
          if ((states + 1) * width > rows.length) {
            rows = Arrays.copyOf(rows, rows.length * 2);
            var old = firsts.length;
            firsts = Arrays.copyOf(firsts, rows.length / width);
            Arrays.fill(firsts, old, firsts.length, -1);
          }
          rows[slot] = states++;
        }
        state = rows[slot];
      }
      outputLabel[e] = entry.label;
      outputLength[e] = entry.folded.length();
      outputOpen[e] = entry.open;
      outputNext[e] = firsts[state];
      firsts[state] = e;
    }
    next = Arrays.copyOf(rows, states * width);
    firstOutput = Arrays.copyOf(firsts, states);
    depth = new int[states];
    linkSuffixes(states);
  }

  /// Breadth first, so that the row of a state's suffix is complete before its own.
  private void linkSuffixes(int states) {
    var suffix = new int[states];
    var queue = new int[states];
    var head = 0;
    var tail = 0;
    for (var c = 1; c < width; c++) {
      var child = next[c];
      if (child != ROOT) {
        depth[child] = 1;
        queue[tail++] = child;
      }
    }
    while (head < tail) {
      var state = queue[head++];
      var row = state * width;
      var suffixRow = suffix[state] * width;
      joinOutputs(state, suffix[state]);
      for (var c = 1; c < width; c++) {
        var child = next[row + c];
        if (child == ROOT) {
          next[row + c] = next[suffixRow + c];
        } else {
          depth[child] = depth[state] + 1;
          suffix[child] = next[suffixRow + c];
          queue[tail++] = child;
        }
      }
    }
  }

  private void joinOutputs(int state, int suffix) {
    if (firstOutput[state] < 0) {
      firstOutput[state] = firstOutput[suffix];
    } else {
      var last = firstOutput[state];
      while (outputNext[last] >= 0) {
        last = outputNext[last];
      }
      outputNext[last] = firstOutput[suffix];
    }
  }

  public static Builder builder() {
    return new Builder();
  }

  /// Reports every phrase in a text.
  public void in(Reading reading, Hits hits) {
    in(reading.plain(), 0, reading.plain().length(), hits);
  }

  /// Reports every phrase that lies between two offsets.
  public void in(Reading reading, int from, int to, Hits hits) {
    in(reading.plain(), from, to, hits);
  }

  void in(String plain, int from, int to, Hits hits) {
    var state = ROOT;
    var before = PARAGRAPH;
    for (var i = from; i < to; i++) {
      var c = plain.charAt(i);
      if (c <= ' ') {
        if (Letters.space(c)) {
          c = fold(plain, i);
          if (before == ' ' || before == PARAGRAPH) {
            if (c == PARAGRAPH && before != PARAGRAPH) {
              state = ROOT;
              before = c;
            }
            continue;
          }
        }
      } else if (c == '-' && inside(plain, i)) {
        c = ' ';
      }
      before = c;
      state = next[state * width + (classes[c] & 0xff)];
      var output = firstOutput[state];
      if (output >= 0) {
        report(plain, from, i + 1, output, hits);
      }
    }
  }

  private void report(String plain, int from, int end, int first, Hits hits) {
    for (var output = first; output >= 0; output = outputNext[output]) {
      var stop = outputOpen[output] ? wordEnd(plain, end) : end;
      if (stop != end || endsWell(plain, end)) {
        var start = start(plain, end, outputLength[output]);
        if (start >= from && startsWell(plain, start)) {
          hits.hit(outputLabel[output], start, stop);
        }
      }
    }
  }

  /// The longest phrase that begins at an offset, as its label in the upper and its end in the
  /// lower 32 bits; -1 for none.
  long longestAt(String plain, int from, int to) {
    var state = ROOT;
    var best = -1L;
    var consumed = 0;
    var before = 'x';
    for (var i = from; i < to; i++) {
      var c = plain.charAt(i);
      if (Letters.space(c)) {
        c = fold(plain, i);
        if (before == ' ') {
          continue;
        }
      } else if (c == '-' && inside(plain, i)) {
        c = ' ';
      }
      before = c;
      state = next[state * width + (classes[c] & 0xff)];
      if (depth[state] != ++consumed) {
        break;
      }
      for (var output = firstOutput[state]; output >= 0; output = outputNext[output]) {
        if (outputLength[output] == consumed && endsWell(plain, i + 1)) {
          best = (long) outputLabel[output] << 32 | (i + 1);
        }
      }
    }
    return best;
  }

  /// A space, or the mark of a paragraph's end where the next line is empty.
  private static char fold(String plain, int i) {
    if (plain.charAt(i) != '\n') {
      return ' ';
    }
    for (var j = i + 1; j < plain.length(); j++) {
      var c = plain.charAt(j);
      if (c == '\n') {
        return PARAGRAPH;
      }
      if (c != ' ') {
        return ' ';
      }
    }
    return ' ';
  }

  private static boolean inside(String plain, int i) {
    return i > 0
        && i + 1 < plain.length()
        && Letters.word(plain.charAt(i - 1))
        && Letters.word(plain.charAt(i + 1));
  }

  /// Walks back over as many folded characters as the phrase has.
  private static int start(String plain, int end, int length) {
    var i = end;
    for (var left = length; left > 0 && i > 0; left--) {
      i--;
      if (Letters.space(plain.charAt(i))) {
        while (i > 0 && Letters.space(plain.charAt(i - 1))) {
          i--;
        }
      }
    }
    return i;
  }

  private static boolean startsWell(String plain, int start) {
    if (start == 0 || !Letters.word(plain.charAt(start))) {
      return true;
    }
    var before = plain.charAt(start - 1);
    return !Letters.word(before)
        && !(before == '\'' && start > 1 && Letters.word(plain.charAt(start - 2)));
  }

  private static boolean endsWell(String plain, int end) {
    if (end == plain.length() || !Letters.word(plain.charAt(end - 1))) {
      return true;
    }
    var after = plain.charAt(end);
    return !Letters.word(after)
        && !(after == '\'' && end + 1 < plain.length() && Letters.word(plain.charAt(end + 1)));
  }

  /// The end of the word, or of the part of it that any real word could have.
  private static int wordEnd(String plain, int from) {
    var last = Math.min(plain.length(), from + LONGEST_ENDING);
    var i = from;
    while (i < last && Letters.word(plain.charAt(i))) {
      i++;
    }
    return i;
  }

  /// Collects phrases.
  public static final class Builder {

    private record Entry(String folded, boolean open, int label) {}

    private final List<Entry> entries = new ArrayList<>();

    private Builder() {}

    /// Adds a phrase, or all that it stands for where it has groups.
    ///
    /// @throws IllegalArgumentException when brackets do not match or nothing is left of it
    public Builder add(String phrase, int label) {
      for (var each : Phrasing.expand(phrase)) {
        var open =
            each.length() > 1 && each.endsWith("*") && Letters.word(each.charAt(each.length() - 2));
        var folded = folded(open ? each.substring(0, each.length() - 1) : each);
        if (folded.isEmpty()) {
          throw new IllegalArgumentException("an empty phrase");
        }
        entries.add(new Entry(folded, open, label));
      }
      return this;
    }

    public Builder addAll(Collection<String> phrases, int label) {
      phrases.forEach(phrase -> add(phrase, label));
      return this;
    }

    public Phrases build() {
      return new Phrases(this);
    }

    private static String folded(String phrase) {
      var folded = new StringBuilder(phrase.length());
      var lower = phrase.toLowerCase(Locale.ROOT);
      for (var i = 0; i < lower.length(); i++) {
        var c = Letters.plain(lower.charAt(i));
        folded.append(c == '\n' || c == '-' && inside(lower, i) ? ' ' : c);
      }
      return folded.toString();
    }
  }
}
