package dev.decorum.coach;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// There is no such rule, or it cannot be set so.
public final class NoSuchRule extends Refusal {

  NoSuchRule() {
    super(HttpStatus.NOT_FOUND, "rule.not_found", "coach.rule.not_found");
  }
}
