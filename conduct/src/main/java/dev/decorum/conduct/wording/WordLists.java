package dev.decorum.conduct.wording;

import dev.decorum.conduct.text.Hash;
import dev.decorum.conduct.text.Language;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// All that a language folder says about words. Patterns name the words they need ([#symbol]) while
/// they are read; [#close] then makes the [Lexicon] in which texts are looked up.
final class WordLists {

  private static final int[] NONE = {};

  /// The class to which all words belong that begin with a digit.
  private static final String NUMBER = "number";

  private final Language language;
  private final Stems stems;
  private final Map<String, String> shortForms = new LinkedHashMap<>();
  private final Map<String, String> shortEndings = new LinkedHashMap<>();
  private final Map<String, String> baseForms = new LinkedHashMap<>();
  private final Map<String, List<String>> classes = new LinkedHashMap<>();
  private final Map<String, Integer> bits = new LinkedHashMap<>();
  private final Map<String, Integer> symbols = new LinkedHashMap<>();
  private final Map<Long, List<Integer>> families = new LinkedHashMap<>();
  private final LongMap<Word> words = new LongMap<>();
  private final LongMap<Word> wordsByStem = new LongMap<>();
  private final Map<String, Word> endings = new LinkedHashMap<>();
  private final Map<Set<Integer>, Integer> kinds = new HashMap<>();

  /// By kind of word: the symbols by which patterns know it.
  private final List<int[]> meanings = new ArrayList<>();

  /// The kind of words that no pattern knows.
  private final int unknown;

  WordLists(Language language) {
    this.language = language;
    stems = new Stems(language.text("wording/stems.txt"));
    language.lines("wording/short-forms.txt").forEach(this::addShortForms);
    language.lines("wording/forms.txt").forEach(this::addForms);
    language.lines("wording/classes.txt").forEach(this::addClass);
    var family = 0;
    for (var line : language.lines("wording/families.txt")) {
      addFamily(line, family++);
    }
    for (var kind = 0; kind < Patterns.FIRST_KIND; kind++) {
      meanings.add(Patterns.boundary(kind));
    }
    unknown = kind(Set.of());
  }

  private void addShortForms(String line) {
    for (var form : left(line)) {
      if (form.startsWith("*")) {
        shortEndings.put(form.substring(1), right(line).substring(1).strip());
      } else {
        shortForms.put(form, right(line));
      }
    }
  }

  private void addForms(String line) {
    left(line).forEach(form -> baseForms.put(form, right(line)));
  }

  private void addClass(String line) {
    var name = left(line).getFirst();
    var members = classes.computeIfAbsent(name, n -> new ArrayList<>());
    for (var member : words(right(line))) {
      if (member.startsWith("@")) {
        members.addAll(members(member.substring(1)));
      } else {
        members.add(member);
      }
    }
    if (!bits.containsKey(name)) {
      bits.put(name, bits.size());
    }
    if (bits.size() > Long.SIZE) {
      throw new IllegalStateException("more than 64 classes of words in " + language.tag());
    }
  }

  private void addFamily(String line, int number) {
    for (var word : words(line)) {
      families.computeIfAbsent(stem(word), stem -> new ArrayList<>()).add(number);
    }
  }

  private static List<String> left(String line) {
    return words(line.substring(0, line.indexOf('=')));
  }

  private static String right(String line) {
    return line.substring(line.indexOf('=') + 1).strip();
  }

  private static List<String> words(String text) {
    return List.of(text.strip().split("\\s+"));
  }

  private List<String> members(String name) {
    var members = classes.get(name);
    if (members == null) {
      throw new IllegalArgumentException("no class of words " + name + " in " + language.tag());
    }
    return members;
  }

  private long stem(String word) {
    var base = baseForms.getOrDefault(word, word);
    return stems.stem(base, 0, base.length());
  }

  /// The bit of a class in [Word#classes].
  long bit(String name) {
    members(name);
    return 1L << bits.getOrDefault(name, 0);
  }

  /// The number by which patterns know a word, a stem (`~word`) or a class (`@name`).
  int symbol(String spelled) {
    if (spelled.startsWith("@")) {
      members(spelled.substring(1));
    }
    var known = symbols.get(spelled);
    if (known != null) {
      return known;
    }
    var number = symbols.size() + Patterns.FIRST_WORD;
    symbols.put(spelled, number);
    return number;
  }

