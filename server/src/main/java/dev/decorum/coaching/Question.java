package dev.decorum.coaching;

/// A question of a scorecard.
///
/// @param weight 1 to 10: how much it counts beside the others
public record Question(String text, int weight) {

  public static final int MOST_WEIGHT = 10;

  public Question {
    if (text.isBlank() || weight < 1 || weight > MOST_WEIGHT) {
      throw new IllegalArgumentException("Not a question with a weight");
    }
  }
}
