package dev.decorum.staff.web;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// The member has no such session, or not any more.
final class SessionNotFound extends Refusal {

  private static final long serialVersionUID = 1L;

  SessionNotFound() {
    super(HttpStatus.NOT_FOUND, "session.not_found", "staff.session.not_found");
  }
}
