package dev.decorum.coach;

import dev.decorum.inbox.SendRefused;
import org.springframework.http.HttpStatus;

/// A message could not be read before it leaves, so it stays.
final class SendUnchecked extends SendRefused {

  SendUnchecked() {
    super(HttpStatus.SERVICE_UNAVAILABLE, "conduct.unavailable", "coach.unchecked");
  }
}
