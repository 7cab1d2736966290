package dev.decorum.coach;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// There is no such pack of the organisation, or no such version of it.
public final class PackNotFound extends Refusal {

  private static final long serialVersionUID = 1L;

  public PackNotFound() {
    super(HttpStatus.NOT_FOUND, "guideline.not_found", "coach.pack.not_found");
  }
}
