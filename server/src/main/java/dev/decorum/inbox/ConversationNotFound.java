package dev.decorum.inbox;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// There is no such conversation, or the viewer may not see it; the two look the same.
public final class ConversationNotFound extends Refusal {

  public ConversationNotFound() {
    super(HttpStatus.NOT_FOUND, "conversation.not_found", "inbox.refusal.conversation_not_found");
  }
}
