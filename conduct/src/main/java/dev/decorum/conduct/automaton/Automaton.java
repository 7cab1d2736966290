package dev.decorum.conduct.automaton;

import dev.decorum.conduct.made.Input;
import dev.decorum.conduct.made.Output;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Many patterns as one machine that reads a text token by token, from one token on.
///
/// A pattern is a graph: nodes, edges that a *symbol* leads along, and steps that cost nothing.
/// What stands in a text is told by its *kind*; an [Alphabet] says of which symbols a kind is. So
/// the notation of patterns, and how a text is cut into tokens, is the business of those who ask.
///
/// To find what begins at a token is to go through [#states]: from [States#first] or [States#ROOT]
/// along the kinds of that token and the following ones until a state is [States#last]; the labels
/// of the states on the way are the patterns that end there. States are sets of nodes and are made
/// when a text first leads to them. After that a token costs one look-up, however many patterns
/// there are, and no text can make it more.
///
/// Safe for many threads.
public final class Automaton {

  /// A symbol of boundaries between words: what is read so far stays as it is, unless its node is
  /// [Builder#fragile].
  public static final int STAY = 0;

  private static final int[] NONE = {};
  private static final long[] NO_EDGES = {};

  /// Of which symbols a kind of token is.
  @FunctionalInterface
  public interface Alphabet {
    int[] meanings(int kind);
  }

  private final Alphabet alphabet;
  private final Graph graph;

  /// By node: what leads on from it, costless steps included, as symbol and target, in order; null
  /// until a text leads to the node.
  private final long[] @Nullable [] edges;

  /// By node: the patterns that end there.
  private final int[][] labels;

  /// By node: the number of the last search that met it.
  private final int[] met;

  private int search;
  private volatile States states;

  private Automaton(Graph graph, Alphabet alphabet) {
    this.graph = graph;
    this.alphabet = alphabet;
    edges = new long[graph.nodes()][];
    labels = new int[graph.nodes()][];
    met = new int[graph.nodes()];
    states = new States(this);
  }

  /// The patterns as the build keeps them: with as few nodes as do.
  public void write(Output out) {
    new Shrinking(graph).shrunk().write(out);
  }

  public static Automaton read(Input in, Alphabet alphabet) {
    return new Automaton(Graph.read(in), alphabet);
  }

  /// What texts have led to so far. To be asked for anew for each token that a search begins with,
  /// since from time to time all of it is forgotten.
  public States states() {
    return states;
  }

  /// Begins anew with no states.
  void forget() {
    states = new States(this);
  }

  /// Where a token leads from some nodes, and what ends there. To be called under the lock of the
  /// automaton.
  Place after(int[] from, int kind) {
    var reached = new Ints(8);
    var ended = new Ints(2);
    var meanings = alphabet.meanings(kind);
    var number = ++search;
    var stays = false;
    for (var meaning : meanings) {
      stays |= meaning == STAY;
    }
    for (var node : from) {
      var leads = edges(node);
      for (var meaning : meanings) {
        for (var e = first(leads, meaning); e < leads.length && symbol(leads[e]) == meaning; e++) {
          enter(target(leads[e]), number, reached, ended);
        }
      }
    }
    for (var node : from) {
      if (stays && met[node] != number && !graph.fragile.get(node)) {
        met[node] = number;
        reached.add(node);
      }
    }
    var nodes = reached.toArray();
    Arrays.sort(nodes);
    return new Place(nodes, distinct(ended.toArray()));
  }

  private void enter(int node, int number, Ints reached, Ints ended) {
    if (met[node] == number) {
      return;
    }
    met[node] = number;
    if (edges(node).length > 0) {
      reached.add(node);
    }
    for (var label : labels[node]) {
      ended.add(label);
    }
  }

  private static int[] distinct(int[] values) {
    if (values.length < 2) {
      return values;
    }
    Arrays.sort(values);
    var size = 1;
    for (var i = 1; i < values.length; i++) {
      if (values[i] != values[size - 1]) {
        values[size++] = values[i];
      }
    }
    return Arrays.copyOf(values, size);
  }

