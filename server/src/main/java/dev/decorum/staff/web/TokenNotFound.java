package dev.decorum.staff.web;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// The member has no such token, or not any more.
final class TokenNotFound extends Refusal {

  private static final long serialVersionUID = 1L;

  TokenNotFound() {
    super(HttpStatus.NOT_FOUND, "token.not_found", "staff.token.not_found");
  }
}
