package dev.decorum.conduct.wording;

import dev.decorum.conduct.automaton.Ints;
import dev.decorum.conduct.made.Input;
import dev.decorum.conduct.made.Output;
import dev.decorum.conduct.text.Hash;
import dev.decorum.conduct.text.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The words of a language, as they are looked up in texts.
final class Lexicon {

  private static final int[] NONE = {};

  /// @param words by the hash of their spelling
  /// @param wordsByStem those of which any form means the same
  /// @param families of meaning by the stem of a word
  /// @param bits of classes by name
  /// @param meanings by kind of word: the symbols by which patterns know it
  /// @param endings short forms at the end of words, such as `'ll`, with what they are short for;
  ///   [Word#NOTHING] for those that say nothing
  /// @param number any word that begins with a digit
  /// @param unknown the kind of words that no pattern knows
  record Tables(
      LongMap<Word> words,
      LongMap<Word> wordsByStem,
      LongMap<int[]> families,
      Map<String, Integer> bits,
      List<int[]> meanings,
      Map<String, Word> endings,
      Word number,
      int unknown) {}

  private final Stems stems;
  private final Tables tables;

  Lexicon(Stems stems, Tables tables) {
    this.stems = stems;
    this.tables = tables;
  }

  /// As the build kept it.
  static Lexicon read(Input in) {
    var stems = new Stems(in.text());
    var meanings = new ArrayList<int[]>();
    for (var left = in.number(); left > 0; left--) {
      meanings.add(in.numbers());
    }
    var all = words(in);
    var bits = new LinkedHashMap<String, Integer>();
    in.texts().forEach(name -> bits.put(name, bits.size()));
    var endings = new LinkedHashMap<String, Word>();
    var spelled = in.texts();
    var meant = in.numbers();
    for (var i = 0; i < meant.length; i++) {
      endings.put(spelled.get(i), all[meant[i]]);
    }
    return new Lexicon(
        stems,
        new Tables(
            map(in, all),
            map(in, all),
            familiesOf(in),
            bits,
            meanings,
            endings,
            all[0],
            in.number()));
  }

  private static Word[] words(Input in) {
    var stems = in.longNumbers();
    var kinds = in.numbers();
    var classes = in.longNumbers();
    var firstFamilies = in.numbers();
    var families = in.numbers();
    var firstParts = in.numbers();
    var parts = in.numbers();
    var words = new Word[stems.length];
    // Parts come before the words that they are parts of.
    for (var i = 0; i < words.length; i++) {
      var some = new ArrayList<Word>();
      for (var part = firstParts[i]; part < firstParts[i + 1]; part++) {
        some.add(words[parts[part]]);
      }
      var own =
          firstFamilies[i] == firstFamilies[i + 1]
              ? NONE
              : Arrays.copyOfRange(families, firstFamilies[i], firstFamilies[i + 1]);
      words[i] = new Word(stems[i], kinds[i], own, classes[i], List.copyOf(some));
    }
    return words;
  }

  private static LongMap<Word> map(Input in, Word[] all) {
    var keys = in.longNumbers();
    var map = new LongMap<Word>(keys.length);
    for (var word : in.numbers()) {
      map.put(keys[map.size()], all[word]);
    }
    return map;
  }

  private static LongMap<int[]> familiesOf(Input in) {
    var stems = in.longNumbers();
    var map = new LongMap<int[]>(stems.length);
    for (var stem : stems) {
      map.put(stem, in.numbers());
    }
    return map;
  }

  void write(Output out) {
    out.text(stems.table()).number(tables.meanings.size());
    tables.meanings.forEach(out::numbers);
    var numbers = new IdentityHashMap<Word, Integer>();
    var all = new ArrayList<Word>();
    add(tables.number, numbers, all);
    tables.words.all().forEach(word -> add(word, numbers, all));
    tables.wordsByStem.all().forEach(word -> add(word, numbers, all));
    tables.endings.values().forEach(word -> add(word, numbers, all));
    write(all, numbers, out);
    out.texts(tables.bits.keySet());
    out.texts(tables.endings.keySet());
    out.numbers(tables.endings.values().stream().mapToInt(numbers::get).toArray());
    write(tables.words, numbers, out);
    write(tables.wordsByStem, numbers, out);
    out.numbers(tables.families.keys());
    tables.families.all().forEach(out::numbers);
    out.number(tables.unknown);
  }

