package dev.decorum.conduct.grammar;

import dev.decorum.conduct.automaton.Automaton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Patterns of one file, in its order.
///
/// An [Automaton] tells which patterns can match from a token on; only these are tried.
///
/// @param <T> what a pattern stands for
public final class Patterns<T> {

  private static final int[] NONE = {};

  private final List<Pattern> patterns = new ArrayList<>();
  private final List<T> meanings = new ArrayList<>();
  private final Automaton automaton;
  private final long[] stop;
  private int mostSlots;

  private Patterns(List<String> lines, Lexicon lexicon, BiFunction<Pattern, String, T> meaningOf) {
    var graph = new Automaton.Builder();
    for (var line : lines) {
      add(line, lexicon, meaningOf, graph);
    }
    automaton = graph.build(kind -> Symbols.meanings(kind, lexicon));
    stop = lexicon.words("stop").bits;
  }

  /// Reads the lines `pattern -> meaning` of a file.
  ///
  /// @throws IllegalArgumentException with the line that is no such thing
  public static <T> Patterns<T> of(
      List<String> lines, Lexicon lexicon, BiFunction<Pattern, String, T> meaningOf) {
    return new Patterns<>(lines, lexicon, meaningOf);
  }

  private void add(
      String line,
      Lexicon lexicon,
      BiFunction<Pattern, String, T> meaningOf,
      Automaton.Builder graph) {
    var arrow = line.indexOf("->");
    if (arrow < 0) {
      throw new IllegalArgumentException("a line is `pattern -> meaning`: " + line);
    }
    try {
      var pattern = Pattern.of(line.substring(0, arrow), lexicon);
      pattern.addTo(graph, patterns.size(), lexicon);
      patterns.add(pattern);
      meanings.add(meaningOf.apply(pattern, line.substring(arrow + 2).strip()));
      mostSlots = Math.max(mostSlots, pattern.slots());
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException(refused.getMessage() + ": " + line, refused);
    }
  }

  public Pattern pattern(int number) {
    return patterns.get(number);
  }

  public T meaning(int number) {
    return meanings.get(number);
  }

  /// The most classes that one pattern names.
  public int mostSlots() {
    return mostSlots;
  }

  /// Looks for patterns in one text.
  public Search search(Tokens tokens) {
    return new Search(tokens);
  }

  /// The patterns that a text has the words for; for one text and one thread.
  public final class Search {

    private final Tokens tokens;

    /// By token: the patterns that may match from it on, in order; null until asked for.
    private final int[] @Nullable [] possible;

    private int end;

    private Search(Tokens tokens) {
      this.tokens = tokens;
      possible = new int[tokens.count()][];
    }

    /// Goes to another sentence.
    public void sentence(int to) {
      end = to;
    }

    /// Whether any pattern is possible at a token.
    public boolean any(int token) {
      return possible(token).length > 0;
    }

    /// The number of the next pattern, from a number on, that may match at a token; -1 for none.
    public int next(int token, int from) {
      for (var number : possible(token)) {
        if (number >= from) {
          return number;
        }
      }
      return -1;
    }

    private int[] possible(int token) {
      if (token >= end) {
        return NONE;
      }
      var known = possible[token];
      if (known == null) {
        known = look(token);
        possible[token] = known;
      }
      return known;
    }

    private int[] look(int from) {
      var found = NONE;
      var state = automaton.root();
      for (var token = from; token < end && !state.last(); token++) {
        state = automaton.next(state, Symbols.kind(tokens, token, stop));
        found = both(found, state.labels());
      }
      return found;
    }

    private static int[] both(int[] some, int[] others) {
      if (some.length == 0 || others.length == 0) {
        return some.length == 0 ? others : some;
      }
      return IntStream.concat(Arrays.stream(some), Arrays.stream(others))
          .sorted()
          .distinct()
          .toArray();
    }
  }
}
