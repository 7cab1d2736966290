package dev.decorum.coaching;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a judge says to a question of a scorecard.
public enum Judgement {
  MET,
  PARTLY,
  NOT_MET,
  /// The question does not fit this message; it does not count.
  DOES_NOT_APPLY;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Judgement> of(String word) {
    for (var one : values()) {
      if (one.word().equals(word)) return Optional.of(one);
    }
    return Optional.empty();
  }

  private int mark() {
    return switch (this) {
      case MET -> 100;
      case PARTLY -> 50;
      case NOT_MET, DOES_NOT_APPLY -> 0;
    };
  }

  private boolean counts() {
    return this != DOES_NOT_APPLY;
  }

  /// The mark of a message, 0 to 100: the mean of the questions that apply, by their weights.
  ///
  /// @return empty when none applies
  static Optional<Integer> mark(List<Question> questions, List<Judgement> judgements) {
    if (questions.size() != judgements.size()) {
      throw new IllegalArgumentException("Not a judgement for each question");
    }
    int weights = 0;
    int marks = 0;
    for (int i = 0; i < questions.size(); i++) {
      if (!judgements.get(i).counts()) continue;
      weights += questions.get(i).weight();
      marks += questions.get(i).weight() * judgements.get(i).mark();
    }
    return weights == 0 ? Optional.empty() : Optional.of(Math.round((float) marks / weights));
  }
}
