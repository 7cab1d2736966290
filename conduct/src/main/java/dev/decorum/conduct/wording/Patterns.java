package dev.decorum.conduct.wording;

import dev.decorum.conduct.automaton.Automaton;
import dev.decorum.conduct.automaton.States;
import dev.decorum.conduct.made.Input;
import dev.decorum.conduct.made.Output;
import java.util.ArrayList;
import java.util.List;

/// The patterns of one file, found in a text in one go.
public final class Patterns {

  static final int CLAUSE_START = 1;
  static final int SENTENCE_START = 2;
  static final int SENTENCE_END = 3;
  static final int QUESTION_END = 4;
  static final int ANY = 5;

  /// No symbol at all.
  static final int NOTHING = -1;

  static final int FIRST_WORD = 8;

  /// Kinds of tokens: what lies between two words, or none of the words that patterns know.
  static final int BEFORE_CLAUSE = 0;

  static final int BEFORE_SENTENCE = 1;
  static final int BEHIND_SENTENCE = 2;
  static final int BEHIND_QUESTION = 3;
  static final int FIRST_KIND = 4;

  private static final int[][] BOUNDARIES = {
    {Automaton.STAY, CLAUSE_START},
    {Automaton.STAY, CLAUSE_START, SENTENCE_START},
    {SENTENCE_END},
    {SENTENCE_END, QUESTION_END}
  };

  private final List<String> groups;
  private final Automaton automaton;

  Patterns(List<String> groups, Automaton automaton) {
    this.groups = List.copyOf(groups);
    this.automaton = automaton;
  }

  static Patterns read(Input in, Lexicon lexicon) {
    return new Patterns(in.texts(), Automaton.read(in, lexicon::meanings));
  }

  void write(Output out) {
    out.texts(groups);
    automaton.write(out);
  }

  /// What a boundary between words means in patterns.
  static int[] boundary(int kind) {
    return BOUNDARIES[kind];
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
    var ends = new int[groups.size()];
    for (var word = 0; word < text.words(); word++) {
      var states = automaton.states();
      var first = first(states, text, word);
      if (first == States.DEAD) {
        continue;
      }
      var met = follow(states, first, text, word + 1, ends);
      for (var rest = met; rest != 0; rest &= rest - 1) {
        var group = Long.numberOfTrailingZeros(rest);
        hits.add(new Hit(group, word, ends[group]));
      }
    }
    return hits;
  }

  private static int first(States states, Worded text, int word) {
    if (!text.startsClause(word)) {
      return states.first(text.kind(word));
    }
    var before = text.startsSentence(word) ? BEFORE_SENTENCE : BEFORE_CLAUSE;
    return states.next(states.next(States.ROOT, before), text.kind(word));
  }

  /// Notes how far the patterns of each group reach, and says which groups have any.
  private static long follow(States states, int begun, Worded text, int next, int[] ends) {
    var state = begun;
    var met = note(states, state, next, ends);
    for (var word = next; !States.last(state); ) {
      if (text.startsSentence(word)) {
        state = states.next(state, text.asks(word - 1) ? BEHIND_QUESTION : BEHIND_SENTENCE);
        return met | note(states, state, word, ends);
      }
      if (text.startsClause(word)) {
        state = states.next(state, BEFORE_CLAUSE);
        met |= note(states, state, word, ends);
      }
      state = states.next(state, text.kind(word));
      word++;
      met |= note(states, state, word, ends);
    }
    return met;
  }

  private static long note(States states, int state, int word, int[] ends) {
    var met = 0L;
    if (States.ends(state)) {
      for (var group : states.labels(state)) {
        met |= 1L << group;
        ends[group] = word;
      }
    }
    return met;
  }
}
