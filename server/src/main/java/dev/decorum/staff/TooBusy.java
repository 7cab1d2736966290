package dev.decorum.staff;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// Too many passwords are being checked at this moment.
final class TooBusy extends Refusal {

  private static final long serialVersionUID = 1L;

  TooBusy() {
    super(HttpStatus.SERVICE_UNAVAILABLE, "busy", "staff.too_busy");
  }
}
