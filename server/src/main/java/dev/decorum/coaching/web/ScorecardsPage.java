package dev.decorum.coaching.web;

import dev.decorum.coaching.Answers;
import dev.decorum.coaching.Scorecard;
import java.util.List;

/// The scorecards, and the appeals that wait.
public record ScorecardsPage(List<Scorecard> cards, List<Answers.Line> appeals) {

  public ScorecardsPage {
    cards = List.copyOf(cards);
    appeals = List.copyOf(appeals);
  }
}
