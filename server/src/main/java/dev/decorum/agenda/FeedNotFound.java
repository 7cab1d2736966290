package dev.decorum.agenda;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// There is no agenda at this address, or not any more.
public final class FeedNotFound extends Refusal {

  private static final long serialVersionUID = 1L;

  FeedNotFound() {
    super(HttpStatus.NOT_FOUND, "agenda.not_found", "agenda.not_found");
  }
}
