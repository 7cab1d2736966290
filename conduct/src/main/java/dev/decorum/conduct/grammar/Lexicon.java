package dev.decorum.conduct.grammar;

import dev.decorum.conduct.automaton.Ints;
import dev.decorum.conduct.made.Input;
import dev.decorum.conduct.made.Output;
import dev.decorum.conduct.text.Hash;
import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.text.WordNumbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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

  private static final int FIRST = 2;
  private static final String MADE = "grammar";
  private static final Map<Language, Lexicon> LOADED = new ConcurrentHashMap<>();
  private static final List<String> WORD_FILES =
      List.of("grammar/time-words.txt", "grammar/commitment-words.txt");
  private static final List<String> PATTERN_FILES =
      List.of("grammar/time.txt", "grammar/commitments.txt");

  /// A class with its words and, where it gives them any, their values.
  private record Members(String name, int[] words, List<String> values) {

    static Members of(String name, Map<Integer, String> listed) {
      var all = new LinkedHashMap<>(listed);
      if (name.equals(WordClass.DIGITS) || name.equals(WordClass.COUNT)) {
        all.putIfAbsent(NUMBER, "");
      }
      var valued = all.values().stream().anyMatch(value -> !value.isEmpty());
      return new Members(
          name,
          all.keySet().stream().mapToInt(Integer::intValue).toArray(),
          valued ? List.copyOf(all.values()) : List.of());
    }
  }

  /// The words, from number 2 on.
  private final List<String> words;

  private final List<Members> classes;
  private final Map<String, WordClass> known = new ConcurrentHashMap<>();
  private final List<String> clitics;

  private final WordNumbers numbers;

  /// By number of a word: where the numbers of its classes begin in those of all.
  private final int[] firstClasses;

  private final int[] classNumbers;

  private Lexicon(Texts texts) {
    words = List.copyOf(texts.ids.keySet());
    classes =
        texts.classes.entrySet().stream()
            .map(entry -> Members.of(entry.getKey(), entry.getValue()))
            .toList();
    clitics = texts.named("clitic");
    numbers = new WordNumbers(words.size() + FIRST);
    for (var number = FIRST; number < size(); number++) {
      numbers.put(Hash.of(words.get(number - FIRST)), number);
    }
    firstClasses = new int[size() + 1];
    for (var each : classes) {
      for (var word : each.words) {
        firstClasses[word + 1]++;
      }
    }
    for (var word = 0; word < size(); word++) {
      firstClasses[word + 1] += firstClasses[word];
    }
    classNumbers = new int[firstClasses[size()]];
    var place = Arrays.copyOf(firstClasses, size());
    for (var number = 0; number < classes.size(); number++) {
      for (var word : classes.get(number).words) {
        classNumbers[place[word]++] = number;
      }
    }
  }

  /// As the build kept it.
  private Lexicon(Input in) {
    words = in.texts();
    clitics = in.texts();
    numbers = new WordNumbers(in);
    firstClasses = in.numbers();
    classNumbers = in.numbers();
    var all = new ArrayList<Members>();
    for (var name : in.texts()) {
      all.add(new Members(name, in.numbers(), in.texts()));
    }
    classes = List.copyOf(all);
  }

  Output write() {
    var out = new Output().texts(words).texts(clitics);
    numbers.write(out);
    out.numbers(firstClasses)
        .numbers(classNumbers)
        .texts(classes.stream().map(Members::name).toList());
    classes.forEach(each -> out.numbers(each.words).texts(each.values));
    return out;
  }

  public static Lexicon of(Language language) {
    return LOADED.computeIfAbsent(
        language,
        _ ->
            language
                .made(MADE)
                .map(Lexicon::new)
                .orElseGet(() -> new Lexicon(new Texts(language))));
  }

  /// Adds what the build keeps.
  public void make(Map<String, Output> into) {
    into.put(MADE, write());
  }

  /// What the files say.
  private static final class Texts {

    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private final Map<String, Map<Integer, String>> classes = new LinkedHashMap<>();

    Texts(Language language) {
      for (var file : WORD_FILES) {
        language.lines(file).forEach(line -> addClass(file, line));
      }
      for (var file : PATTERN_FILES) {
        language.lines(file).forEach(line -> Pattern.literals(line).forEach(this::id));
      }
    }

    private void addClass(String file, String line) {
      var colon = line.indexOf(": ");
      if (colon < 0) {
        throw new IllegalArgumentException(
            file + ": a class has a name, a colon and words: " + line);
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

    private int id(String word) {
      return ids.computeIfAbsent(word, _ -> ids.size() + FIRST);
    }

    private List<String> named(String name) {
      var members = classes.getOrDefault(name, Map.of());
      return ids.entrySet().stream()
          .filter(entry -> members.containsKey(entry.getValue()))
          .map(Map.Entry::getKey)
          .toList();
    }
  }

  /// How many numbers there are for words, those of [#UNKNOWN] and [#NUMBER] included.
  public int size() {
    return words.size() + FIRST;
  }

  /// The number of a word, or [#UNKNOWN].
  int id(String text, int from, int to) {
    return id(Hash.of(text, from, to));
  }

  /// As above for a word whose hash is known.
  int id(long hash) {
    return numbers.get(hash);
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
    var number = classNumber(name);
    if (number < 0) {
      return new WordClass(bits(), Map.of());
    }
    var members = classes.get(number);
    var values = new HashMap<Integer, String>();
    for (var i = 0; i < members.values.size(); i++) {
      values.put(members.words[i], members.values.get(i));
    }
    return new WordClass(bits(members.words), values);
  }

  /// The number of a class, or -1 where no file names it.
  int classNumber(String name) {
    for (var number = 0; number < classes.size(); number++) {
      if (classes.get(number).name.equals(name)) {
        return number;
      }
    }
    return -1;
  }

  /// Adds the numbers of the classes of a word, each plus a first one.
  void addClassesOf(int word, int first, Ints into) {
    for (var i = firstClasses[word]; i < firstClasses[word + 1]; i++) {
      into.add(first + classNumbers[i]);
    }
  }

  /// The number of a single word, or [#UNKNOWN].
  int number(String word) {
    return id(word, 0, word.length());
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
    return bits(number(word));
  }

  private long[] bits(int... members) {
    var bits = new long[(size() >> 6) + 1];
    for (var number : members) {
      bits[number >> 6] |= 1L << number;
    }
    return bits;
  }
}
