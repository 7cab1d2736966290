package dev.decorum.conduct.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The way phrases are written in packs and lists: plain words, with `(a|b)` for either, `(a)?` for
/// words that may be missing, and a backslash before a bracket that means itself. Groups nest.
final class Phrasing {

  private static final int MOST = 5_000;

  private final String text;
  private int at;
  private int depth;

  private Phrasing(String text) {
    this.text = text;
  }

  /// All phrases that `text` stands for.
  ///
  /// @throws IllegalArgumentException where brackets do not match, or too many phrases come out
  static Set<String> expand(String text) {
    if (text.indexOf('(') < 0 && text.indexOf(')') < 0 && text.indexOf('\\') < 0) {
      return Set.of(tidy(text));
    }
    var reader = new Phrasing(text);
    var out = new LinkedHashSet<String>();
    for (var each : reader.alternatives()) {
      var phrase = tidy(each);
      if (!phrase.isEmpty()) {
        out.add(phrase);
      }
    }
    if (reader.at < text.length()) {
      throw new IllegalArgumentException("a bracket is closed that was not opened: " + text);
    }
    if (out.isEmpty()) {
      throw new IllegalArgumentException("nothing is left of this phrase: " + text);
    }
    return out;
  }

  private static String tidy(String phrase) {
    var stripped = phrase.strip();
    for (var i = 1; i < stripped.length(); i++) {
      // Most phrases are tidy: a regular expression for each would cost a third of loading them.
      if (Character.isWhitespace(stripped.charAt(i))
          && (stripped.charAt(i) != ' ' || stripped.charAt(i - 1) == ' ')) {
        return stripped.replaceAll("\\s+", " ");
      }
    }
    return stripped;
  }

  private List<String> alternatives() {
    var all = new ArrayList<>(sequence());
    while (at < text.length() && text.charAt(at) == '|' && depth > 0) {
      at++;
      all.addAll(sequence());
    }
    return all;
  }

  private List<String> sequence() {
    var heads = List.of("");
    var literal = new StringBuilder();
    while (at < text.length()) {
      var c = text.charAt(at);
      if (c == ')' || c == '|' && depth > 0) {
        break;
      }
      at++;
      if (c == '(') {
        heads = product(product(heads, List.of(literal.toString())), group());
        literal.setLength(0);
      } else if (c == '\\' && at < text.length()) {
        literal.append(text.charAt(at++));
      } else {
        literal.append(c);
      }
    }
    return product(heads, List.of(literal.toString()));
  }

  private List<String> group() {
    depth++;
    var inside = alternatives();
    depth--;
    if (at >= text.length()) {
      throw new IllegalArgumentException("a bracket is opened and not closed: " + text);
    }
    at++;
    if (at < text.length() && text.charAt(at) == '?') {
      at++;
      inside.add("");
    }
    return inside;
  }

  private List<String> product(List<String> heads, List<String> tails) {
    if ((long) heads.size() * tails.size() > MOST) {
      throw new IllegalArgumentException("this stands for more than " + MOST + " phrases: " + text);
    }
    var all = new ArrayList<String>(heads.size() * tails.size());
    for (var head : heads) {
      for (var tail : tails) {
        all.add(head + tail);
      }
    }
    return all;
  }
}
