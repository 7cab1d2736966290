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
}
