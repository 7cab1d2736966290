package dev.decorum.conduct.grammar;

import dev.decorum.conduct.automaton.Automaton;
import java.util.ArrayList;
import java.util.List;

/// A sequence of words as grammars write it.
///
/// Elements are parted by spaces: `word`, `{class}` or alternatives of both (`by|before|{lead}`);
/// with `?` it may be missing, with `*` as many as there are, up to four, are taken; `!by|{not}`
/// forbids the next word; `^` is the beginning of a sentence and `$` its end; `{word}` any word,
/// `{Name}` one with a capital; `_4` up to four words that are neither punctuation nor of the class
/// `stop`, as few as do.
public final class Pattern {

  private static final int MOST_REPEATS = 4;
  private static final int WIDEST_GAP = 16;

  private enum Kind {
    WORDS,
    ANY,
    NAME,
    GAP,
    NOT,
    FIRST,
    LAST
  }

  /// @param names words, and classes in braces
  private record Element(
      Kind kind, List<String> names, long[] words, int least, int most, int slot) {}

  private final Element[] elements;
  private final long[] stop;
  private final List<String> slots = new ArrayList<>();

  private Pattern(String source, Lexicon lexicon) {
    stop = lexicon.words("stop").bits;
    var parts = Lexicon.words(source, ' ');
    elements = new Element[parts.size()];
    for (var i = 0; i < elements.length; i++) {
      elements[i] = element(parts.get(i), lexicon);
    }
  }

  public static Pattern of(String source, Lexicon lexicon) {
    return new Pattern(source, lexicon);
  }

  /// The words that a line of a file of patterns names itself; what follows `->` is no part of it.
  static List<String> literals(String line) {
    var out = new ArrayList<String>();
    var arrow = line.indexOf("->");
    for (var part : Lexicon.words(arrow < 0 ? line : line.substring(0, arrow), ' ')) {
      if (!part.startsWith("_") && !part.equals("^") && !part.equals("$")) {
        for (var word : Lexicon.words(bare(part), '|')) {
          if (!word.startsWith("{")) {
            out.add(word);
          }
        }
      }
    }
    return out;
  }

  private static String bare(String part) {
    var from = part.length() > 1 && part.startsWith("!") ? 1 : 0;
    var to = part.length() > 1 && (part.endsWith("?") || part.endsWith("*")) ? 1 : 0;
    return part.substring(from, part.length() - to);
  }

  private Element element(String part, Lexicon lexicon) {
    if (part.equals("^")) {
      return new Element(Kind.FIRST, List.of(), stop, 0, 0, -1);
    }
    if (part.equals("$")) {
      return new Element(Kind.LAST, List.of(), stop, 0, 0, -1);
    }
    if (part.startsWith("_")) {
      return new Element(Kind.GAP, List.of(), stop, 0, Integer.parseInt(part.substring(1)), -1);
    }
    var least = part.length() > 1 && (part.endsWith("?") || part.endsWith("*")) ? 0 : 1;
    var most = part.length() > 1 && part.endsWith("*") ? MOST_REPEATS : 1;
    var bare = bare(part);
    if (bare.equals("{Name}") || bare.equals("{word}")) {
      return new Element(
          bare.equals("{Name}") ? Kind.NAME : Kind.ANY, List.of(), stop, least, most, -1);
    }
    var not = part.length() > 1 && part.startsWith("!");
    var slot = -1;
    var words = new long[stop.length];
    var names = Lexicon.words(bare, '|');
    for (var word : names) {
      var named = word.startsWith("{");
      var bits =
          named ? lexicon.words(word.substring(1, word.length() - 1)).bits : lexicon.word(word);
      for (var i = 0; i < bits.length; i++) {
        words[i] |= bits[i];
      }
      if (named && !not && slot < 0) {
        slot = slots.size();
        slots.add(word.substring(1, word.length() - 1));
      }
    }
    return new Element(not ? Kind.NOT : Kind.WORDS, names, words, least, most, slot);
  }

  /// How many elements name a class.
  public int slots() {
    return slots.size();
  }

  /// The place of the nth element that names a class, counted from 0; -1 when there is none.
  public int slot(String name, int nth) {
    var left = nth;
    for (var i = 0; i < slots.size(); i++) {
      if (slots.get(i).equals(name) && left-- == 0) {
        return i;
      }
    }
    return -1;
  }

