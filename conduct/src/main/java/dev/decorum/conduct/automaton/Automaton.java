package dev.decorum.conduct.automaton;

import dev.decorum.conduct.made.Input;
import dev.decorum.conduct.made.Output;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Many patterns as one machine that reads a text token by token, from one token on.
///
/// A pattern is a graph: nodes, edges that a *symbol* leads along, and steps that cost nothing.
/// What stands in a text is told by its *kind*; an [Alphabet] says of which symbols a kind is. So
/// the notation of patterns, and how a text is cut into tokens, is the business of those who ask.
///
/// To find what begins at a token is to go from [#first] or [#root] along the kinds of that token
/// and the following ones until a state is [State#last]; the labels of the states on the way are
/// the patterns that end there. States are sets of nodes and are made when a text first leads to
/// them. After that a token costs one look-up, however many patterns there are, and no text can
/// make it more.
///
/// Safe for many threads.
public final class Automaton {

  /// A symbol of boundaries between words: what is read so far stays as it is, unless its node is
  /// [Builder#fragile].
  public static final int STAY = 0;

  /// What is made on the way is thrown away when there is so much of it.
  private static final int MOST_TRANSITIONS = 1 << 17;

  private static final int MOST_FIRSTS = 1 << 17;
  private static final int[] NONE = {};
  private static final long[] NO_EDGES = {};

  /// Nothing can match any more, and nothing has just ended.
  public static final State DEAD = new State(NONE, NONE);

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
  private int transitions;
  private final Map<Key, State> known = new HashMap<>();
  private volatile State root;

  /// By kind: what a first token leads to; null until asked for. Not all kinds have a place here.
  private volatile @Nullable State[] firsts = new State[64];

  private Automaton(Graph graph, Alphabet alphabet) {
    this.graph = graph;
    this.alphabet = alphabet;
    edges = new long[graph.nodes()][];
    labels = new int[graph.nodes()][];
    met = new int[graph.nodes()];
    root = new State(new int[] {Builder.ROOT}, NONE);
  }

  /// The patterns as the build keeps them: with as few nodes as do.
  public void write(Output out) {
    new Shrinking(graph).shrunk().write(out);
  }

  public static Automaton read(Input in, Alphabet alphabet) {
    return new Automaton(Graph.read(in), alphabet);
  }

  /// What is known before the first token.
  public State root() {
    return root;
  }

  /// What is known after the first token; nearly all there is to ask in most texts.
  public State first(int kind) {
    var known = firsts;
    if (kind < known.length) {
      var state = known[kind];
      if (state != null) {
        return state;
      }
    }
    return computeFirst(kind);
  }

  /// What is known after another token; [#DEAD] where it leads nowhere and nothing ends.
  public State next(State state, int kind) {
    var row = state.row;
    var kinds = row.kinds;
    var mask = kinds.length - 1;
    for (var slot = slot(kind, mask); ; slot = slot + 1 & mask) {
      var key = kinds[slot];
      if (key == kind + 1) {
        var next = row.states[slot];
        return next == null ? compute(state, kind) : next;
      }
      if (key == 0) {
        return compute(state, kind);
      }
    }
  }

  private static int slot(int kind, int mask) {
    return (kind * 0x9E3779B9 >>> 15) & mask;
  }

  /// What may still match, and what has just ended.
  public static final class State {

    private final int[] nodes;
    private final int[] labels;
    private Row row = new Row(4);

    private final boolean last;

    private State(int[] nodes, int[] labels) {
      this.nodes = nodes;
      this.labels = labels;
      last = nodes.length == 0;
    }

    /// The labels of the patterns that end here, in order, each once; not to be changed.
    public int[] labels() {
      return labels;
    }

    /// Whether no token leads on.
    public boolean last() {
      return last;
    }
  }

  /// Where tokens lead from a state. Filled under the lock of the automaton and read without one: a
  /// slot is written once, and its state counts only where its kind is there too. Who sees less
  /// than there is asks again under the lock.
  private static final class Row {

    /// Kinds plus one; 0 is free.
    private final int[] kinds;

    private final @Nullable State[] states;
    private int used;

    Row(int size) {
      kinds = new int[size];
      states = new State[size];
    }

    @Nullable State get(int kind) {
      var mask = kinds.length - 1;
      var slot = slot(kind, mask);
      while (kinds[slot] != 0) {
        if (kinds[slot] == kind + 1) {
          return states[slot];
        }
        slot = slot + 1 & mask;
      }
      return null;
    }

    void put(int kind, State state) {
      var mask = kinds.length - 1;
      var slot = slot(kind, mask);
      while (kinds[slot] != 0) {
        slot = slot + 1 & mask;
      }
      kinds[slot] = kind + 1;
      states[slot] = state;
      used++;
    }

    /// A row with room for one more.
    Row roomy() {
      if ((used + 1) * 2 <= kinds.length) {
        return this;
      }
      var wider = new Row(kinds.length * 2);
      for (var slot = 0; slot < kinds.length; slot++) {
        var state = states[slot];
        if (state != null) {
          wider.put(kinds[slot] - 1, state);
        }
      }
      return wider;
    }
  }

  private record Key(int[] nodes, int[] labels) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key(int[] theirNodes, int[] theirLabels)
          && Arrays.equals(nodes, theirNodes)
          && Arrays.equals(labels, theirLabels);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(nodes) * 31 + Arrays.hashCode(labels);
    }
  }

  private synchronized State computeFirst(int kind) {
    var state = next(root, kind);
    if (kind < MOST_FIRSTS) {
      var known = firsts;
      if (kind >= known.length) {
        known = Arrays.copyOf(known, Integer.highestOneBit(kind) * 2);
      }
      known[kind] = state;
      firsts = known;
    }
    return state;
  }

  private synchronized State compute(State from, int kind) {
    if (from.last) {
      return DEAD;
    }
    var made = from.row.get(kind);
    if (made != null) {
      return made;
    }
    var reached = new Ints(8);
    var ended = new Ints(2);
    var meanings = alphabet.meanings(kind);
    var number = ++search;
    var stays = false;
    for (var meaning : meanings) {
      stays |= meaning == STAY;
    }
    for (var node : from.nodes) {
      var leads = edges(node);
      for (var meaning : meanings) {
        for (var e = first(leads, meaning); e < leads.length && symbol(leads[e]) == meaning; e++) {
          enter(target(leads[e]), number, reached, ended);
        }
      }
    }
    for (var node : from.nodes) {
      if (stays && met[node] != number && !graph.fragile.get(node)) {
        met[node] = number;
        reached.add(node);
      }
    }
    var state = state(reached.toArray(), ended.toArray());
    if (++transitions > MOST_TRANSITIONS) {
      transitions = 0;
      known.clear();
      root = new State(root.nodes, NONE);
      firsts = new State[64];
    }
    var row = from.row.roomy();
    row.put(kind, state);
    from.row = row;
    return state;
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

  private State state(int[] nodes, int[] ended) {
    if (nodes.length == 0 && ended.length == 0) {
      return DEAD;
    }
    Arrays.sort(nodes);
    var key = new Key(nodes, distinct(ended));
    return known.computeIfAbsent(key, each -> new State(each.nodes, each.labels));
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
