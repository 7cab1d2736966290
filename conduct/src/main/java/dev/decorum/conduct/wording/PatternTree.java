package dev.decorum.conduct.wording;

import java.util.Arrays;

/// What [Patterns] walk through: nodes, and for each the words that lead on. Node 0 is the root.
///
/// Patterns share their beginnings as in a tree. Where the ways through one pattern come together
/// again, the node behind them belongs to that pattern alone; so a word may lead to several nodes.
final class PatternTree {

  private static final int SYMBOL_BITS = 20;

  /// Hash table of what leads on, by node and symbol; the first edge of each.
  private long[] keys = new long[1 << 12];

  private int[] firsts = new int[1 << 12];
  private int used;

  /// Edges with the same node and symbol form a chain that ends with edge 0, which is none.
  private int[] targets = new int[1 << 12];

  private int[] followers = new int[1 << 12];
  private boolean[] shared = new boolean[1 << 12];
  private int edges = 1;

  /// By node, the bits of the groups of which a pattern ends there, and whether more than plain
  /// words lead on.
  private long[] accepts = new long[1 << 12];

  private boolean[] special = new boolean[1 << 12];
  private int nodes = 1;

  private boolean[] opening = new boolean[1 << 10];

  private int node() {
    if (nodes == accepts.length) {
      accepts = Arrays.copyOf(accepts, nodes * 2);
      special = Arrays.copyOf(special, nodes * 2);
    }
    return nodes++;
  }

  /// The node to which any of the symbols leads from any of the given nodes.
  int step(int[] from, int[] symbols) {
    if (from.length == 1 && symbols.length == 1) {
      return child(from[0], symbols[0]);
    }
    var joined = node();
    for (var node : from) {
      for (var symbol : symbols) {
        connect(node, symbol, joined, false);
      }
    }
    return joined;
  }

  private int child(int node, int symbol) {
    for (var edge = first(node, symbol); edge != 0; edge = followers[edge]) {
      if (shared[edge]) {
        return targets[edge];
      }
    }
    var child = node();
    connect(node, symbol, child, true);
    return child;
  }

  private void connect(int node, int symbol, int target, boolean share) {
    if (edges == targets.length) {
      targets = Arrays.copyOf(targets, edges * 2);
      followers = Arrays.copyOf(followers, edges * 2);
      shared = Arrays.copyOf(shared, edges * 2);
    }
    if (used * 2 > keys.length) {
      grow();
    }
    var slot = slot(key(node, symbol));
    used += keys[slot] == 0 ? 1 : 0;
    keys[slot] = key(node, symbol);
    targets[edges] = target;
    shared[edges] = share;
    followers[edges] = firsts[slot];
    firsts[slot] = edges++;
    special[node] |= symbol < Patterns.FIRST_WORD;
    if (node == 0) {
      if (symbol >= opening.length) {
        opening = Arrays.copyOf(opening, symbol * 2);
      }
      opening[symbol] = true;
    }
  }

  private void grow() {
    var oldKeys = keys;
    var oldFirsts = firsts;
    keys = new long[oldKeys.length * 2];
    firsts = new int[oldKeys.length * 2];
    for (var i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        var slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        firsts[slot] = oldFirsts[i];
      }
    }
  }

  private static long key(int node, int symbol) {
    return (long) node << SYMBOL_BITS | symbol;
  }

  private int slot(long key) {
    var slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & (keys.length - 1);
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  void accept(int node, int group) {
    accepts[node] |= 1L << group;
  }

  /// The first of the edges by which a symbol leads on from a node; 0 when it does not.
  int first(int node, int symbol) {
    return firsts[slot(key(node, symbol))];
  }

  /// The next such edge; 0 when there is no other.
  int follower(int edge) {
    return followers[edge];
  }

  int target(int edge) {
    return targets[edge];
  }

  long accepts(int node) {
    return accepts[node];
  }

  boolean special(int node) {
    return special[node];
  }

  /// Whether a pattern begins with a symbol.
  boolean opens(int symbol) {
    return symbol < opening.length && opening[symbol];
  }
}