  /// Some nodes of the graph, and the labels of the patterns that have just ended, both in order.
  record Place(int[] nodes, int[] labels) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Place(int[] theirNodes, int[] theirLabels)
          && Arrays.equals(nodes, theirNodes)
          && Arrays.equals(labels, theirLabels);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(nodes) * 31 + Arrays.hashCode(labels);
    }
  }

  private long[] edges(int node) {
    var known = edges[node];
    return known == null ? close(node) : known;
  }

  /// Follows the costless steps from a node.
  private long[] close(int start) {
    var all = new long[8];
    var count = 0;
    var ends = new Ints(1);
    var reached = new Ints(8);
    var seen = new BitSet();
    reached.add(start);
    seen.set(start);
    for (var i = 0; i < reached.size(); i++) {
      var node = reached.get(i);
      for (var e = graph.firstEdges[node]; e < graph.firstEdges[node + 1]; e++) {
        if (count == all.length) {
          all = Arrays.copyOf(all, count * 2);
        }
        all[count++] = graph.edges[e];
      }
      if (graph.labels[node] >= 0) {
        ends.add(graph.labels[node]);
      }
      for (var s = graph.firstSteps[node]; s < graph.firstSteps[node + 1]; s++) {
        var next = graph.steps[s];
        if (!seen.get(next)) {
          seen.set(next);
          reached.add(next);
        }
      }
    }
    var leads = count == 0 ? NO_EDGES : Arrays.copyOf(all, count);
    Arrays.sort(leads);
    labels[start] = ends.size() == 0 ? NONE : ends.toArray();
    edges[start] = leads;
    return leads;
  }

  private static int first(long[] leads, int symbol) {
    var low = 0;
    var high = leads.length;
    var wanted = edge(symbol, 0);
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (leads[middle] < wanted) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  static long edge(int symbol, int target) {
    return (long) symbol << 32 | target;
  }

  static int symbol(long edge) {
    return (int) (edge >> 32);
  }

  static int target(long edge) {
    return (int) edge;
  }

  /// Nodes with what leads on from each, in arrays.
  record Graph(
      int[] firstEdges,
      long[] edges,
      int[] firstSteps,
      int[] steps,
      int[] labels,
      int[] fragileNodes,
      BitSet fragile) {

    static Graph of(Builder source) {
      var nodes = source.labels.size();
      var firstEdges = firsts(source.edgeFrom, nodes);
      var edges = new long[source.edgeFrom.size()];
      var place = Arrays.copyOf(firstEdges, nodes);
      for (var e = 0; e < edges.length; e++) {
        edges[place[source.edgeFrom.get(e)]++] =
            Automaton.edge(source.edgeSymbol.get(e), source.edgeTo.get(e));
      }
      var firstSteps = firsts(source.stepFrom, nodes);
      var steps = new int[source.stepFrom.size()];
      place = Arrays.copyOf(firstSteps, nodes);
      for (var s = 0; s < steps.length; s++) {
        steps[place[source.stepFrom.get(s)]++] = source.stepTo.get(s);
      }
      return new Graph(
          firstEdges, edges, firstSteps, steps, source.labels.toArray(), source.fragile.toArray());
    }

    Graph(
        int[] firstEdges,
        long[] edges,
        int[] firstSteps,
        int[] steps,
        int[] labels,
        int[] fragileNodes) {
      this(firstEdges, edges, firstSteps, steps, labels, fragileNodes, new BitSet());
      for (var node : fragileNodes) {
        fragile.set(node);
      }
    }

    void write(Output out) {
      out.numbers(firstEdges)
          .numbers(edges)
          .numbers(firstSteps)
          .numbers(steps)
          .numbers(labels)
          .numbers(fragileNodes);
    }

    static Graph read(Input in) {
      return new Graph(
          in.numbers(), in.longNumbers(), in.numbers(), in.numbers(), in.numbers(), in.numbers());
    }

    private static int[] firsts(Ints from, int nodes) {
      var firsts = new int[nodes + 1];
      for (var i = 0; i < from.size(); i++) {
        firsts[from.get(i) + 1]++;
      }
      for (var node = 0; node < nodes; node++) {
        firsts[node + 1] += firsts[node];
      }
      return firsts;
    }

    int nodes() {
      return labels.length;
    }
  }

  /// Puts patterns together.
  public static final class Builder {

    /// The node from which all patterns begin.
    public static final int ROOT = 0;

    private final Ints labels = new Ints(64);
    private final Ints fragile = new Ints(4);
    private final Ints edgeFrom = new Ints(64);
    private final Ints edgeSymbol = new Ints(64);
    private final Ints edgeTo = new Ints(64);
    private final Ints stepFrom = new Ints(64);
    private final Ints stepTo = new Ints(64);

    public Builder() {
      labels.add(-1);
    }

    /// With the patterns of an automaton to begin with.
    public Builder(Automaton with) {
      var graph = with.graph;
      labels.addAll(graph.labels);
      fragile.addAll(graph.fragileNodes);
      for (var node = 0; node < graph.nodes(); node++) {
        for (var e = graph.firstEdges[node]; e < graph.firstEdges[node + 1]; e++) {
          edge(node, symbol(graph.edges[e]), target(graph.edges[e]));
        }
        for (var s = graph.firstSteps[node]; s < graph.firstSteps[node + 1]; s++) {
          step(node, graph.steps[s]);
        }
      }
    }

    public int node() {
      labels.add(-1);
      return labels.size() - 1;
    }

    /// How many nodes there are.
    public int nodes() {
      return labels.size();
    }

    /// A node that is given up where something only [#STAY]s.
    public int fragile() {
      fragile.add(labels.size());
      return node();
    }

    /// A symbol leads from one node to another.
    public void edge(int from, int symbol, int to) {
      edgeFrom.add(from);
      edgeSymbol.add(symbol);
      edgeTo.add(to);
    }

    /// From one node to another without any token.
    public void step(int from, int to) {
      stepFrom.add(from);
      stepTo.add(to);
    }

    /// A pattern ends at a node.
    ///
    /// @param label what is reported of it; not negative
    public void end(int node, int label) {
      if (labels.get(node) < 0) {
        labels.set(node, label);
      } else if (labels.get(node) != label) {
        var other = node();
        labels.set(other, label);
        step(node, other);
      }
    }

    public Automaton build(Alphabet alphabet) {
      return new Automaton(Graph.of(this), alphabet);
    }
  }
}
