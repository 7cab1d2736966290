package dev.decorum.conduct.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// Patterns of one file, found by the word they begin with.
///
/// @param <T> what a pattern stands for
public final class Patterns<T> {

  /// A pattern and what it stands for.
  public record Entry<T>(Pattern pattern, T meaning) {}

  private final List<List<Entry<T>>> byWord = new ArrayList<>();
  private int mostSlots;

  private Patterns(List<Entry<T>> entries, Lexicon lexicon) {
    for (var word = 0; word < lexicon.size(); word++) {
      var id = word;
      byWord.add(entries.stream().filter(entry -> entry.pattern.canBegin(id)).toList());
    }
    entries.forEach(entry -> mostSlots = Math.max(mostSlots, entry.pattern.slots()));
  }

  /// Reads the lines `pattern -> meaning` of a file.
  ///
  /// @throws IllegalArgumentException with the line that is no such thing
  public static <T> Patterns<T> of(
      List<String> lines, Lexicon lexicon, BiFunction<Pattern, String, T> meanings) {
    var entries = new ArrayList<Entry<T>>();
    for (var line : lines) {
      var arrow = line.indexOf("->");
      if (arrow < 0) {
        throw new IllegalArgumentException("a line is `pattern -> meaning`: " + line);
      }
      try {
        var pattern = Pattern.of(line.substring(0, arrow), lexicon);
        entries.add(new Entry<>(pattern, meanings.apply(pattern, line.substring(arrow + 2))));
      } catch (IllegalArgumentException refused) {
        throw new IllegalArgumentException(refused.getMessage() + ": " + line, refused);
      }
    }
    return new Patterns<>(entries, lexicon);
  }

  /// The patterns that can begin with a word.
  public List<Entry<T>> beginningWith(int word) {
    return byWord.get(word);
  }

  /// The most classes that one pattern names.
  public int mostSlots() {
    return mostSlots;
  }
}
