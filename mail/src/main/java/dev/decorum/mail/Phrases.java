package dev.decorum.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Lists of phrases as they are written in this module: set apart by bars and line ends.
final class Phrases {

  private Phrases() {}

  static List<String> list(String phrases) {
    var list = new ArrayList<String>();
    for (String line : phrases.split("\n")) {
      for (String phrase : line.split("\\|", -1)) {
        if (!phrase.isBlank()) {
          list.add(phrase.strip());
        }
      }
    }
    return List.copyOf(list);
  }

  static Set<String> set(String phrases) {
    return Set.copyOf(list(phrases));
  }

  /// Whether the text holds one of the phrases where a word begins, and short ones also where one
  /// ends. Chinese and Japanese do not part words.
  static boolean areIn(String text, List<String> phrases) {
    for (String phrase : phrases) {
      for (int at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
        if (standsAlone(text, at, at + phrase.length())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean standsAlone(String text, int start, int end) {
    boolean ideographs = text.charAt(start) >= 0x2e80;
    boolean begins = start == 0 || !Character.isLetter(text.charAt(start - 1));
    boolean ends = end == text.length() || !Character.isLetter(text.charAt(end));
    return ideographs || (begins && (ends || end - start > 4));
  }
}
