package dev.decorum.conduct.leaks;

import dev.decorum.conduct.text.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Passages of internal notes in a text: copied word for word, or nearly so.
///
/// Word for word are six words in a row, or a whole sentence of the note of at least four, with
/// three among them that carry meaning. Nearly so is a sentence that holds three quarters, and at
/// least five, of the words that carry meaning in one sentence of the note.
final class InternalNotes {

  private static final int SHINGLE = 4;
  private static final int IN_A_ROW = 6;
  private static final int MEANING = 3;
  private static final int NEAR = 5;
  private static final int STEM = 6;
  private static final long SEED = 1_125_899_906_842_597L;
  private static final long FACTOR = 1_000_003;

  /// Words that stand in more sentences than this tell none of them.
  private static final int MOST_PLACES = 32;

  private final Set<String> functionWords;
  private final Set<Long> shingles = new HashSet<>();
  private final long[] perhaps = new long[128];
  private final Set<Long> wholes = new HashSet<>();
  private final List<Integer> meaning = new ArrayList<>();
  private final Map<String, List<Integer>> places = new HashMap<>();

  InternalNotes(List<String> notes, Set<String> functionWords) {
    this.functionWords = functionWords;
    notes.forEach(this::learn);
  }

  /// Reads the words of a note, sentence by sentence: a full reading would cost more than the
  /// reply's.
  private void learn(String note) {
    List<String> sentence = new ArrayList<>();
    var hashes = new long[SHINGLE];
    var count = 0;
    var i = 0;
    while (i < note.length()) {
      var c = note.charAt(i);
      if (!Character.isLetterOrDigit(c)) {
        if (c == '.' || c == '!' || c == '?' || c == ';' || c == '\n') {
          learn(sentence);
          sentence.clear();
        }
        i++;
        continue;
      }
      var end = wordEnd(note, i);
      var word = note.substring(i, end).toLowerCase(Locale.ROOT).replace('’', '\'');
      sentence.add(word);
      hashes[count++ % SHINGLE] = word.hashCode();
      if (count >= SHINGLE) {
        var hash = SEED;
        for (var back = 0; back < SHINGLE; back++) {
          hash = hash * FACTOR + hashes[(count + back) % SHINGLE];
        }
        remember(hash);
      }
      i = end;
    }
    learn(sentence);
  }

  private static int wordEnd(String note, int from) {
    var i = from;
    while (i < note.length()) {
      var c = note.charAt(i);
      var apostrophe = c == '\'' || c == '’';
      if (!Character.isLetterOrDigit(c)
          && !(apostrophe
              && i + 1 < note.length()
              && Character.isLetterOrDigit(note.charAt(i + 1)))) {
        return i;
      }
      i++;
    }
    return i;
  }

  private void learn(List<String> sentence) {
    if (sentence.size() >= SHINGLE) {
      var hash = SEED;
      for (var word : sentence) {
        hash = hash * FACTOR + word.hashCode();
      }
      wholes.add(hash);
    }
    Set<String> stems = new HashSet<>();
    for (var word : sentence) {
      if (tells(word)) {
        stems.add(stem(word));
      }
    }
    var id = meaning.size();
    meaning.add(stems.size());
    if (stems.size() >= NEAR) {
      stems.forEach(stem -> places.computeIfAbsent(stem, _ -> new ArrayList<>(2)).add(id));
    }
  }

  private void remember(long hash) {
    shingles.add(hash);
    perhaps[(int) (hash >>> 6) & (perhaps.length - 1)] |= 1L << hash;
  }

  /// Most shingles of a reply are in no note, which is told without looking each of them up.
  private boolean known(long hash) {
    return (perhaps[(int) (hash >>> 6) & (perhaps.length - 1)] & 1L << hash) != 0
        && shingles.contains(hash);
  }

  void scan(Reading reading, Found found) {
    if (shingles.isEmpty()) {
      return;
    }
    var taken = copied(reading, found);
    nearlyCopied(reading, found, taken);
  }

  /// Runs of words that are in a note; gives the end of each by its first word.
  private boolean[] copied(Reading reading, Found found) {
    var taken = new boolean[reading.words() + 1];
    var word = 0;
    while (word + SHINGLE <= reading.words()) {
      if (!known(hash(reading, word, word + SHINGLE))) {
        word++;
        continue;
      }
      var end = word + SHINGLE;
      while (end < reading.words() && known(hash(reading, end + 1 - SHINGLE, end + 1))) {
        end++;
      }
      if (meaningful(reading, word, end)
          && (end - word >= IN_A_ROW || wholes.contains(hash(reading, word, end)))) {
        add(reading, word, end, found);
        Arrays.fill(taken, word, end, true);
      }
      word = end;
    }
    return taken;
  }

  private boolean meaningful(Reading reading, int from, int to) {
    var telling = 0;
    for (var word = from; word < to; word++) {
      telling += tells(reading.word(word)) ? 1 : 0;
    }
    return telling >= MEANING;
  }

  private void nearlyCopied(Reading reading, Found found, boolean[] taken) {
    if (places.isEmpty()) {
      return;
    }
    Map<Integer, Integer> shared = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (var sentence = 0; sentence < reading.sentences(); sentence++) {
      var from = reading.wordAt(reading.sentenceStart(sentence));
      var to = reading.wordAt(reading.sentenceEnd(sentence));
      shared.clear();
      seen.clear();
      var first = to;
      var last = from;
      var copied = false;
      for (var word = from; word < to; word++) {
        copied |= taken[word];
        var stem = stem(reading.word(word));
        var where = places.get(stem);
        if (where != null && where.size() <= MOST_PLACES && seen.add(stem)) {
          first = Math.min(first, word);
          last = word + 1;
          where.forEach(id -> shared.merge(id, 1, Integer::sum));
        }
      }
      if (!copied && shared.entrySet().stream().anyMatch(this::nearlyAll)) {
        add(reading, first, last, found);
      }
    }
  }

  private boolean nearlyAll(Map.Entry<Integer, Integer> shared) {
    return shared.getValue() >= NEAR && shared.getValue() * 4 >= meaning.get(shared.getKey()) * 3;
  }

  private static void add(Reading reading, int from, int to, Found found) {
    found.add(Kind.INTERNAL, "note", reading.wordStart(from), reading.wordEnd(to - 1));
  }

  private boolean tells(String word) {
    return word.length() > 2 && !functionWords.contains(word);
  }

  private static String stem(String word) {
    return word.length() <= STEM ? word : word.substring(0, STEM);
  }

  private static long hash(Reading reading, int from, int to) {
    var hash = SEED;
    for (var word = from; word < to; word++) {
      hash = hash * FACTOR + reading.word(word).hashCode();
    }
    return hash;
  }
}