  private static void add(Word word, Map<Word, Integer> numbers, List<Word> all) {
    if (!numbers.containsKey(word)) {
      word.parts().forEach(part -> add(part, numbers, all));
      numbers.put(word, all.size());
      all.add(word);
    }
  }

  private static void write(List<Word> all, Map<Word, Integer> numbers, Output out) {
    var firstFamilies = new Ints(all.size() + 1);
    var families = new Ints(all.size());
    var firstParts = new Ints(all.size() + 1);
    var parts = new Ints(16);
    for (var word : all) {
      firstFamilies.add(families.size());
      families.addAll(word.families());
      firstParts.add(parts.size());
      word.parts().forEach(part -> parts.add(numbers.getOrDefault(part, 0)));
    }
    firstFamilies.add(families.size());
    firstParts.add(parts.size());
    out.numbers(all.stream().mapToLong(Word::stem).toArray())
        .numbers(all.stream().mapToInt(Word::kind).toArray())
        .numbers(all.stream().mapToLong(Word::classes).toArray())
        .numbers(firstFamilies.toArray())
        .numbers(families.toArray())
        .numbers(firstParts.toArray())
        .numbers(parts.toArray());
  }

  private static void write(LongMap<Word> map, Map<Word, Integer> numbers, Output out) {
    out.numbers(map.keys());
    out.numbers(map.all().stream().mapToInt(word -> numbers.getOrDefault(word, 0)).toArray());
  }

  /// The bit of a class in [Word#classes].
  long bit(String name) {
    var bit = tables.bits.get(name);
    if (bit == null) {
      throw new IllegalArgumentException("no class of words " + name);
    }
    return 1L << bit;
  }

  /// By which symbols patterns know what is of a kind.
  int[] meanings(int kind) {
    return tables.meanings.get(kind);
  }

  private int[] familiesOf(long stem) {
    var found = tables.families.get(stem);
    return found == null ? NONE : found;
  }

  /// The word that stands in a text.
  Word at(Reading reading, int word) {
    var hash = reading.wordHash(word);
    var known = tables.words.get(hash);
    if (known != null) {
      return known;
    }
    var from = reading.wordStart(word);
    var to = reading.wordEnd(word);
    return reading.simple(word)
        ? byStem(stems.stem(reading.plain(), from, to))
        : unknown(reading.plain(), from, to, hash);
  }

  /// The word that stands between two offsets of a plain text.
  Word at(String plain, int from, int to) {
    var hash = Hash.of(plain, from, to);
    var known = tables.words.get(hash);
    return known == null ? unknown(plain, from, to, hash) : known;
  }

  private Word unknown(String plain, int from, int to, long hash) {
    if (from < to && Character.isDigit(plain.charAt(from))) {
      var number = tables.number;
      return new Word(hash, number.kind(), NONE, number.classes());
    }
    for (var i = from + 1; i < to; i++) {
      if (plain.charAt(i) == '\'') {
        return shortened(plain, from, to);
      }
    }
    return byStem(stems.stem(plain, from, to));
  }

  private Word shortened(String plain, int from, int to) {
    for (var ending : tables.endings.entrySet()) {
      var cut = to - ending.getKey().length();
      if (cut > from && plain.startsWith(ending.getKey(), cut)) {
        var first = at(plain, from, cut);
        var rest = ending.getValue();
        return rest.nothing() || !first.parts().isEmpty() ? first : joined(first, rest);
      }
    }
    return byStem(stems.stem(plain, from, to));
  }

  private static Word joined(Word first, Word rest) {
    var parts = new ArrayList<Word>();
    parts.add(first);
    parts.addAll(rest.parts().isEmpty() ? List.of(rest) : rest.parts());
    return Word.shortFor(parts);
  }

  private Word byStem(long stem) {
    var known = tables.wordsByStem.get(stem);
    return known != null ? known : new Word(stem, tables.unknown, familiesOf(stem), 0);
  }
}
