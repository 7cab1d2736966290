package dev.decorum.conduct.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Many patterns of words that are looked for in one pass over a text.
///
/// A pattern is written like a phrase of [Phrases], with `(a|b)` for either, `(a)?` for what may be
/// missing and a last `*` for an open end of a word, and also with
/// - `...` for up to six words of the same sentence and the signs among them,
/// - `<word>` for any one word, `<number>` for one that begins with a digit,
/// - `<name>` for what a class of words has that was defined under this name,
/// - `s?` for a letter or sign that may be missing; a question mark that means itself is `\\?`,
/// - `^` for the beginning of a sentence, before its first word,
/// - `(a|b )*` for up to three of them in a row, `( a| b)+` for one to three.
///
/// Unlike there nothing is spelled out: a pattern may stand for millions of phrases. Patterns
/// become one automaton over words whose deterministic states are made when a text first needs
/// them; after that a word costs one look-up, whatever the number of patterns, and no text can make
/// the matching slower than linear.
///
/// Words compare as in [Reading#plain]. Spaces, line ends and hyphens inside words do not matter;
/// any other sign between two words must be in the pattern too. The end of a paragraph is never
/// inside.
public final class Patterns {

  private static final int GAP = 6;
  private static final int MOST_STATES = 40_000;

  /// The words of a pattern are counted in six bits.
  private static final int AGES = 6;

  private static final int LONGEST = (1 << AGES) - 1;
  private static final int ANY = -1;

  private static final int UNKNOWN = 0;

  /// Ends a sentence or paragraph: not inside a gap.
  private static final int STOP = 1;

  /// Any word that begins with a digit.
  private static final int NUMBER = 2;

  /// A comma, bracket or other sign that does not end a sentence.
  private static final int SIGN = 3;

  private static final int NEVER = -1;

  private static final int[] NONE = {};

  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

  /// What a word of a text can be: one of the words of the patterns, or one that begins as one with
  /// an open end does. Class 0 is all other words and signs, class 1 the end of a paragraph.
  private final Lexicon lexicon;

  /// By symbol: the nodes after a first word.
  private final int[][] firsts;

  private final Builder.Node[] nodes;

  /// By node: pairs of symbol and node, those behind empty steps included; null until asked for.
  private final int[][] edges;

  /// By node: labels of the patterns that end there; null until asked for.
  private final int[][] labels;

  /// For each node the last one from which it was reached without a word, plus one.
  private final int[] met;

  private final State root;
  private final Map<Key, State> known = new HashMap<>();
  private volatile State[] states;
  private int count;
  private volatile long[] table = new long[1 << 12];
  private int filled;

  private Patterns(Builder source) {
    lexicon = new Lexicon(source.symbols, source.kin);
    nodes = source.nodes.toArray(Builder.Node[]::new);
    edges = new int[nodes.length][];
    labels = new int[nodes.length][];
    met = new int[nodes.length];
    var begins = new Ints[source.symbols.size()];
    for (var s = 0; s < source.starts.size(); s++) {
      var steps = edges(source.starts.get(s));
      for (var e = 0; e < steps.length; e += 2) {
        if (begins[steps[e]] == null) {
          begins[steps[e]] = new Ints(4);
        }
        begins[steps[e]].add(steps[e + 1]);
      }
    }
    firsts = new int[begins.length][];
    for (var symbol = 0; symbol < begins.length; symbol++) {
      firsts[symbol] = begins[symbol] == null ? NONE : begins[symbol].toArray();
    }
    root = new State(0, new int[0], new int[0]);
    states = new State[256];
    states[0] = root;
    count = 1;
    known.put(new Key(root.items), root);
  }

  private int[] edges(int node) {
    if (edges[node] == null) {
      close(node);
    }
    return edges[node];
  }

  private int[] labels(int node) {
    if (labels[node] == null) {
      close(node);
    }
    return labels[node];
  }

