package dev.decorum.web;

import org.springframework.http.HttpStatus;

/// The thing has another version than the one that was to be changed.
public final class Stale extends Refusal {

  public Stale() {
    super(HttpStatus.PRECONDITION_FAILED, "stale", "web.problem.stale");
  }
}
