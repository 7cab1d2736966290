package dev.decorum.conduct.text;

import dev.decorum.conduct.automaton.Automaton;
import dev.decorum.conduct.automaton.Ints;
import dev.decorum.conduct.automaton.States;
import dev.decorum.conduct.made.Input;
import dev.decorum.conduct.made.Output;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Phrases and patterns of words that are looked for in one pass over a text.
///
/// A pattern is words, with
/// - `(a|b)` for either, `(a)?` for what may be missing, `(a|b )*` for up to three of them in a
///   row, `( a| b)+` for one to three,
/// - a last `*` for an open end of a word: `apologi*` finds `apologise` and `apologies`,
/// - `...` for up to six words of the same sentence and the signs among them,
/// - `<word>` for any one word, `<number>` for one that begins with a digit,
/// - `<name>` for what a class of words has that was defined under this name,
/// - `s?` for a letter or sign that may be missing,
/// - `^` for the beginning of a sentence, before its first word,
/// - a backslash before a sign that means itself.
///
/// Nothing is spelled out: a pattern may stand for millions of phrases, and all of them are one
/// [Automaton].
///
/// Words compare as in [Reading#plain], as wholes: `can` is not in `can't`. Spaces, line ends and
/// hyphens inside words do not matter; any other sign between two words must be in the pattern too.
/// The end of a paragraph is never inside. A match is no longer than 63 words and signs.
public final class Patterns {

  private static final int GAP = 6;
  private static final int LONGEST = 63;
  private static final int[] NONE = {};

  /// Takes what is found.
  @FunctionalInterface
  public interface Hits {
    /// @param label what the pattern was added with
    void hit(int label, int start, int end);
  }

  private final Automaton automaton;

  /// By number of a word: the symbols of the classes it is in.
  private final Map<Integer, int[]> kin;

  private Patterns(Automaton automaton, Map<Integer, int[]> kin) {
    this.automaton = automaton;
    this.kin = kin;
  }

  /// The patterns as the build keeps them.
  public void write(Output out) {
    automaton.write(out);
    out.number(kin.size());
    kin.keySet().stream()
        .sorted()
        .forEach(word -> out.number(word).numbers(kin.getOrDefault(word, NONE)));
  }

  public static Patterns read(Input in, Language language) {
    return read(in, language.vocabulary());
  }

  static Patterns read(Input in, Vocabulary vocabulary) {
    var kin = new HashMap<Integer, int[]>();
    var automaton = Automaton.read(in, word -> meanings(vocabulary, kin, word));
    for (var left = in.number(); left > 0; left--) {
      kin.put(in.number(), in.numbers());
    }
    return new Patterns(automaton, kin);
  }

  private static int[] meanings(Vocabulary vocabulary, Map<Integer, int[]> kin, int word) {
    var own = vocabulary.meanings(word);
    if (kin.isEmpty()) {
      return own;
    }
    var all = new Ints(own.length + 2);
    for (var meaning : own) {
      all.add(meaning);
      all.addAll(kin.getOrDefault(meaning, NONE));
    }
    return all.toArray();
  }

  public static Builder builder(Language language) {
    return builder(language.vocabulary());
  }

  static Builder builder(Vocabulary vocabulary) {
    return new Builder(vocabulary, new Automaton.Builder());
  }

  /// With these patterns to begin with.
  public Builder more(Language language) {
    var builder = new Builder(language.vocabulary(), new Automaton.Builder(automaton));
    kin.forEach((word, symbols) -> builder.kin(word).addAll(symbols));
    return builder;
  }

  /// Reports every place where a pattern matches, also those inside others, by the offset of its
  /// first character; of those that begin together the shortest first.
  public void in(Reading reading, Hits hits) {
    in(reading.sequence(), 0, reading.sequence().count(), hits);
  }

  /// As above for what lies between two offsets.
  public void in(Reading reading, int from, int to, Hits hits) {
    in(reading.sequence(), reading.sequence().from(from), reading.sequence().to(to), hits);
  }

