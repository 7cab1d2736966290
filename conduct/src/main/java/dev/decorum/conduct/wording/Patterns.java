package dev.decorum.conduct.wording;

import java.util.ArrayList;
import java.util.List;

/// The patterns of one file, found in a text in one go.
public final class Patterns {

  static final int CLAUSE_START = 1;
  static final int SENTENCE_START = 2;
  static final int SENTENCE_END = 3;
  static final int QUESTION_END = 4;
  static final int ANY = 5;
  static final int GAP = 6;
  static final int FIRST_WORD = 8;
  private static final int LONGEST_GAP = 4;

  private final List<String> groups;
  private final PatternTree tree;

  Patterns(List<String> groups, PatternTree tree) {
    this.groups = List.copyOf(groups);
    this.tree = tree;
  }

  /// The number of a group.
  public int group(String name) {
    var number = groups.indexOf(name);
    if (number < 0) {
      throw new IllegalArgumentException("no group of patterns " + name);
    }
    return number;
  }

  public List<String> groups() {
    return groups;
  }

  /// A place where a pattern stands: from its first word to after its last.
  public record Hit(int group, int from, int to) {}

  /// All places in a text, in the order of their beginnings; of one group, only the longest of
  /// those that begin at the same word.
  public List<Hit> in(Worded text) {
    var hits = new ArrayList<Hit>();
    var walk = new Walk(text, new int[groups.size()]);
    for (var i = 0; i < text.words(); i++) {
      if (mayOpen(text, i)) {
        walk.from(i, hits);
      }
    }
    return hits;
  }

  private boolean mayOpen(Worded text, int word) {
    for (var symbol : text.symbols(word)) {
      if (tree.opens(symbol)) {
        return true;
      }
    }
    return (tree.opens(CLAUSE_START) && text.startsClause(word))
        || (tree.opens(SENTENCE_START) && text.startsSentence(word));
  }

  /// All ways on from one word of a text.
  private final class Walk {

    private final Worded text;
    private final int[] ends;
    private long met;
    private int first;

    Walk(Worded text, int[] ends) {
      this.text = text;
      this.ends = ends;
    }

    void from(int word, List<Hit> hits) {
      first = word;
      met = 0;
      at(0, word);
      for (var rest = met; rest != 0; rest &= rest - 1) {
        var group = Long.numberOfTrailingZeros(rest);
        if (ends[group] > first) {
          hits.add(new Hit(group, first, ends[group]));
        }
      }
    }

    private void at(int node, int word) {
      if (tree.accepts(node) != 0) {
        accept(tree.accepts(node), word);
      }
      var ended = word >= text.words() || (word > first && text.startsSentence(word));
      if (tree.special(node)) {
        anchors(node, word, ended);
      }
      if (ended) {
        return;
      }
      for (var symbol : text.symbols(word)) {
        if (node != 0 || tree.opens(symbol)) {
          along(tree.first(node, symbol), word + 1);
        }
      }
      if (tree.special(node)) {
        along(tree.first(node, ANY), word + 1);
        gap(tree.first(node, GAP), word);
      }
    }

    private void accept(long groupsMet, int word) {
      for (var rest = groupsMet; rest != 0; rest &= rest - 1) {
        var group = Long.numberOfTrailingZeros(rest);
        if ((met & (1L << group)) == 0 || ends[group] < word) {
          ends[group] = word;
        }
      }
      met |= groupsMet;
    }

    private void anchors(int node, int word, boolean ended) {
      if (ended) {
        along(tree.first(node, GAP), word);
        along(tree.first(node, SENTENCE_END), word);
        if (text.asks(word - 1)) {
          along(tree.first(node, QUESTION_END), word);
        }
      } else {
        if (text.startsClause(word)) {
          along(tree.first(node, CLAUSE_START), word);
        }
        if (text.startsSentence(word)) {
          along(tree.first(node, SENTENCE_START), word);
        }
      }
    }

    private void gap(int edge, int word) {
      if (edge != 0) {
        along(edge, word);
        for (var i = word + 1; i <= word + LONGEST_GAP && !text.startsClause(i); i++) {
          along(edge, i);
        }
      }
    }

    private void along(int first, int word) {
      for (var edge = first; edge != 0; edge = tree.follower(edge)) {
        at(tree.target(edge), word);
      }
    }
  }
}
