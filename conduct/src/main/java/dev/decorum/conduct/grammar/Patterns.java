package dev.decorum.conduct.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// Patterns of one file, in its order, found by the words they need.
///
/// A pattern is tried only where it can begin, and only in sentences that have the words it cannot
/// do without: most sentences rule out nearly all patterns at the cost of a few bit operations a
/// word.
///
/// @param <T> what a pattern stands for
public final class Patterns<T> {

  private static final int PLANES = 3;

  private final List<Pattern> patterns = new ArrayList<>();
  private final List<T> meanings = new ArrayList<>();

  /// How many longs hold a bit for each pattern.
  private final int width;

  /// For each word the patterns that can begin with it.
  private final long[] beginning;

  /// For each word the patterns whose first, second, third word that cannot be missing it is.
  private final long[][] needed = new long[PLANES][];

  /// The patterns that need fewer words.
  private final long[][] undemanding = new long[PLANES][];

  private int mostSlots;

  private Patterns(List<String> lines, Lexicon lexicon, BiFunction<Pattern, String, T> meaningOf) {
    for (var line : lines) {
      add(line, lexicon, meaningOf);
    }
    width = (patterns.size() + 63) / 64;
    beginning = new long[lexicon.size() * width];
    for (var plane = 0; plane < PLANES; plane++) {
      needed[plane] = new long[lexicon.size() * width];
      undemanding[plane] = new long[width];
    }
    for (var number = 0; number < patterns.size(); number++) {
      var pattern = patterns.get(number);
      mark(beginning, pattern.beginnings(), number, lexicon.size());
      var needs = pattern.needs();
      for (var plane = 0; plane < PLANES; plane++) {
        if (plane < needs.size()) {
          mark(needed[plane], needs.get(plane), number, lexicon.size());
        } else {
          undemanding[plane][number >> 6] |= 1L << number;
        }
      }
    }
  }

  /// Reads the lines `pattern -> meaning` of a file.
  ///
  /// @throws IllegalArgumentException with the line that is no such thing
  public static <T> Patterns<T> of(
      List<String> lines, Lexicon lexicon, BiFunction<Pattern, String, T> meaningOf) {
    return new Patterns<>(lines, lexicon, meaningOf);
  }

  private void add(String line, Lexicon lexicon, BiFunction<Pattern, String, T> meaningOf) {
    var arrow = line.indexOf("->");
    if (arrow < 0) {
      throw new IllegalArgumentException("a line is `pattern -> meaning`: " + line);
    }
    try {
      var pattern = Pattern.of(line.substring(0, arrow), lexicon);
      patterns.add(pattern);
      meanings.add(meaningOf.apply(pattern, line.substring(arrow + 2).strip()));
      mostSlots = Math.max(mostSlots, pattern.slots());
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException(refused.getMessage() + ": " + line, refused);
    }
  }

  private void mark(long[] table, long[] words, int pattern, int size) {
    for (var k = 0; k < words.length; k++) {
      for (var bits = words[k]; bits != 0; bits &= bits - 1) {
        var word = (k << 6) + Long.numberOfTrailingZeros(bits);
        if (word < size) {
          table[word * width + (pattern >> 6)] |= 1L << pattern;
        }
      }
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

  /// The patterns that a sentence has the words for; for one text and one thread.
  public final class Search {

    private final Tokens tokens;
    private final long[] possible = new long[width];
    private final long[] seen = new long[width];

    private Search(Tokens tokens) {
      this.tokens = tokens;
    }

    /// Goes to another sentence.
    public void sentence(int from, int to) {
      for (var k = 0; k < width; k++) {
        possible[k] = -1;
      }
      for (var plane = 0; plane < PLANES; plane++) {
        System.arraycopy(undemanding[plane], 0, seen, 0, width);
        var table = needed[plane];
        for (var token = from; token < to; token++) {
          var row = tokens.id(token) * width;
          if (row > 0) {
            for (var k = 0; k < width; k++) {
              seen[k] |= table[row + k];
            }
          }
        }
        for (var k = 0; k < width; k++) {
          possible[k] &= seen[k];
        }
      }
    }

    /// Whether any pattern is possible at a token.
    public boolean any(int token) {
      return next(token, 0) >= 0;
    }

    /// The number of the next pattern, from a number on, that may match at a token; -1 for none.
    public int next(int token, int from) {
      var row = tokens.id(token) * width;
      for (var k = from >> 6; k < width; k++) {
        var bits = possible[k] & beginning[row + k];
        if (k == from >> 6) {
          bits &= -1L << from;
        }
        if (bits != 0) {
          return (k << 6) + Long.numberOfTrailingZeros(bits);
        }
      }
      return -1;
    }
  }
}
