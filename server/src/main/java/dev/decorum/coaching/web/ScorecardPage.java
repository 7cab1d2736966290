package dev.decorum.coaching.web;

import dev.decorum.coaching.Scorecard;
import dev.decorum.web.FormErrors;
import org.jspecify.annotations.Nullable;

/// A scorecard in its form.
///
/// @param card null: a new one
public record ScorecardPage(
    @Nullable Scorecard card, String name, String questions, FormErrors errors) {

  public String action() {
    return ScorecardsController.HOME + (card == null ? "" : "/" + card.no());
  }

  public int version() {
    return card == null ? 0 : card.version();
  }
}
