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
  private final int symbols;

  /// Hash table of edges; what is found is the place in `targets` where the nodes begin that an
  /// edge leads to. They end with a 0; so does the list at place 0, for no edge.
  private final long[] edges;

  private final int[] places;
  private final int[] targets;
  private final long[] accepts;
  private final boolean[] special;
  private final boolean[] opens;

  Patterns(List<String> groups, PatternTree tree, int symbols) {
    this.groups = List.copyOf(groups);
    this.symbols = symbols;
    accepts = tree.accepts();
    special = tree.special();
    opens = new boolean[symbols];
    var all = tree.edges(symbols);
    edges = new long[Integer.highestOneBit(Math.max(8, all.size() * 3)) << 1];
    places = new int[edges.length];
    targets = new int[1 + all.values().stream().mapToInt(nodes -> nodes.size() + 1).sum()];
    var place = 1;
    for (var edge : all.entrySet()) {
      var slot = slot(edge.getKey());
      edges[slot] = edge.getKey();
      places[slot] = place;
      for (var node : edge.getValue()) {
        targets[place++] = node;
      }
      place++;
      if (edge.getKey() < symbols) {
        opens[edge.getKey().intValue()] = true;
      }
    }
  }

  private int slot(long edge) {
    var slot = (int) ((edge * 0x9E3779B97F4A7C15L) >>> 32) & (edges.length - 1);
    while (edges[slot] != 0 && edges[slot] != edge) {
      slot = (slot + 1) & (edges.length - 1);
    }
    return slot;
  }

  private int place(int node, int symbol) {
    return places[slot((long) node * symbols + symbol)];
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
      if (opens[symbol]) {
        return true;
      }
    }
    return (opens[CLAUSE_START] && text.startsClause(word))
        || (opens[SENTENCE_START] && text.startsSentence(word));
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
      if (accepts[node] != 0) {
        accept(accepts[node], word);
      }
      var ended = word >= text.words() || (word > first && text.startsSentence(word));
      if (special[node]) {
        anchors(node, word, ended);
      }
      if (ended) {
        return;
      }
      for (var symbol : text.symbols(word)) {
        if (node != 0 || opens[symbol]) {
          along(place(node, symbol), word + 1);
        }
      }
      if (special[node]) {
        along(place(node, ANY), word + 1);
        gap(place(node, GAP), word);
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
        along(place(node, GAP), word);
        along(place(node, SENTENCE_END), word);
        if (text.asks(word - 1)) {
          along(place(node, QUESTION_END), word);
        }
      } else {
        if (text.startsClause(word)) {
          along(place(node, CLAUSE_START), word);
        }
        if (text.startsSentence(word)) {
          along(place(node, SENTENCE_START), word);
        }
      }
    }

    private void gap(int place, int word) {
      if (place != 0) {
        along(place, word);
        for (var i = word + 1; i <= word + LONGEST_GAP && !text.startsClause(i); i++) {
          along(place, i);
        }
      }
    }

    private void along(int place, int word) {
      for (var i = place; targets[i] != 0; i++) {
        at(targets[i], word);
      }
    }
  }
}