  /// Follows the empty steps of a node. Only nodes that a text leads to are ever asked for.
  private void close(int start) {
    var steps = new Ints(8);
    var ends = new Ints(1);
    var reached = new Ints(8);
    reached.add(start);
    met[start] = start + 1;
    for (var i = 0; i < reached.size(); i++) {
      var node = nodes[reached.get(i)];
      node.edges(steps);
      if (node.label >= 0) {
        ends.add(node.label);
      }
      for (var e = 0; e < node.steps(); e++) {
        var next = node.step(e);
        if (met[next] != start + 1) {
          met[next] = start + 1;
          reached.add(next);
        }
      }
    }
    edges[start] = steps.toArray();
    labels[start] = ends.size() == 0 ? NONE : ends.toArray();
  }

  private static boolean contains(Ints list, int value) {
    for (var i = 0; i < list.size(); i++) {
      if (list.get(i) == value) {
        return true;
      }
    }
    return false;
  }

  public static Builder builder() {
    return new Builder();
  }

  /// Reports every place where a pattern matches, also those inside others, by the offset of its
  /// last character; the same place once for each way to match it.
  public void in(Reading reading, Phrases.Hits hits) {
    in(reading, 0, reading.plain().length(), hits);
  }

  /// As above for what lies between two offsets.
  public void in(Reading reading, int from, int to, Phrases.Hits hits) {
    new Run(reading.plain(), hits).over(reading, from, to);
  }

  /// One pass over a text.
  private final class Run {

    private final String plain;
    private final Phrases.Hits hits;
    private final int[] starts = new int[LONGEST + 1];
    private State state = root;
    private int tokens;

    Run(String plain, Phrases.Hits hits) {
      this.plain = plain;
      this.hits = hits;
    }

    void over(Reading reading, int first, int last) {
      var words = reading.words();
      var from = first;
      var sentence = reading.sentenceAt(first);
      if (sentence < reading.sentences() && reading.sentenceStart(sentence) < first) {
        sentence++;
      }
      for (var word = reading.wordAt(first); word < words; word++) {
        var start = reading.wordStart(word);
        if (reading.wordEnd(word) > last) {
          break;
        }
        signs(from, start);
        from = reading.wordEnd(word);
        if (sentence < reading.sentences() && reading.sentenceStart(sentence) <= start) {
          if (lexicon.opening != NEVER) {
            step(lexicon.opening, start, start);
          }
          while (sentence < reading.sentences() && reading.sentenceStart(sentence) <= start) {
            sentence++;
          }
        }
        step(lexicon.word(plain, start, from), start, from);
      }
      signs(from, last);
    }

    /// What stands between two words.
    private void signs(int from, int to) {
      if (to - from == 1 && plain.charAt(from) == ' ') {
        return;
      }
      for (var i = from; i < to; i++) {
        var c = plain.charAt(i);
        if (c == '\n') {
          var empty = i + 1;
          while (empty < to && plain.charAt(empty) == ' ') {
            empty++;
          }
          if (empty < to && plain.charAt(empty) == '\n') {
            step(STOP, i, i + 1);
            i = empty;
          }
        } else if (c != ' ' && !(c == '-' && to - from == 1 && from > 0 && to < plain.length())) {
          step(lexicon.sign(c), i, i + 1);
        }
      }
    }

    private void step(int symbol, int start, int end) {
      if (state == root && (symbol <= STOP || symbol == SIGN)) {
        tokens++;
        return;
      }
      starts[tokens & LONGEST] = start;
      state = next(state, symbol);
      for (var accepted : state.accepted) {
        var age = accepted & LONGEST;
        hits.hit(accepted >>> AGES, starts[(tokens - age + 1) & LONGEST], end);
      }
      tokens++;
    }
  }

  /// What has been matched so far: nodes, each with the number of words since the first.
  private static final class State {
    final int id;
    final int[] items;
    final int[] accepted;

    State(int id, int[] items, int[] accepted) {
      this.id = id;
      this.items = items;
      this.accepted = accepted;
    }
  }

