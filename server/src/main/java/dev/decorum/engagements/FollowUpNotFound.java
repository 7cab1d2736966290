package dev.decorum.engagements;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// There is no such follow-up, or the viewer may not see it; the two look the same.
public final class FollowUpNotFound extends Refusal {

  public FollowUpNotFound() {
    super(HttpStatus.NOT_FOUND, "follow_up.not_found", "engagements.follow_up.not_found");
  }
}
