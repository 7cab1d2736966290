package dev.decorum.conduct.wording;

import dev.decorum.conduct.text.Hash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Cuts words down to what their forms have in common, by a table of endings.
///
/// A line of the table is `ending replacement shortest`, `-` standing for nothing: the longest
/// ending that leaves at least that many letters is replaced. An empty line parts the table into
/// rounds; a replacement that is not empty ends them. What is left of a doubled last letter is one.
final class Stems {

  private record Ending(String text, String replacement, int shortest) {}

  /// The endings of a round, the longest first, by their last letter: most words end with one that
  /// no ending has.
  private static final class Round {

    private static final int BUCKETS = 64;

    private final List<List<Ending>> buckets = new ArrayList<>();

    Round(List<Ending> endings) {
      for (var bucket = 0; bucket < BUCKETS; bucket++) {
        buckets.add(new ArrayList<>(0));
      }
      var longestFirst = Comparator.comparing((Ending ending) -> ending.text().length()).reversed();
      for (var ending : endings.stream().sorted(longestFirst).toList()) {
        bucket(ending.text().charAt(ending.text().length() - 1)).add(ending);
      }
    }

    List<Ending> bucket(char last) {
      return buckets.get(last & BUCKETS - 1);
    }
  }

  private final List<Round> rounds = new ArrayList<>();

  private final String table;

  Stems(String table) {
    this.table = table;
    var round = new ArrayList<Ending>();
    for (var line : (table + "\n\n").lines().toList()) {
      if (line.isBlank()) {
        if (!round.isEmpty()) {
          rounds.add(new Round(round));
          round.clear();
        }
      } else if (!line.startsWith("#")) {
        var words = line.strip().split("\\s+");
        var replacement = words[1].equals("-") ? "" : words[1];
        round.add(new Ending(words[0], replacement, Integer.parseInt(words[2])));
      }
    }
  }

  /// What this was read from.
  String table() {
    return table;
  }

  long stem(CharSequence text, int from, int to) {
    var end = to;
    for (var round : rounds) {
      if (end == from) {
        break;
      }
      for (var ending : round.bucket(text.charAt(end - 1))) {
        var cut = end - ending.text().length();
        if (cut - from >= ending.shortest() && stands(ending.text(), text, cut)) {
          if (!ending.replacement().isEmpty()) {
            return Hash.of(text, from, cut, ending.replacement());
          }
          end = cut;
          break;
        }
      }
    }
    if (end - from > 2 && text.charAt(end - 1) == text.charAt(end - 2)) {
      end--;
    }
    return Hash.of(text, from, end);
  }

  private static boolean stands(String ending, CharSequence text, int at) {
    for (var i = 0; i < ending.length(); i++) {
      if (text.charAt(at + i) != ending.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
