package dev.decorum.staff;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/// Too many sign-ins are being checked at this moment; a minute later it will work.
@ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
final class TooBusy extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TooBusy() {
    super("Too many sign-ins at this moment");
  }
}
