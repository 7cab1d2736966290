package dev.decorum.web;

import org.springframework.http.HttpStatus;

/// A part of the request that is not as it has to be: a cursor, a limit, a header.
public final class BadRequest extends Refusal {

  public BadRequest(String code) {
    super(HttpStatus.BAD_REQUEST, code, "web.problem." + code);
  }
}
