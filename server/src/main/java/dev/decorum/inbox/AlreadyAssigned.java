package dev.decorum.inbox;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// A colleague took the conversation first.
public final class AlreadyAssigned extends Refusal {

  AlreadyAssigned() {
    super(HttpStatus.CONFLICT, "conversation.already_assigned", "inbox.refusal.already_assigned");
  }
}
