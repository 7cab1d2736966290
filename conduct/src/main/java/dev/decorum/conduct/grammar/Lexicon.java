package dev.decorum.conduct.grammar;

import dev.decorum.conduct.automaton.Ints;
import dev.decorum.conduct.text.Language;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The words that the grammars of a language know, each with a number and the classes it belongs
/// to.
///
/// Classes come from the files `grammar/*-words.txt` of the language folder, a line a class:
/// `weekday=1: monday mon`. A word may be in several classes and have a value in each.
public final class Lexicon {

  /// A word that no grammar knows.
  public static final int UNKNOWN = 0;

  /// A run of digits.
  public static final int NUMBER = 1;

  private static final int[] NONE = {};
  private static final Map<String, Lexicon> LOADED = new ConcurrentHashMap<>();
  private static final List<String> WORD_FILES =
      List.of("grammar/time-words.txt", "grammar/commitment-words.txt");
  private static final List<String> PATTERN_FILES =
      List.of("grammar/time.txt", "grammar/commitments.txt");

  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<String, Map<Integer, String>> classes = new LinkedHashMap<>();
  private final Map<String, WordClass> known = new ConcurrentHashMap<>();
  private final List<String> clitics;
  private final @Nullable String[] table;
  private final int[] numbers;

  /// By number of a word: the numbers of the classes it is in.
  private final int[][] classesOf;

  private Lexicon(Language language) {
    for (var file : WORD_FILES) {
      language.lines(file).forEach(line -> addClass(file, line));
    }
    for (var file : PATTERN_FILES) {
      language.lines(file).forEach(line -> Pattern.literals(line).forEach(this::id));
    }
    clitics = List.copyOf(named("clitic"));
    var size = Integer.highestOneBit(ids.size() * 4);
    table = new String[size];
    numbers = new int[size];
    ids.forEach(this::put);
    classesOf = new int[size()][];
    var gathered = new Ints[size()];
    var number = 0;
    for (var entry : classes.entrySet()) {
      for (var word : members(entry.getKey(), entry.getValue())) {
        gathered[word] = gathered[word] == null ? new Ints(2) : gathered[word];
        gathered[word].add(number);
      }
      number++;
    }
    for (var word = 0; word < gathered.length; word++) {
      classesOf[word] = gathered[word] == null ? NONE : gathered[word].toArray();
    }
  }

  public static Lexicon of(Language language) {
    return LOADED.computeIfAbsent(language.tag(), _ -> new Lexicon(language));
  }

  private void addClass(String file, String line) {
    var colon = line.indexOf(": ");
    if (colon < 0) {
      throw new IllegalArgumentException(file + ": a class has a name, a colon and words: " + line);
    }
    var name = line.substring(0, colon);
    var equals = name.indexOf('=');
    var value = equals < 0 ? "" : name.substring(equals + 1);
    var members =
        classes.computeIfAbsent(
            equals < 0 ? name : name.substring(0, equals), _ -> new LinkedHashMap<>());
    for (var word : words(line.substring(colon + 2), ' ')) {
      members.put(id(word), value);
    }
  }

  private List<String> named(String name) {
    var members = classes.getOrDefault(name, Map.of());
    return ids.entrySet().stream()
        .filter(entry -> members.containsKey(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private int id(String word) {
    return ids.computeIfAbsent(word, _ -> ids.size() + 2);
  }

  private void put(String word, int id) {
    var slot = hash(word, 0, word.length()) & (table.length - 1);
    while (table[slot] != null) {
      slot = slot + 1 & (table.length - 1);
    }
    table[slot] = word;
    numbers[slot] = id;
  }

  private static int hash(String text, int from, int to) {
    var hash = 0;
    for (var i = from; i < to; i++) {
      hash = hash * 31 + text.charAt(i);
    }
    return hash ^ hash >>> 15;
  }

  /// How many numbers there are for words, those of [#UNKNOWN] and [#NUMBER] included.
  public int size() {
    return ids.size() + 2;
  }

  /// The number of a word, or [#UNKNOWN].
  int id(String text, int from, int to) {
    var slot = hash(text, from, to) & (table.length - 1);
    for (var known = table[slot]; known != null; known = table[slot]) {
      if (known.length() == to - from && text.startsWith(known, from)) {
        return numbers[slot];
      }
      slot = slot + 1 & (table.length - 1);
    }
    return UNKNOWN;
  }

  /// The suffixes that are words of their own, such as `'ll`.
  List<String> clitics() {
    return clitics;
  }

  /// A class of words; one that no file names is empty.
  public WordClass words(String name) {
    return known.computeIfAbsent(name, this::wordClass);
  }

  private WordClass wordClass(String name) {
    var members = classes.getOrDefault(name, Map.of());
    return new WordClass(bits(members(name, members)), members);
  }

  private static Set<Integer> members(String name, Map<Integer, String> listed) {
    if (!name.equals(WordClass.DIGITS) && !name.equals(WordClass.COUNT)) {
      return listed.keySet();
    }
    var all = new LinkedHashSet<>(listed.keySet());
    all.add(NUMBER);
    return all;
  }

  /// The numbers of the classes of a word; not to be changed.
  int[] classesOf(int word) {
    return classesOf[word];
  }

  /// The number of a class, or -1 where no file names it.
  int classNumber(String name) {
    return List.copyOf(classes.keySet()).indexOf(name);
  }

  /// The number of a single word, or [#UNKNOWN].
  int number(String word) {
    return ids.getOrDefault(word, UNKNOWN);
  }

  /// The parts of a line between a mark; empty ones are left out.
  static List<String> words(String line, char mark) {
    var parts = new ArrayList<String>();
    var from = 0;
    for (var i = 0; i <= line.length(); i++) {
      if (i == line.length() || line.charAt(i) == mark) {
        if (i > from) {
          parts.add(line.substring(from, i));
        }
        from = i + 1;
      }
    }
    return parts;
  }

  /// The set of a single word.
  long[] word(String word) {
    return bits(List.of(ids.getOrDefault(word, UNKNOWN)));
  }

  private long[] bits(Iterable<Integer> members) {
    var bits = new long[(ids.size() + 2 >> 6) + 1];
    for (var id : members) {
      bits[id >> 6] |= 1L << id;
    }
    return bits;
  }
}