  /// Adds the pattern to a graph: what it can look like, without what it forbids and where in a
  /// sentence it stands. All that [#match]es is found by that, and a little more.
  void addTo(Automaton.Builder graph, int label, Lexicon lexicon) {
    var at = Automaton.Builder.ROOT;
    for (var element : elements) {
      at =
          switch (element.kind) {
            case WORDS, ANY, NAME -> words(graph, element, lexicon, at);
            case GAP -> gap(graph, element.most, at);
            case NOT, FIRST, LAST -> at;
          };
    }
    graph.end(at, label);
  }

  private static int words(Automaton.Builder graph, Element element, Lexicon lexicon, int from) {
    var end = graph.node();
    var at = from;
    for (var time = 0; time < element.most; time++) {
      if (time >= element.least) {
        graph.step(at, end);
      }
      var next = graph.node();
      switch (element.kind) {
        case ANY -> graph.edge(at, Symbols.WORD, next);
        case NAME -> graph.edge(at, Symbols.NAME, next);
        default -> {
          for (var name : element.names) {
            graph.edge(at, Symbols.of(name, lexicon), next);
          }
        }
      }
      at = next;
    }
    graph.step(at, end);
    return end;
  }

  private static int gap(Automaton.Builder graph, int most, int from) {
    var end = graph.node();
    var at = from;
    for (var word = 0; word <= most; word++) {
      var inside = graph.node();
      graph.step(at, inside);
      graph.edge(inside, Symbols.PASSED_MARK, inside);
      graph.step(inside, end);
      at = inside;
      if (word < most) {
        at = graph.node();
        graph.edge(inside, Symbols.PASSED_WORD, at);
      }
    }
    return end;
  }

  private static boolean has(long[] words, int word) {
    return (words[word >> 6] & 1L << word) != 0;
  }

  /// The token after the match that begins at `from`, or -1. A match stays inside its sentence.
  ///
  /// @param to end of the sentence
  /// @param found where each element that names a class was found; -1 where it was not
  public int match(Tokens tokens, int from, int to, int[] found) {
    return match(tokens, 0, from, to, found);
  }

  private int match(Tokens tokens, int index, int at, int to, int[] found) {
    if (index == elements.length) {
      return at;
    }
    var element = elements[index];
    return switch (element.kind) {
      case FIRST -> tokens.opens(at) ? match(tokens, index + 1, at, to, found) : -1;
      case LAST ->
          at == to || at + 1 == to && tokens.mark(at)
              ? match(tokens, index + 1, at, to, found)
              : -1;
      case NOT ->
          at < to && has(element.words, tokens.id(at))
              ? -1
              : match(tokens, index + 1, at, to, found);
      case GAP -> gap(tokens, index, at, to, found);
      case WORDS, ANY, NAME -> words(tokens, index, at, to, found);
    };
  }

  /// Numbers and the marks in them count for nothing: `the £1,250.00 deposit` has two words to
  /// pass.
  private int gap(Tokens tokens, int index, int from, int to, int[] found) {
    var words = 0;
    for (var at = from; words <= elements[index].most && at <= from + WIDEST_GAP; at++) {
      var end = match(tokens, index + 1, at, to, found);
      if (end >= 0) {
        return end;
      }
      if (at >= to || !passes(tokens, at, stop)) {
        return -1;
      }
      words += tokens.word(at) ? 1 : 0;
    }
    return -1;
  }

  /// Whether a token may lie in a gap.
  static boolean passes(Tokens tokens, int at, long[] stop) {
    return !(tokens.mark(at) && !tokens.is(at, '-') && !tokens.joins(at))
        && !(has(stop, tokens.id(at)) && !tokens.acronym(at));
  }

  private int words(Tokens tokens, int index, int from, int to, int[] found) {
    var element = elements[index];
    var at = from;
    while (at < to && at - from < element.most && fits(element, tokens, at)) {
      at++;
    }
    var fewest = element.most > 1 ? at : from + element.least;
    for (; at >= from + element.least && at >= fewest; at--) {
      var end = match(tokens, index + 1, at, to, found);
      if (end >= 0) {
        if (element.slot >= 0) {
          found[element.slot] = at > from ? at - 1 : -1;
        }
        return end;
      }
    }
    return -1;
  }

  private static boolean fits(Element element, Tokens tokens, int at) {
    return switch (element.kind) {
      case NAME -> tokens.capital(at);
      case ANY -> tokens.word(at);
      default -> has(element.words, tokens.id(at));
    };
  }
}
