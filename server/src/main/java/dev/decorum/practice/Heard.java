package dev.decorum.practice;

import dev.decorum.conduct.Review;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A reply as a simulated client takes it in.
///
/// @param words of the reply, in small letters with single spaces
record Heard(Set<Sign> signs, String words) {

  Heard {
    signs = Set.copyOf(signs);
  }

  static Heard of(String reply, Review review) {
    return new Heard(Sign.in(review), plain(reply));
  }

  /// A reply in which nothing but signs is to be seen.
  static Heard of(Sign... signs) {
    var all = EnumSet.noneOf(Sign.class);
    all.addAll(List.of(signs));
    return new Heard(all, "");
  }

  static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replace('\u2019', '\'').replaceAll("\\s+", " ").strip();
  }

  /// Whether these words stand in it as whole words.
  boolean says(String phrase) {
    for (int at = words.indexOf(phrase); at >= 0; at = words.indexOf(phrase, at + 1)) {
      int end = at + phrase.length();
      boolean begins = at == 0 || !Character.isLetterOrDigit(words.charAt(at - 1));
      boolean ends = end == words.length() || !Character.isLetterOrDigit(words.charAt(end));
      if (begins && ends) return true;
    }
    return false;
  }
}
