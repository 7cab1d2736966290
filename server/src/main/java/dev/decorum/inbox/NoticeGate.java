package dev.decorum.inbox;

import dev.decorum.live.LiveGate;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Everybody hears of their own notices and of nobody else's.
@Component
class NoticeGate implements LiveGate {

  static final String TOPIC = "notice";

  @Override
  public String topic() {
    return TOPIC;
  }

  /// @param id that of a member
  @Override
  public Set<UUID> allowed(Collection<UUID> members, String id) {
    return members.stream()
        .filter(member -> member.toString().equals(id))
        .collect(Collectors.toUnmodifiableSet());
  }
}
