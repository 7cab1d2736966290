package dev.decorum.conduct.dialogue;

import dev.decorum.conduct.text.Language;
import java.util.HashMap;
import java.util.Map;

/// How much each clue weighs, and what is made of their sum.
final class Weighing {

  private static final String FILE = "weighing/answers.txt";

  private final double[] weights = new double[Clue.values().length];
  private final double open;
  private final double surelyOpen;
  private final double surelyAnswered;

  Weighing(Language language) {
    var given = new HashMap<String, Double>();
    for (var line : language.lines(FILE)) {
      var at = line.lastIndexOf(' ');
      given.put(line.substring(0, at).strip(), Double.valueOf(line.substring(at + 1)));
    }
    for (var clue : Clue.values()) {
      weights[clue.ordinal()] = number(given, clue.id());
    }
    open = number(given, "open from");
    surelyOpen = number(given, "surely open from");
    surelyAnswered = number(given, "surely answered to");
  }

  private static double number(Map<String, Double> given, String name) {
    var number = given.get(name);
    if (number == null) {
      throw new IllegalStateException("no " + name + " in " + FILE);
    }
    return number;
  }

  /// How likely a question with these clues is open, 0 to 1.
  double weigh(double[] clues) {
    var sum = 0.0;
    for (var clue = 0; clue < clues.length; clue++) {
      sum += weights[clue] * clues[clue];
    }
    return 1 / (1 + Math.exp(-sum));
  }

  boolean open(double likely) {
    return likely >= open;
  }

  /// Whether there is no doubt about [#open].
  boolean sure(double likely) {
    return likely >= surelyOpen || likely <= surelyAnswered;
  }
}
