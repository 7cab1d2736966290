package dev.decorum.coaching;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// A scorecard, a round or a judgement that cannot be as it is.
public final class ScorecardRefused extends Refusal {

  private static final long serialVersionUID = 1L;

  private final String field;

  /// @param field of the form that is at fault
  ScorecardRefused(String field, String messageKey) {
    super(HttpStatus.UNPROCESSABLE_CONTENT, "scorecard.refused", messageKey);
    this.field = field;
  }

  public String field() {
    return field;
  }
}
