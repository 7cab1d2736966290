package dev.decorum.conduct.wording;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Reads patterns: `[[group]]` on a line of its own begins a group, every other line is a pattern.
final class PatternReader {

  private final Lexicon lexicon;
  private final String file;
  private final PatternTree tree = new PatternTree();
  private final List<String> groups = new ArrayList<>();

  PatternReader(Lexicon lexicon, String file) {
    this.lexicon = lexicon;
    this.file = file;
  }

  /// What was read; to be asked for when all files are read.
  Patterns patterns() {
    return new Patterns(groups, tree);
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
    var ends = sequence(new int[] {0}, line);
    if (at < tokens.size() || Arrays.stream(ends).anyMatch(end -> end == 0)) {
      throw new IllegalArgumentException(file + ": cannot read the pattern: " + line);
    }
    for (var end : ends) {
      tree.accept(end, current);
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
    return both(ends, new int[] {tree.step(from, symbols)});
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
      case "**" -> Patterns.GAP;
      default -> 0;
    };
  }

  private int[] words(int[] from, String token) {
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

  private int[] step(int[] from, int symbol) {
    return new int[] {tree.step(from, new int[] {symbol})};
  }
}
