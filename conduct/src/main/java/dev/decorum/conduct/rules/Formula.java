package dev.decorum.conduct.rules;

import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/// Arithmetic over what [Counts] counts: `0.39 * (words / sentences) + 11.8 * (syllables / words) -
/// 15.59`. A division by nothing gives 0.
final class Formula {

  private static final int LONGEST = 1_000;

  private final String text;
  private final ToDoubleFunction<ToIntFunction<Counts.Of>> value;
  private int at;

  private Formula(String text) {
    this.text = text;
    value = sum();
    if (at < text.length()) {
      throw unexpected();
    }
  }

  /// @throws IllegalArgumentException when `text` is no formula
  static Formula of(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("this formula is too long");
    }
    return new Formula(text.replaceAll("\\s+", ""));
  }

  /// What this was read from, without spaces.
  String text() {
    return text;
  }

  double of(ToIntFunction<Counts.Of> counts) {
    return value.applyAsDouble(counts);
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException(
        "this formula cannot be read from '%s' on".formatted(text.substring(at)));
  }

  private boolean takes(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private ToDoubleFunction<ToIntFunction<Counts.Of>> sum() {
    var left = product();
    while (true) {
      var before = left;
      if (takes('+')) {
        var right = product();
        left = counts -> before.applyAsDouble(counts) + right.applyAsDouble(counts);
      } else if (takes('-')) {
        var right = product();
        left = counts -> before.applyAsDouble(counts) - right.applyAsDouble(counts);
      } else {
        return left;
      }
    }
  }

  private ToDoubleFunction<ToIntFunction<Counts.Of>> product() {
    var left = factor();
    while (true) {
      var before = left;
      if (takes('*')) {
        var right = factor();
        left = counts -> before.applyAsDouble(counts) * right.applyAsDouble(counts);
      } else if (takes('/')) {
        var right = factor();
        left =
            counts -> {
              var divisor = right.applyAsDouble(counts);
              return divisor == 0 ? 0 : before.applyAsDouble(counts) / divisor;
            };
      } else {
        return left;
      }
    }
  }

  private ToDoubleFunction<ToIntFunction<Counts.Of>> factor() {
    if (takes('-')) {
      var value = factor();
      return counts -> -value.applyAsDouble(counts);
    }
    if (text.startsWith("math.sqrt(", at)) {
      at += "math.sqrt".length();
      var value = factor();
      return counts -> Math.sqrt(Math.max(0, value.applyAsDouble(counts)));
    }
    if (takes('(')) {
      var value = sum();
      if (!takes(')')) {
        throw unexpected();
      }
      return value;
    }
    var start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "._".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    var word = text.substring(start, at);
    if (word.isEmpty()) {
      throw unexpected();
    }
    if (Character.isDigit(word.charAt(0)) || word.charAt(0) == '.') {
      var number = Double.parseDouble(word);
      return _ -> number;
    }
    var kind = counted(word);
    return counts -> counts.applyAsInt(kind);
  }

  private static Counts.Of counted(String word) {
    var name = word.equals("polysyllabic_words") ? "complex_words" : word;
    for (var kind : Counts.Of.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("nothing of the name '%s' is counted".formatted(word));
  }
}
