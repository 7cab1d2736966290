package dev.decorum.hours;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// There is no such absence, or the viewer may not change it.
public final class AbsenceNotFound extends Refusal {

  private static final long serialVersionUID = 1L;

  AbsenceNotFound() {
    super(HttpStatus.NOT_FOUND, "absence.not_found", "hours.absence.not_found");
  }
}