  /// A word as it is written out in full.
  List<String> full(String word) {
    var full = shortForms.get(word);
    if (full != null) {
      return words(full);
    }
    if (word.indexOf('\'') < 0) {
      return List.of(word);
    }
    for (var ending : shortEndings.entrySet()) {
      if (word.endsWith(ending.getKey()) && word.length() > ending.getKey().length()) {
        var first = word.substring(0, word.length() - ending.getKey().length());
        return words(first + " " + ending.getValue());
      }
    }
    return List.of(word);
  }

  Lexicon close() {
    for (var spelled : List.copyOf(symbols.keySet())) {
      if (Character.isDigit(spelled.charAt(0))) {
        members(NUMBER).add(spelled);
      }
    }
    var own = new LinkedHashMap<String, Entry>();
    var stemmed = new LinkedHashMap<Long, Entry>();
    symbols.forEach(
        (spelled, symbol) -> {
          if (!spelled.startsWith("@")) {
            entry(own, stemmed, spelled).symbols.add(symbol);
          }
        });
    classes.forEach(
        (name, members) -> {
          var symbol = symbols.get("@" + name);
          var bit = bit(name);
          for (var member : members) {
            var entry = entry(own, stemmed, member);
            entry.classes |= bit;
            if (symbol != null) {
              entry.symbols.add(symbol);
            }
          }
        });
    baseForms.keySet().forEach(form -> entry(own, stemmed, form));
    stemmed.forEach((stem, entry) -> wordsByStem.put(stem, entry.word(stem, null)));
    own.forEach(
        (spelled, entry) -> {
          var stem = stem(spelled);
          words.put(Hash.of(spelled), entry.word(stem, wordsByStem.get(stem)));
        });
    var numbers = symbols.get("@" + NUMBER);
    var number = new Word(0, numbers == null ? unknown : kind(Set.of(numbers)), NONE, bit(NUMBER));
    var familiesByStem = new LongMap<int[]>();
    families.forEach((stem, all) -> familiesByStem.put(stem, ints(all)));
    var lexicon =
        new Lexicon(
            stems,
            new Lexicon.Tables(
                words, wordsByStem, familiesByStem, bits, meanings, endings, number, unknown));
    shortForms.forEach(
        (form, full) -> words.put(Hash.of(form), Word.shortFor(all(lexicon, words(full)))));
    shortEndings.forEach(
        (ending, rest) ->
            endings.put(
                ending, rest.isEmpty() ? Word.NOTHING : Word.shortFor(all(lexicon, words(rest)))));
    return lexicon;
  }

  /// The number for words that patterns know by these symbols.
  private int kind(Set<Integer> known) {
    return kinds.computeIfAbsent(
        Set.copyOf(known),
        all -> {
          meanings.add(
              IntStream.concat(
                      IntStream.of(Patterns.ANY), all.stream().sorted().mapToInt(Integer::intValue))
                  .toArray());
          return meanings.size() - 1;
        });
  }

  private final class Entry {
    private final LinkedHashSet<Integer> symbols = new LinkedHashSet<>();
    private long classes;
    private final int[] families;

    Entry(int[] families) {
      this.families = families;
    }

    Word word(long stem, @Nullable Word sameStem) {
      if (sameStem == null) {
        return new Word(stem, kind(symbols), families, classes);
      }
      var all = new LinkedHashSet<>(symbols);
      for (var symbol : meanings.get(sameStem.kind())) {
        if (symbol != Patterns.ANY) {
          all.add(symbol);
        }
      }
      return new Word(stem, kind(all), families, classes | sameStem.classes());
    }
  }

  private Entry entry(Map<String, Entry> own, Map<Long, Entry> stemmed, String spelled) {
    if (spelled.startsWith("~")) {
      var stem = stem(spelled.substring(1));
      return stemmed.computeIfAbsent(stem, s -> new Entry(familiesOf(s)));
    }
    return own.computeIfAbsent(spelled, s -> new Entry(familiesOf(stem(s))));
  }

  private int[] familiesOf(long stem) {
    var found = families.get(stem);
    return found == null ? NONE : ints(found);
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  private static List<Word> all(Lexicon lexicon, List<String> spelled) {
    return spelled.stream().map(word -> lexicon.at(word, 0, word.length())).toList();
  }
}