  private record Key(int[] items) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key(int[] theirs) && Arrays.equals(items, theirs);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(items);
    }
  }

  private State next(State state, int symbol) {
    if (state.id >= 0) {
      var cells = table;
      var key = (long) state.id << 20 | symbol;
      for (var slot = slot(key, cells.length); ; slot = (slot + 1) & (cells.length - 1)) {
        var cell = (long) CELL.getAcquire(cells, slot);
        if (cell == 0) {
          break;
        }
        if (cell >>> 20 == key + 1) {
          return states[(int) (cell & 0xfffff)];
        }
      }
    }
    return compute(state, symbol);
  }

  private static int slot(long key, int size) {
    var mixed = key * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 40) & (size - 1);
  }

  private synchronized State compute(State state, int symbol) {
    var items = new Ints(16);
    var ends = new Ints(4);
    var meanings = lexicon.meanings(symbol);
    for (var item : state.items) {
      var age = (item & LONGEST) + 1;
      if (age <= LONGEST) {
        if (symbol == lexicon.opening) {
          // a line that begins like a sentence may go on with what the one before began
          items.add(item + 1);
        }
        var steps = edges(item >>> AGES);
        for (var e = 0; e < steps.length; e += 2) {
          if (steps[e] == ANY
              ? !means(meanings, SIGN) && !lexicon.stops(symbol)
              : means(meanings, steps[e])) {
            enter(steps[e + 1], age, items, ends);
          }
        }
      }
    }
    for (var meaning : meanings) {
      for (var node : firsts[meaning]) {
        enter(node, 1, items, ends);
      }
    }
    var sorted = items.toArray();
    Arrays.sort(sorted);
    return remember(state, symbol, sorted, ends.toArray());
  }

  private static boolean means(int[] meanings, int symbol) {
    for (var meaning : meanings) {
      if (meaning == symbol) {
        return true;
      }
    }
    return false;
  }

  private void enter(int node, int age, Ints items, Ints ends) {
    if (edges(node).length > 0) {
      var item = node << AGES | age;
      if (!contains(items, item)) {
        items.add(item);
      }
    }
    for (var label : labels(node)) {
      var end = label << AGES | age;
      if (!contains(ends, end)) {
        ends.add(end);
      }
    }
  }

  private State remember(State from, int symbol, int[] items, int[] ends) {
    Arrays.sort(ends);
    var key = new int[items.length + ends.length + 1];
    System.arraycopy(items, 0, key, 0, items.length);
    key[items.length] = -1;
    System.arraycopy(ends, 0, key, items.length + 1, ends.length);
    var name = items.length + ends.length == 0 ? new Key(root.items) : new Key(key);
    var state = known.get(name);
    if (state == null) {
      if (count == MOST_STATES) {
        return new State(-1, items, ends);
      }
      state = new State(count, items, ends);
      known.put(name, state);
      if (count == states.length) {
        states = Arrays.copyOf(states, count * 2);
      }
      states[count++] = state;
    }
    if (from.id >= 0) {
      note((long) from.id << 20 | symbol, state.id);
    }
    return state;
  }

  private void note(long key, int next) {
    if (filled * 2 > table.length) {
      var old = table;
      var wider = new long[old.length * 2];
      for (var cell : old) {
        if (cell != 0) {
          put(wider, cell);
        }
      }
      table = wider;
    }
    put(table, (key + 1) << 20 | next);
    filled++;
  }

  private static void put(long[] cells, long cell) {
    var slot = slot((cell >>> 20) - 1, cells.length);
    while (cells[slot] != 0) {
      if (cells[slot] == cell) {
        return;
      }
      slot = (slot + 1) & (cells.length - 1);
    }
    CELL.setRelease(cells, slot, cell);
  }

  /// The words and signs of all patterns, by number.
  private static final class Lexicon {

    private final String[] texts;
    private final boolean[] open;
    private final int[] slots;
    private final int[][] meanings;
    private final boolean[] stops;
    private final int[] signs = new int[128];

    /// The symbol that is read before the first word of a sentence, where a pattern asks for it.
    final int opening;

    /// Which lengths words with an open end have, as bits.
    private final long openLengths;

    Lexicon(Map<String, Integer> symbols, Map<Integer, Ints> kin) {
      texts = new String[symbols.size()];
      open = new boolean[symbols.size()];
      var lengths = 0L;
      slots = new int[Integer.highestOneBit(Math.max(8, symbols.size())) * 4];
      for (var entry : symbols.entrySet()) {
        var symbol = entry.getValue();
        var name = entry.getKey();
        open[symbol] = name.length() > 1 && name.endsWith("*");
        texts[symbol] = open[symbol] ? name.substring(0, name.length() - 1) : name;
      }
      for (var symbol = SIGN + 1; symbol < texts.length; symbol++) {
        var text = texts[symbol];
        if (open[symbol]) {
          lengths |= 1L << Math.min(63, text.length());
        }
        if (text.length() == 1 && text.charAt(0) < 128 && !open[symbol]) {
          signs[text.charAt(0)] = symbol;
        }
        var hash = open[symbol] ? 1 : 0;
        for (var i = 0; i < text.length(); i++) {
          hash = hash * 31 + text.charAt(i);
        }
        var slot = mix(hash);
        while (slots[slot] != 0) {
          slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = symbol;
      }
      openLengths = lengths;
      opening = signs['^'] == UNKNOWN ? NEVER : signs['^'];
      meanings = new int[texts.length][];
      stops = new boolean[texts.length];
      stops[STOP] = true;
      meanings[UNKNOWN] = new int[0];
      meanings[STOP] = new int[0];
      meanings[NUMBER] = new int[] {NUMBER};
      meanings[SIGN] = new int[] {SIGN};
      for (var symbol = SIGN + 1; symbol < texts.length; symbol++) {
        meanings[symbol] = meanings(symbol, symbols, kin);
        stops[symbol] = ".!?^".contains(texts[symbol]);
      }
    }

    private int[] meanings(int symbol, Map<String, Integer> symbols, Map<Integer, Ints> kin) {
      var all = new Ints(4);
      all.add(symbol);
      addAll(kin.get(symbol), all);
      var text = texts[symbol];
      if (Letters.digit(text.charAt(0))) {
        all.add(NUMBER);
      }
      if (!Letters.word(text.charAt(0)) && ".!?^".indexOf(text.charAt(0)) < 0) {
        all.add(SIGN);
      }
      for (var length = 1; length <= text.length(); length++) {
        var begin = symbols.get(text.substring(0, length) + "*");
        if (begin != null && begin != symbol) {
          all.add(begin);
          addAll(kin.get(begin), all);
        }
      }
      return all.toArray();
    }

    private static void addAll(@Nullable Ints classes, Ints meanings) {
      for (var i = 0; classes != null && i < classes.size(); i++) {
        if (!contains(meanings, classes.get(i))) {
          meanings.add(classes.get(i));
        }
      }
    }

    private int mix(int hash) {
      return (hash * 0x9E3779B9 >>> 7) & (slots.length - 1);
    }

    /// The symbol of a word: itself, or the longest one with an open end that it begins with.
    int word(String plain, int start, int end) {
      var hash = 0;
      var openHash = 1;
      var best = UNKNOWN;
      for (var i = start; i < end; i++) {
        var c = plain.charAt(i);
        hash = hash * 31 + c;
        openHash = openHash * 31 + c;
        var length = i - start + 1;
        if (length < 63 && (openLengths & 1L << length) != 0) {
          var found = find(plain, start, i + 1, openHash, true);
          best = found == UNKNOWN ? best : found;
        }
      }
      var exact = find(plain, start, end, hash, false);
      if (exact != UNKNOWN) {
        return exact;
      }
      return best == UNKNOWN && Letters.digit(plain.charAt(start)) ? NUMBER : best;
    }

    private int find(String plain, int start, int end, int hash, boolean openEnd) {
      for (var slot = mix(hash); slots[slot] != 0; slot = (slot + 1) & (slots.length - 1)) {
        var symbol = slots[slot];
        if (open[symbol] == openEnd
            && texts[symbol].length() == end - start
            && plain.startsWith(texts[symbol], start)) {
          return symbol;
        }
      }
      return UNKNOWN;
    }

    /// The symbol of a sign; the end of a sentence is one of its own even where no pattern has it.
    int sign(char c) {
      var symbol = c < 128 && c != '^' ? signs[c] : UNKNOWN;
      if (symbol != UNKNOWN) {
        return symbol;
      }
      return c == '.' || c == '!' || c == '?' ? STOP : SIGN;
    }

    int[] meanings(int symbol) {
      return meanings[symbol];
    }

    boolean stops(int symbol) {
      return stops[symbol];
    }
  }

  /// Collects patterns.
  public static final class Builder {

    /// A place in a pattern: words that lead on, and other places that it is as good as.
    private static final class Node {

      private @Nullable Ints edges;
      private @Nullable Ints steps;
      int label = -1;

      void edge(int symbol, int to) {
        edges = edges == null ? new Ints(2) : edges;
        edges.add(symbol);
        edges.add(to);
      }

      void same(int to) {
        steps = steps == null ? new Ints(1) : steps;
        steps.add(to);
      }

      void edges(Ints into) {
        for (var e = 0; edges != null && e < edges.size(); e++) {
          into.add(edges.get(e));
        }
      }

      int steps() {
        return steps == null ? 0 : steps.size();
      }

      int step(int index) {
        return steps == null ? -1 : steps.get(index);
      }

      boolean any() {
        for (var e = 0; edges != null && e < edges.size(); e += 2) {
          if (edges.get(e) == ANY) {
            return true;
          }
        }
        return false;
      }
    }

    /// A class of words: the symbol that all its single words mean, and its longer members.
    private record WordClass(int symbol, List<List<Pattern.Part>> longer) {}

    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Integer> symbols = new HashMap<>();
    private final Map<String, List<String>> members = new HashMap<>();
    private final Map<String, WordClass> classes = new HashMap<>();

    /// By symbol of a word: those of the classes it is in.
    private final Map<Integer, Ints> kin = new HashMap<>();

    private final Set<String> open = new HashSet<>();

    private final Ints starts = new Ints(64);

    private Builder() {
      symbols.put("\0unknown", UNKNOWN);
      symbols.put("\0stop", STOP);
      symbols.put("\0number", NUMBER);
      symbols.put("\0sign", SIGN);
    }

    /// Defines a class of words, which later patterns may name: `<negation>`. Members are patterns
    /// themselves, and may name other classes; a class may be defined in several steps before it is
    /// first used. However many single words there are, they cost a pattern one step.
    public Builder define(String name, Collection<String> words) {
      members.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(words);
      return this;
    }

    /// Adds a pattern.
    ///
    /// @param label what hits are reported with; not negative
    /// @throws IllegalArgumentException when brackets do not match or nothing need be there for it
    public Builder add(String pattern, int label) {
      var parsed = Pattern.parse(pattern);
      var start = node();
      var end = sequence(parsed, start);
      var first = reached(start);
      if (contains(first, end)) {
        throw new IllegalArgumentException("an empty phrase");
      }
      if (beginsWithAny(first)) {
        throw new IllegalArgumentException("a phrase begins with a word of its own: " + pattern);
      }
      starts.add(start);
      nodes.get(end).label = label;
      return this;
    }

    public Builder addAll(Collection<String> patterns, int label) {
      patterns.forEach(pattern -> add(pattern, label));
      return this;
    }

    public Patterns build() {
      return new Patterns(this);
    }

    private int node() {
      nodes.add(new Node());
      return nodes.size() - 1;
    }

    private boolean beginsWithAny(Ints first) {
      for (var i = 0; i < first.size(); i++) {
        if (nodes.get(first.get(i)).any()) {
          return true;
        }
      }
      return false;
    }

    /// Nodes that are reached without a word.
    private Ints reached(int start) {
      var seen = new Ints(8);
      seen.add(start);
      for (var i = 0; i < seen.size(); i++) {
        var node = nodes.get(seen.get(i));
        for (var e = 0; e < node.steps(); e++) {
          if (!contains(seen, node.step(e))) {
            seen.add(node.step(e));
          }
        }
      }
      return seen;
    }

    private int sequence(List<Pattern.Part> parts, int from) {
      var at = from;
      for (var part : parts) {
        at =
            switch (part) {
              case Pattern.Literal(String words) -> literal(words, at);
              case Pattern.Gap() -> gap(at);
              case Pattern.Any(boolean number) -> edge(at, number ? NUMBER : ANY);
              case Pattern.Named(String name) -> named(name, at);
              case Pattern.Choice choice -> choices(choice, at);
            };
      }
      return at;
    }

    private int named(String name, int from) {
      if (!open.add(name)) {
        throw new IllegalArgumentException("the class of words <" + name + "> is inside itself");
      }
      var named = wordClass(name);
      var end = edge(from, named.symbol);
      for (var each : named.longer) {
        nodes.get(sequence(each, from)).same(end);
      }
      open.remove(name);
      return end;
    }

    private WordClass wordClass(String name) {
      var known = classes.get(name);
      if (known != null) {
        return known;
      }
      var all = members.get(name);
      if (all == null) {
        throw new IllegalArgumentException("there is no class of words <" + name + ">");
      }
      var symbol = symbol("<" + name + ">");
      var longer = new ArrayList<List<Pattern.Part>>();
      for (var member : all) {
        var parts = Pattern.parse(member);
        if (parts.size() == 1
            && parts.getFirst() instanceof Pattern.Literal(String word)
            && single(word)) {
          kin.computeIfAbsent(symbol(folded(word)), _ -> new Ints(2)).add(symbol);
        } else {
          longer.add(parts);
        }
      }
      var made = new WordClass(symbol, longer);
      classes.put(name, made);
      return made;
    }

    /// Whether this is one word and nothing else, as `don't` and `apologi*`.
    private static boolean single(String text) {
      var folded = folded(text);
      var words = new Words(folded);
      return words.count() == 1
          && words.start(0) == 0
          && (words.end(0) == folded.length()
              || words.end(0) == folded.length() - 1 && folded.endsWith("*"));
    }

    private static String folded(String text) {
      var plain = new StringBuilder(text.length());
      for (var i = 0; i < text.length(); i++) {
        plain.append(Letters.plain(text.charAt(i)));
      }
      return plain.toString();
    }

    private int choices(Pattern.Choice choice, int from) {
      var at = from;
      for (var time = 0; time < choice.most(); time++) {
        at = choice(choice, time > 0, at);
      }
      return at;
    }

    private int choice(Pattern.Choice choice, boolean again, int from) {
      var end = node();
      for (var each : choice.choices()) {
        nodes.get(sequence(each, from)).same(end);
      }
      if (choice.optional() || again) {
        nodes.get(from).same(end);
      }
      return end;
    }

    private int gap(int from) {
      var end = node();
      var at = from;
      nodes.get(at).same(end);
      for (var i = 0; i <= GAP; i++) {
        var gap = node();
        nodes.get(at).same(gap);
        nodes.get(gap).edge(SIGN, gap);
        nodes.get(gap).same(end);
        at = i < GAP ? edge(gap, ANY) : gap;
      }
      return end;
    }

    private int edge(int from, int symbol) {
      var to = node();
      nodes.get(from).edge(symbol, to);
      return to;
    }

    private int literal(String text, int from) {
      var folded = folded(text);
      var words = new Words(folded);
      var at = from;
      var done = 0;
      for (var word = 0; word < words.count(); word++) {
        at = signs(folded, done, words.start(word), at);
        done = words.end(word);
        var open = done < folded.length() && folded.charAt(done) == '*';
        at = edge(at, symbol(folded.substring(words.start(word), done) + (open ? "*" : "")));
        done += open ? 1 : 0;
      }
      return signs(folded, done, folded.length(), at);
    }

    private int signs(String text, int from, int to, int node) {
      var at = node;
      for (var i = from; i < to; i++) {
        var c = text.charAt(i);
        if (!Letters.space(c) && !(c == '-' && to - from == 1 && from > 0 && to < text.length())) {
          at = edge(at, symbol(String.valueOf(c)));
        }
      }
      return at;
    }

    private int symbol(String text) {
      return symbols.computeIfAbsent(text, _ -> symbols.size());
    }
  }
}
