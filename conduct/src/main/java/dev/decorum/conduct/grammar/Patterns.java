package dev.decorum.conduct.grammar;

import dev.decorum.conduct.automaton.Automaton;
import dev.decorum.conduct.automaton.States;
import dev.decorum.conduct.made.Input;
import dev.decorum.conduct.made.Output;
import dev.decorum.conduct.text.Language;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Patterns of one file, in its order.
///
/// An [Automaton] tells which patterns can match from a token on; only these are tried.
///
/// @param <T> what a pattern stands for
public final class Patterns<T> {

  private static final int[] NONE = {};

  /// A pattern with what it stands for.
  private record Meant<T>(Pattern pattern, T meaning) {}

  private final List<String> lines;
  private final Lexicon lexicon;
  private final BiFunction<Pattern, String, T> meaningOf;

  /// By number; null until a text may match it.
  private final @Nullable Meant<T>[] read;

  private final Automaton automaton;
  private final long[] stop;
  private final int mostSlots;

  @SuppressWarnings("unchecked")
  private Patterns(
      List<String> lines,
      Lexicon lexicon,
      BiFunction<Pattern, String, T> meaningOf,
      Optional<Input> made) {
    this.lines = lines;
    this.lexicon = lexicon;
    this.meaningOf = meaningOf;
    read = (Meant<T>[]) new Meant<?>[lines.size()];
    stop = lexicon.words("stop").bits;
    if (made.isPresent()) {
      mostSlots = made.get().number();
      automaton = Automaton.read(made.get(), this::meanings);
    } else {
      var graph = new Automaton.Builder();
      var most = 0;
      for (var number = 0; number < lines.size(); number++) {
        pattern(number).addTo(graph, number, lexicon);
        most = Math.max(most, pattern(number).slots());
      }
      mostSlots = most;
      automaton = graph.build(this::meanings);
    }
  }

  /// The patterns of a file of the language.
  ///
  /// @throws IllegalArgumentException with the line that is not `pattern -> meaning`
  public static <T> Patterns<T> of(
      Language language, String file, Lexicon lexicon, BiFunction<Pattern, String, T> meaningOf) {
    return new Patterns<>(language.lines(file), lexicon, meaningOf, language.made(file));
  }

  /// What the build keeps.
  public Output make() {
    var out = new Output().number(mostSlots);
    automaton.write(out);
    return out;
  }

  private int[] meanings(int kind) {
    return Symbols.meanings(kind, lexicon);
  }

  private Meant<T> meant(int number) {
    var known = read[number];
    if (known == null) {
      known = meant(lines.get(number));
      read[number] = known;
    }
    return known;
  }

  private Meant<T> meant(String line) {
    var arrow = line.indexOf("->");
    if (arrow < 0) {
      throw new IllegalArgumentException("a line is `pattern -> meaning`: " + line);
    }
    try {
      var pattern = Pattern.of(line.substring(0, arrow), lexicon);
      return new Meant<>(pattern, meaningOf.apply(pattern, line.substring(arrow + 2).strip()));
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException(refused.getMessage() + ": " + line, refused);
    }
  }

  public Pattern pattern(int number) {
    return meant(number).pattern;
  }

  public T meaning(int number) {
    return meant(number).meaning;
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
      var states = automaton.states();
      var state = states.first(tokens.kind(from, stop));
      var found = states.labels(state);
      for (var token = from + 1; token < end && !States.last(state); token++) {
        state = states.next(state, tokens.kind(token, stop));
        found = both(found, states.labels(state));
      }
      return found;
    }

    /// Two lists in order as one, each number once.
    private static int[] both(int[] some, int[] others) {
      if (some.length == 0 || others.length == 0) {
        return some.length == 0 ? others : some;
      }
      var all = new int[some.length + others.length];
      var size = 0;
      for (int i = 0, k = 0; i < some.length || k < others.length; ) {
        var next =
            k == others.length || i < some.length && some[i] <= others[k] ? some[i] : others[k];
        i += i < some.length && some[i] == next ? 1 : 0;
        k += k < others.length && others[k] == next ? 1 : 0;
        all[size++] = next;
      }
      return Arrays.copyOf(all, size);
    }
  }
}
