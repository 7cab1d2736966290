package dev.decorum.conduct;

import java.util.Comparator;
import java.util.List;

/// A call as its turns, in the order in which they begin.
public record Transcript(List<Turn> turns) {

  public Transcript {
    turns =
        turns.stream()
            .sorted(Comparator.comparingDouble(Turn::start).thenComparingDouble(Turn::end))
            .toList();
  }
}
