package dev.decorum.coach;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// A pack that cannot be kept, proposed or published as it is.
public final class PackRefused extends Refusal {

  private static final long serialVersionUID = 1L;

  private final String field;

  /// @param field of the form that is at fault
  PackRefused(String field, String messageKey, Object... args) {
    super(HttpStatus.UNPROCESSABLE_CONTENT, "guideline.refused", messageKey, args);
    this.field = field;
  }

  public String field() {
    return field;
  }
}