  /// As above between two tokens of a text that may not have its sentences yet.
  void in(Sequence tokens, int first, int end, Hits hits) {
    for (var from = first; from < end; from++) {
      var kind = tokens.kind(from);
      var states = automaton.states();
      var state =
          tokens.opens(from)
              ? states.next(states.next(States.ROOT, Vocabulary.OPENING), kind)
              : states.first(kind);
      if (state != States.DEAD) {
        follow(states, state, tokens, from, Math.min(end, from + LONGEST), hits);
      }
    }
  }

  private static void follow(
      States states, int begun, Sequence tokens, int from, int end, Hits hits) {
    var state = begun;
    for (var token = from; ; ) {
      if (States.ends(state)) {
        for (var label : states.labels(state)) {
          hits.hit(label, tokens.start(from), tokens.end(token));
        }
      }
      if (States.last(state) || ++token >= end) {
        return;
      }
      if (tokens.opens(token)) {
        // A line that begins like a sentence may go on with what the one before began.
        state = states.next(state, Vocabulary.OPENING);
      }
      state = states.next(state, tokens.kind(token));
    }
  }

  /// The longest match that begins at an offset, as its label in the upper and its end in the lower
  /// 32 bits; -1 for none.
  long longestAt(Sequence tokens, int from, int to) {
    var best = -1L;
    var states = automaton.states();
    var state = States.ROOT;
    var end = tokens.to(to);
    for (var token = tokens.from(from); token < end && !States.last(state); token++) {
      state = states.next(state, tokens.kind(token));
      if (States.ends(state)) {
        best = (long) states.labels(state)[0] << 32 | tokens.end(token);
      }
    }
    return best;
  }

  /// Collects patterns.
  public static final class Builder {

    /// A class of words: the symbol that all its single words mean, and its longer members.
    private record WordClass(int symbol, List<List<Pattern.Part>> longer) {}

    private final Vocabulary vocabulary;
    private final Automaton.Builder graph;

    /// Where a word leads from a node that only begins of patterns lead to: they share it.
    private final Map<Long, Integer> beginnings = new HashMap<>();

    private final BitSet shared = new BitSet();
    private final Map<String, List<String>> members = new HashMap<>();
    private final Map<String, WordClass> classes = new HashMap<>();

    /// By number of a word: the symbols of the classes it is in.
    private final Map<Integer, Ints> kin = new HashMap<>();

    private final Set<String> open = new HashSet<>();

    private Builder(Vocabulary vocabulary, Automaton.Builder graph) {
      this.vocabulary = vocabulary;
      this.graph = graph;
      shared.set(Automaton.Builder.ROOT);
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
      if (maybeNothing(parsed)) {
        throw new IllegalArgumentException("an empty phrase");
      }
      if (beginsWithAny(parsed)) {
        throw new IllegalArgumentException("a phrase begins with a word of its own: " + pattern);
      }
      graph.end(sequence(parsed, Automaton.Builder.ROOT), label);
      return this;
    }

    public Builder addAll(Collection<String> patterns, int label) {
      patterns.forEach(pattern -> add(pattern, label));
      return this;
    }

    public Patterns build() {
      var families = new HashMap<Integer, int[]>();
      kin.forEach((word, symbols) -> families.put(word, symbols.toArray()));
      return new Patterns(graph.build(word -> meanings(vocabulary, families, word)), families);
    }

    private boolean maybeNothing(List<Pattern.Part> parts) {
      return parts.stream().allMatch(this::maybeNothing);
    }

    private boolean maybeNothing(Pattern.Part part) {
      return switch (part) {
        case Pattern.Literal _, Pattern.Any _ -> false;
        case Pattern.Gap _ -> true;
        case Pattern.Named(String name) ->
            wordClass(name).longer.stream().anyMatch(this::maybeNothing);
        case Pattern.Choice choice ->
            choice.optional() || choice.choices().stream().anyMatch(this::maybeNothing);
      };
    }

    private boolean beginsWithAny(List<Pattern.Part> parts) {
      for (var part : parts) {
        var begins =
            switch (part) {
              case Pattern.Literal _ -> false;
              case Pattern.Any(boolean number) -> !number;
              case Pattern.Gap _ -> true;
              case Pattern.Named(String name) ->
                  wordClass(name).longer.stream().anyMatch(this::beginsWithAny);
              case Pattern.Choice choice -> choice.choices().stream().anyMatch(this::beginsWithAny);
            };
        if (begins || !maybeNothing(part)) {
          return begins;
        }
      }
      return false;
    }

