package dev.decorum.promises;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// There is no such promise, or the viewer may not see it; the two look the same.
public final class PromiseNotFound extends Refusal {

  public PromiseNotFound() {
    super(HttpStatus.NOT_FOUND, "promise.not_found", "promises.not_found");
  }
}
