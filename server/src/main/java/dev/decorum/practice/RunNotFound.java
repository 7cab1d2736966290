package dev.decorum.practice;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// There is no such scenario or run, or it is somebody else's.
public final class RunNotFound extends Refusal {

  private static final long serialVersionUID = 1L;

  public RunNotFound() {
    super(HttpStatus.NOT_FOUND, "run.not_found", "practice.refusal.not_found");
  }
}
