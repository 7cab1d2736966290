package dev.decorum.conduct.wording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Grows what [Patterns] walk through while they are read. Node 0 is the root.
///
/// Patterns share their beginnings as in a tree. Where the ways through one pattern come together
/// again, the node behind them belongs to that pattern alone; so a word may lead to several nodes.
final class PatternTree {

  private final List<Map<Integer, List<Integer>>> edges = new ArrayList<>();
  private final List<Map<Integer, Integer>> shared = new ArrayList<>();
  private final Map<Integer, Long> accepting = new HashMap<>();

  PatternTree() {
    node();
  }

  private int node() {
    edges.add(new LinkedHashMap<>());
    shared.add(new HashMap<>());
    return edges.size() - 1;
  }

  /// The node to which one of the symbols leads from any of the given nodes.
  int step(Set<Integer> from, List<Integer> symbols) {
    if (from.size() == 1 && symbols.size() == 1) {
      return child(from.iterator().next(), symbols.getFirst());
    }
    var joined = node();
    for (var node : from) {
      symbols.forEach(symbol -> connect(node, symbol, joined));
    }
    return joined;
  }

  private int child(int node, int symbol) {
    var known = shared.get(node).get(symbol);
    if (known != null) {
      return known;
    }
    var child = node();
    shared.get(node).put(symbol, child);
    connect(node, symbol, child);
    return child;
  }

  private void connect(int from, int symbol, int to) {
    edges.get(from).computeIfAbsent(symbol, s -> new ArrayList<>()).add(to);
  }

  void accept(int node, int group) {
    accepting.merge(node, 1L << group, (a, b) -> a | b);
  }

  /// By node, the bits of the groups of which a pattern ends there.
  long[] accepts() {
    var accepts = new long[edges.size()];
    accepting.forEach((node, groups) -> accepts[node] = groups);
    return accepts;
  }

  /// The nodes from which more than plain words lead on.
  boolean[] special() {
    var special = new boolean[edges.size()];
    for (var node = 0; node < special.length; node++) {
      special[node] = edges.get(node).keySet().stream().anyMatch(s -> s < Patterns.FIRST_WORD);
    }
    return special;
  }

  /// Where each symbol leads from each node, by `node * symbols + symbol`.
  Map<Long, List<Integer>> edges(int symbols) {
    var all = new LinkedHashMap<Long, List<Integer>>();
    for (var node = 0; node < edges.size(); node++) {
      for (var edge : edges.get(node).entrySet()) {
        all.put((long) node * symbols + edge.getKey(), edge.getValue());
      }
    }
    return all;
  }
}
