package dev.decorum.reports;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// These days are no period to report on.
public final class PeriodRefused extends Refusal {

  private static final long serialVersionUID = 1L;

  private final String field;

  PeriodRefused(String field, String key) {
    super(HttpStatus.BAD_REQUEST, key, key);
    this.field = field;
  }

  /// Which of the two days is wrong.
  public String field() {
    return field;
  }
}
