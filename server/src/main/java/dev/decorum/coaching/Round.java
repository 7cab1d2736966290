package dev.decorum.coaching;

import dev.decorum.staff.Team;
import java.time.YearMonth;
import java.util.OptionalDouble;

/// Messages of a team and a month that were drawn to be judged.
///
/// @param each how many of each member were asked for
/// @param drawn how many messages
/// @param judged how many of them are done
/// @param pairs questions to which two people said something, neither seeing the other's
/// @param kappa how far these agree; empty where there is too little to say
public record Round(
    int no,
    Team team,
    YearMonth month,
    String scorecard,
    int version,
    int each,
    int drawn,
    int judged,
    int pairs,
    OptionalDouble kappa) {

  /// Key of the word for the agreement; empty where there is too little to say.
  public String agreement() {
    return kappa.isEmpty() ? "" : Kappa.word(kappa.getAsDouble());
  }
}
