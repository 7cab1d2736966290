package dev.decorum.coaching;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// There is no such team or member, or not for this viewer.
public final class FiguresNotFound extends Refusal {

  private static final long serialVersionUID = 1L;

  FiguresNotFound() {
    super(HttpStatus.NOT_FOUND, "coaching.not_found", "coaching.not_found");
  }
}