    private int sequence(List<Pattern.Part> parts, int from) {
      var at = from;
      for (var part : parts) {
        at =
            switch (part) {
              case Pattern.Literal(String words) -> literal(words, at);
              case Pattern.Gap() -> gap(at);
              case Pattern.Any(boolean number) ->
                  edge(at, number ? Vocabulary.NUMBER : Vocabulary.ANY);
              case Pattern.Named(String name) -> named(name, at);
              case Pattern.Choice choice -> choices(choice, at);
            };
      }
      return at;
    }

    private int named(String name, int from) {
      var named = wordClass(name);
      var end = graph.node();
      graph.edge(from, named.symbol, end);
      for (var each : named.longer) {
        graph.step(sequence(each, from), end);
      }
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
      if (!open.add(name)) {
        throw new IllegalArgumentException("the class of words <" + name + "> is inside itself");
      }
      var symbol = vocabulary.add("<" + name + ">", false);
      var longer = new ArrayList<List<Pattern.Part>>();
      for (var member : all) {
        var parts = Pattern.parse(member);
        if (parts.size() == 1
            && parts.getFirst() instanceof Pattern.Literal(String word)
            && single(word)) {
          kin(word(folded(word))).add(symbol);
        } else {
          resolve(parts);
          longer.add(parts);
        }
      }
      open.remove(name);
      var made = new WordClass(symbol, longer);
      classes.put(name, made);
      return made;
    }

    private Ints kin(int word) {
      return kin.computeIfAbsent(word, _ -> new Ints(2));
    }

    /// Looks up all classes that a member names, so that one inside itself is noticed here.
    private void resolve(List<Pattern.Part> parts) {
      for (var part : parts) {
        if (part instanceof Pattern.Named(String name)) {
          wordClass(name);
        } else if (part instanceof Pattern.Choice choice) {
          choice.choices().forEach(this::resolve);
        }
      }
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
      var end = graph.node();
      for (var each : choice.choices()) {
        graph.step(sequence(each, from), end);
      }
      if (choice.optional() || again) {
        graph.step(from, end);
      }
      return end;
    }

    private int gap(int from) {
      var end = graph.node();
      var at = from;
      graph.step(at, end);
      for (var i = 0; i <= GAP; i++) {
        var gap = graph.node();
        graph.step(at, gap);
        graph.edge(gap, Vocabulary.SIGN, gap);
        graph.step(gap, end);
        at = i < GAP ? edge(gap, Vocabulary.ANY) : gap;
      }
      return end;
    }

    private int edge(int from, int symbol) {
      if (!shared.get(from)) {
        var to = graph.node();
        graph.edge(from, symbol, to);
        return to;
      }
      return beginnings.computeIfAbsent(
          (long) from << 32 | symbol,
          _ -> {
            var to = graph.node();
            graph.edge(from, symbol, to);
            shared.set(to);
            return to;
          });
    }

    private int literal(String text, int from) {
      var folded = folded(text);
      var words = new Words(folded);
      var at = from;
      var done = 0;
      for (var word = 0; word < words.count(); word++) {
        at = signs(folded, done, words.start(word), at);
        done = words.end(word);
        var openEnd = done < folded.length() && folded.charAt(done) == '*';
        at = edge(at, vocabulary.add(folded.substring(words.start(word), done), openEnd));
        done += openEnd ? 1 : 0;
      }
      return signs(folded, done, folded.length(), at);
    }

    private int signs(String text, int from, int to, int node) {
      var at = node;
      for (var i = from; i < to; i++) {
        var c = text.charAt(i);
        if (!Letters.space(c) && !(c == '-' && to - from == 1 && from > 0 && to < text.length())) {
          at = edge(at, c == '^' ? Vocabulary.OPENING : vocabulary.add(String.valueOf(c), false));
        }
      }
      return at;
    }

    /// The number of a single word, `apologi*` standing for all that begin so.
    private int word(String text) {
      return text.endsWith("*")
          ? vocabulary.add(text.substring(0, text.length() - 1), true)
          : vocabulary.add(text, false);
    }
  }
}
