package dev.decorum.inbox;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// The conversation has changed since the version that a change was made on.
public final class StaleConversation extends Refusal {

  StaleConversation() {
    super(
        HttpStatus.PRECONDITION_FAILED,
        "conversation.changed",
        "inbox.refusal.conversation_changed");
  }
}
