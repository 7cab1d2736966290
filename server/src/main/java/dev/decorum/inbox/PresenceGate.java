package dev.decorum.inbox;

import dev.decorum.live.LiveGate;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Who may learn that somebody came to a conversation or went: those who may see it.
@Component
class PresenceGate implements LiveGate {

  static final String TOPIC = "presence";

  private final ConversationGate conversations;

  PresenceGate(ConversationGate conversations) {
    this.conversations = conversations;
  }

  @Override
  public String topic() {
    return TOPIC;
  }

  @Override
  public Set<UUID> allowed(Collection<UUID> members, String id) {
    return conversations.allowed(members, id);
  }
}
