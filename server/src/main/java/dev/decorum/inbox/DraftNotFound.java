package dev.decorum.inbox;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// There is no such draft, or it is somebody else's; the two look the same.
public final class DraftNotFound extends Refusal {

  DraftNotFound() {
    super(HttpStatus.NOT_FOUND, "draft.not_found", "inbox.refusal.draft_not_found");
  }
}
