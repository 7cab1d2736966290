package dev.decorum.conduct.wording;

import dev.decorum.conduct.automaton.Automaton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Reads patterns: `[[group]]` on a line of its own begins a group, every other line is a pattern.
final class PatternReader {

  private static final String GAP = "**";
  private static final int LONGEST_GAP = 4;

  private final WordLists lexicon;
  private final String file;
  private final Automaton.Builder graph = new Automaton.Builder();

  /// Where a symbol leads from a node that only beginnings of patterns lead to: they share it.
  private final Map<Long, Integer> beginnings = new HashMap<>();

  private final BitSet shared = new BitSet();
  private final List<String> groups = new ArrayList<>();

  PatternReader(WordLists lexicon, String file) {
    this.lexicon = lexicon;
    this.file = file;
    shared.set(Automaton.Builder.ROOT);
  }

  /// What was read; to be asked for when all files are read.
  Patterns patterns(Lexicon words) {
    return new Patterns(groups, graph.build(words::meanings));
  }

  PatternReader read(List<String> lines) {
    for (var line : lines) {
      if (line.startsWith("[[")) {
        begin(line.substring(2, line.length() - 2));
      } else {
        add(line);
      }
    }
    return this;
  }

  private void begin(String group) {
    if (!groups.contains(group)) {
      groups.add(group);
    }
    current = groups.indexOf(group);
    if (current >= Long.SIZE) {
      throw new IllegalArgumentException(file + ": more than 64 groups");
    }
  }

  private int current = -1;
  private List<String> tokens = List.of();
  private int at;

  private void add(String line) {
    if (current < 0) {
      throw new IllegalArgumentException(file + ": a pattern before the first group: " + line);
    }
    tokens = tokens(line);
    at = 0;
    var ends = sequence(new int[] {Automaton.Builder.ROOT}, line);
    if (at < tokens.size() || Arrays.stream(ends).anyMatch(end -> end == Automaton.Builder.ROOT)) {
      throw new IllegalArgumentException(file + ": cannot read the pattern: " + line);
    }
    for (var end : ends) {
      graph.end(end, current);
    }
  }

  /// Brackets and bars are tokens of their own, all others are parted by blanks.
  private static List<String> tokens(String line) {
    var tokens = new ArrayList<String>();
    var begin = -1;
    for (var i = 0; i <= line.length(); i++) {
      var c = i < line.length() ? line.charAt(i) : ' ';
      var alone = "()[]|".indexOf(c) >= 0;
      if (alone || c == ' ') {
        if (begin >= 0) {
          tokens.add(line.substring(begin, i));
          begin = -1;
        }
        if (alone) {
          tokens.add(line.substring(i, i + 1));
        }
      } else if (begin < 0) {
        begin = i;
      }
    }
    return tokens;
  }

  private int[] sequence(int[] from, String line) {
    var nodes = from;
    while (at < tokens.size()) {
      var token = tokens.get(at);
      if (token.equals("|") || token.equals(")") || token.equals("]")) {
        break;
      }
      at++;
      nodes =
          switch (token) {
            case "(" -> alternatives(nodes, ")", line);
            case "[" -> both(nodes, alternatives(nodes, "]", line));
            default -> words(nodes, token);
          };
    }
    return nodes;
  }

  private static int[] both(int[] some, int[] others) {
    return IntStream.concat(Arrays.stream(some), Arrays.stream(others)).distinct().toArray();
  }

  private int[] alternatives(int[] from, String closing, String line) {
    var ends = new int[0];
    var single = new ArrayList<Integer>();
    while (true) {
      var word = singleWord(closing);
      if (word != null) {
        single.add(word);
        at++;
      } else {
        ends = both(ends, sequence(from, line));
      }
      if (at >= tokens.size()) {
        throw new IllegalArgumentException(file + ": no " + closing + " in the pattern: " + line);
      }
      var token = tokens.get(at++);
      if (token.equals(closing)) {
        break;
      }
      if (!token.equals("|")) {
        throw new IllegalArgumentException(file + ": cannot read the pattern: " + line);
      }
    }
    if (single.isEmpty()) {
      return ends;
    }
    var symbols = single.stream().mapToInt(Integer::intValue).toArray();
    return both(ends, step(from, symbols));
  }

  /// The symbol of an alternative that is a single word; all of these lead to one node.
  private @Nullable Integer singleWord(String closing) {
    if (at + 1 >= tokens.size()) {
      return null;
    }
    var token = tokens.get(at);
    var next = tokens.get(at + 1);
    var alone = next.equals("|") || next.equals(closing);
    if (!alone || special(token) != 0 || "()[]|".contains(token)) {
      return null;
    }
    if (token.startsWith("~") || token.startsWith("@")) {
      return lexicon.symbol(token);
    }
    var full = lexicon.full(token);
    return full.size() == 1 ? lexicon.symbol(full.getFirst()) : null;
  }

  private static int special(String token) {
    return switch (token) {
      case "^" -> Patterns.CLAUSE_START;
      case "^^" -> Patterns.SENTENCE_START;
      case "$" -> Patterns.SENTENCE_END;
      case "$?" -> Patterns.QUESTION_END;
      case "*" -> Patterns.ANY;
      case GAP -> Patterns.NOTHING;
      default -> 0;
    };
  }

  private int[] words(int[] from, String token) {
    if (token.equals(GAP)) {
      return gap(from);
    }
    if (special(token) != 0) {
      return step(from, special(token));
    }
    var named = token.startsWith("~") || token.startsWith("@");
    var nodes = from;
    for (var word : named ? List.of(token) : lexicon.full(token)) {
      nodes = step(nodes, lexicon.symbol(word));
    }
    return nodes;
  }

  /// The node to which any of the symbols leads from any of the given nodes.
  private int[] step(int[] from, int... symbols) {
    if (from.length == 1 && symbols.length == 1 && shared.get(from[0])) {
      return new int[] {
        beginnings.computeIfAbsent(
            (long) from[0] << 32 | symbols[0],
            _ -> {
              var to = connect(from, symbols);
              shared.set(to);
              return to;
            })
      };
    }
    return new int[] {connect(from, symbols)};
  }

  private int connect(int[] from, int... symbols) {
    var to = graph.node();
    for (var node : from) {
      for (var symbol : symbols) {
        graph.edge(node, symbol, to);
      }
    }
    return to;
  }

  /// None to four words; what is among them has no pause in it and none behind it.
  private int[] gap(int[] from) {
    var end = graph.node();
    var at = from;
    for (var word = 0; word < LONGEST_GAP; word++) {
      var next = graph.fragile();
      for (var node : at) {
        graph.step(node, end);
        graph.edge(node, Patterns.ANY, next);
      }
      at = new int[] {next};
    }
    graph.step(at[0], end);
    return new int[] {end};
  }
}
