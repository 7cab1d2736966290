package dev.decorum.conduct.dialogue;

import dev.decorum.conduct.Question;
import java.util.Map;

/// A question with what was weighed to tell whether it is open.
///
/// @param open how likely it is open, 0 to 1
public record Weighed(Question question, Map<Clue, Double> clues, double open) {

  public Weighed {
    clues = Map.copyOf(clues);
  }
}
