package dev.decorum.inbox;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// There is no such saved view, or the viewer has no part in it.
public final class SavedViewNotFound extends Refusal {

  private static final long serialVersionUID = 1L;

  public SavedViewNotFound() {
    super(HttpStatus.NOT_FOUND, "view.not_found", "inbox.views.not_found");
  }
}
