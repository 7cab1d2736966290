package dev.decorum.conduct.text;

import java.util.ArrayList;
import java.util.List;

/// The way patterns are written, read into parts that each begin and end at the border of a word.
///
/// Brackets inside a word, as in `problem(s)?`, are spelled out on the spot: only whole words are
/// parts.
final class Pattern {

  private static final int MOST = 2_000;
  private static final int DEEPEST = 50;

  /// How often in a row what is marked with `*` or `+` may stand.
  private static final int TIMES = 3;

  sealed interface Part {}

  record Literal(String words) implements Part {}

  /// `...`
  record Gap() implements Part {}

  /// @param most how often in a row it may stand
  record Choice(List<List<Part>> choices, boolean optional, int most) implements Part {}

  /// `<word>`, or `<number>`: a word that begins with a digit.
  record Any(boolean number) implements Part {}

  /// `<name>`: one of a class of words that were told apart from the pattern.
  record Named(String name) implements Part {}

  private sealed interface Piece {}

  private record Text(String text) implements Piece {}

  private record Group(List<List<Piece>> choices, boolean optional, int most) implements Piece {}

  private final String text;
  private int at;
  private int depth;

  private Pattern(String text) {
    this.text = text;
  }

  static List<Part> parse(String text) {
    var reader = new Pattern(text);
    var pieces = reader.choices();
    if (reader.at < text.length()) {
      throw new IllegalArgumentException("a bracket is closed that was not opened: " + text);
    }
    return pieces.size() == 1
        ? parts(pieces.getFirst())
        : List.of(choice(new Group(pieces, false, 1)));
  }

  private List<List<Piece>> choices() {
    var all = new ArrayList<List<Piece>>();
    all.add(pieces());
    while (at < text.length() && text.charAt(at) == '|') {
      at++;
      all.add(pieces());
    }
    return all;
  }

  private List<Piece> pieces() {
    var pieces = new ArrayList<Piece>();
    var literal = new StringBuilder();
    while (at < text.length()) {
      var c = text.charAt(at);
      if (c == '|' || c == ')') {
        break;
      }
      at++;
      if (c == '(') {
        var group = group();
        if (clitic(group) && !literal.isEmpty() && literal.charAt(literal.length() - 1) == ' ') {
          literal.setLength(literal.length() - 1);
          group = attached(group);
        }
        if (!literal.isEmpty()) {
          pieces.add(new Text(literal.toString()));
          literal.setLength(0);
        }
        pieces.add(group);
      } else if (c == '\\' && at < text.length()) {
        literal.append(text.charAt(at++));
      } else if (c == '?' && !literal.isEmpty()) {
        var letter = literal.substring(literal.length() - 1);
        literal.setLength(literal.length() - 1);
        if (!literal.isEmpty()) {
          pieces.add(new Text(literal.toString()));
          literal.setLength(0);
        }
        pieces.add(new Group(List.of(List.of(new Text(letter))), true, 1));
      } else {
        literal.append(c);
      }
    }
    if (!literal.isEmpty()) {
      pieces.add(new Text(literal.toString()));
    }
    return pieces;
  }

  /// `we (have|'ve)`: one of the choices belongs to the word before.
  private static boolean clitic(Group group) {
    return group.choices.stream().anyMatch(Pattern::beginsWithApostrophe);
  }

  private static boolean beginsWithApostrophe(List<Piece> choice) {
    return !choice.isEmpty()
        && choice.getFirst() instanceof Text(String words)
        && words.startsWith("'");
  }

  /// The group with the space before it moved into the choices that need it.
  private static Group attached(Group group) {
    var choices = new ArrayList<List<Piece>>();
    for (var choice : group.choices) {
      if (beginsWithApostrophe(choice)) {
        choices.add(choice);
      } else {
        var apart = new ArrayList<Piece>();
        apart.add(new Text(" "));
        apart.addAll(choice);
        choices.add(apart);
      }
    }
    return new Group(choices, group.optional, group.most);
  }

