package dev.decorum.inbox;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// There is no such interaction, or the viewer may not see where it belongs; the two look the same.
public final class InteractionNotFound extends Refusal {

  InteractionNotFound() {
    super(HttpStatus.NOT_FOUND, "interaction.not_found", "inbox.refusal.interaction_not_found");
  }
}
