package dev.decorum.conduct.automaton;

import dev.decorum.conduct.automaton.Automaton.Builder;
import dev.decorum.conduct.automaton.Automaton.Graph;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes one node of all that lead on alike: many patterns end in the same words.
///
/// Goes through the graph from its ends to its beginning, so that what a node leads to is known by
/// its place in the new graph already. Nodes may lead to themselves; apart from that there are no
/// circles.
final class Shrinking {

  private static final int UNSEEN = -1;
  private static final int OPEN = -2;

  /// Stands for a node itself among what it leads to.
  private static final int SELF = Integer.MAX_VALUE;

  private final Graph graph;

  /// By node: its place in the new graph.
  private final int[] places;

  private final Map<Key, Integer> known = new HashMap<>();
  private final Builder smaller = new Builder();

  Shrinking(Graph graph) {
    this.graph = graph;
    places = new int[graph.nodes()];
    Arrays.fill(places, UNSEEN);
  }

  /// What a node is: its label, whether it is fragile, and what it leads to.
  private record Key(long[] parts) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key(long[] theirs) && Arrays.equals(parts, theirs);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(parts);
    }
  }

  Graph shrunk() {
    var path = new Ints(64);
    path.add(Builder.ROOT);
    while (path.size() > 0) {
      var node = path.last();
      if (places[node] >= 0) {
        path.removeLast();
      } else if (places[node] == OPEN) {
        path.removeLast();
        places[node] = place(node);
      } else {
        places[node] = OPEN;
        addUnseen(node, path);
      }
    }
    return Graph.of(smaller);
  }

  private void addUnseen(int node, Ints path) {
    for (var e = graph.firstEdges()[node]; e < graph.firstEdges()[node + 1]; e++) {
      addUnseen(node, Automaton.target(graph.edges()[e]), path);
    }
    for (var s = graph.firstSteps()[node]; s < graph.firstSteps()[node + 1]; s++) {
      addUnseen(node, graph.steps()[s], path);
    }
  }

  private void addUnseen(int node, int next, Ints path) {
    if (places[next] == OPEN && next != node) {
      throw new IllegalStateException("a circle of more than one node");
    }
    if (places[next] == UNSEEN) {
      path.add(next);
    }
  }

  /// The place of a node of which all that it leads to has one.
  private int place(int node) {
    var edges =
        Arrays.stream(graph.edges(), graph.firstEdges()[node], graph.firstEdges()[node + 1])
            .map(
                edge ->
                    Automaton.edge(Automaton.symbol(edge), placeOf(Automaton.target(edge), node)))
            .sorted()
            .distinct()
            .toArray();
    var steps =
        Arrays.stream(graph.steps(), graph.firstSteps()[node], graph.firstSteps()[node + 1])
            .filter(next -> next != node)
            .map(next -> places[next])
            .sorted()
            .distinct()
            .toArray();
    var label = graph.labels()[node];
    var fragile = graph.fragile().get(node);
    if (node == Builder.ROOT) {
      fill(Builder.ROOT, label, edges, steps);
      return Builder.ROOT;
    }
    if (label < 0 && !fragile && edges.length == 0 && steps.length == 1) {
      return steps[0];
    }
    var parts = new long[edges.length + steps.length + 3];
    parts[0] = label;
    parts[1] = fragile ? 1 : 0;
    parts[2] = edges.length;
    System.arraycopy(edges, 0, parts, 3, edges.length);
    for (var s = 0; s < steps.length; s++) {
      parts[3 + edges.length + s] = steps[s];
    }
    return known.computeIfAbsent(
        new Key(parts),
        _ -> {
          var made = fragile ? smaller.fragile() : smaller.node();
          fill(made, label, edges, steps);
          return made;
        });
  }

  private int placeOf(int next, int node) {
    return next == node ? SELF : places[next];
  }

  private void fill(int made, int label, long[] edges, int[] steps) {
    for (var edge : edges) {
      var target = Automaton.target(edge);
      smaller.edge(made, Automaton.symbol(edge), target == SELF ? made : target);
    }
    for (var next : steps) {
      smaller.step(made, next);
    }
    if (label >= 0) {
      smaller.end(made, label);
    }
  }
}
