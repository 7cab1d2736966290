package dev.decorum.hours;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// There is no such calendar.
public final class CalendarNotFound extends Refusal {

  private static final long serialVersionUID = 1L;

  CalendarNotFound() {
    super(HttpStatus.NOT_FOUND, "calendar.not_found", "hours.refusal.not_found");
  }
}
