package dev.decorum.engagements;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// There is no such service or milestone, or the viewer may not see it; they look the same.
public final class EngagementNotFound extends Refusal {

  public EngagementNotFound() {
    super(HttpStatus.NOT_FOUND, "engagement.not_found", "engagements.not_found");
  }
}