  private Group group() {
    if (++depth > DEEPEST) {
      throw new IllegalArgumentException("brackets are nested too deeply");
    }
    var inside = choices();
    depth--;
    if (at >= text.length()) {
      throw new IllegalArgumentException("a bracket is opened and not closed: " + text);
    }
    at++;
    var sign = at < text.length() ? text.charAt(at) : ' ';
    if (sign == '?' || sign == '*' || sign == '+') {
      at++;
    }
    return new Group(inside, sign == '?' || sign == '*', sign == '*' || sign == '+' ? TIMES : 1);
  }

  /// Cuts pieces at spaces; what is glued together is spelled out.
  private static List<Part> parts(List<Piece> pieces) {
    var parts = new ArrayList<Part>();
    var run = new ArrayList<Piece>();
    for (var piece : pieces) {
      switch (piece) {
        case Text(String words) -> {
          var from = 0;
          for (var i = 0; i <= words.length(); i++) {
            if (i == words.length() || words.charAt(i) == ' ') {
              if (i > from) {
                run.add(new Text(words.substring(from, i)));
              }
              if (i < words.length()) {
                flush(run, parts);
              }
              from = i + 1;
            }
          }
        }
        case Group group -> {
          if (group.choices.stream().allMatch(Pattern::startsApart)) {
            flush(run, parts);
          }
          run.add(group);
          if (group.choices.stream().allMatch(Pattern::endsApart)) {
            flush(run, parts);
          }
        }
      }
    }
    flush(run, parts);
    return parts;
  }

  private static boolean startsApart(List<Piece> choice) {
    return !blank(choice)
        && choice.getFirst() instanceof Text(String words)
        && words.startsWith(" ");
  }

  private static boolean endsApart(List<Piece> choice) {
    return !blank(choice) && choice.getLast() instanceof Text(String words) && words.endsWith(" ");
  }

  private static boolean blank(List<Piece> choice) {
    return choice.isEmpty()
        || choice.size() == 1 && choice.getFirst() instanceof Text(String words) && words.isBlank();
  }

  private static void flush(List<Piece> run, List<Part> parts) {
    if (run.isEmpty()) {
      return;
    }
    if (run.size() > 1) {
      var spelled = spelled(run);
      parts.add(new Choice(spelled.stream().map(Pattern::literals).toList(), false, 1));
    } else if (run.getFirst() instanceof Group group) {
      parts.add(choice(group));
    } else if (run.getFirst() instanceof Text(String words)) {
      parts.addAll(literals(words));
    }
    run.clear();
  }

  private static Choice choice(Group group) {
    return new Choice(
        group.choices.stream().map(Pattern::parts).toList(), group.optional, group.most);
  }

  private static List<Part> literals(String words) {
    var parts = new ArrayList<Part>();
    for (var word : words.split(" ", -1)) {
      if (word.equals("...")) {
        parts.add(new Gap());
      } else if (word.equals("<word>") || word.equals("<number>")) {
        parts.add(new Any(word.equals("<number>")));
      } else if (word.length() > 2 && word.startsWith("<") && word.endsWith(">")) {
        parts.add(new Named(word.substring(1, word.length() - 1)));
      } else if (!word.isEmpty()) {
        parts.add(new Literal(word));
      }
    }
    return parts;
  }

  private static List<String> spelled(List<Piece> pieces) {
    var heads = List.of("");
    for (var piece : pieces) {
      var tails =
          switch (piece) {
            case Text(String words) -> List.of(words);
            case Group(var choices, boolean optional, int _) -> {
              var all = new ArrayList<String>();
              choices.forEach(choice -> all.addAll(spelled(choice)));
              if (optional) {
                all.add("");
              }
              yield all;
            }
          };
      if ((long) heads.size() * tails.size() > MOST) {
        throw new IllegalArgumentException(
            "brackets inside a word stand for more than " + MOST + " spellings");
      }
      var all = new ArrayList<String>(heads.size() * tails.size());
      for (var head : heads) {
        for (var tail : tails) {
          all.add(head + tail);
        }
      }
      heads = all;
    }
    return heads;
  }
}
