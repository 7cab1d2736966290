package dev.decorum.coaching;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// There is no such scorecard or judged message, or not for this viewer.
public final class ScorecardNotFound extends Refusal {

  private static final long serialVersionUID = 1L;

  ScorecardNotFound() {
    super(HttpStatus.NOT_FOUND, "scorecard.not_found", "coaching.card.not_found");
  }
}
