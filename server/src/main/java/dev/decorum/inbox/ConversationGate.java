package dev.decorum.inbox;

import dev.decorum.live.LiveGate;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who may learn that a conversation changed: those who may see it.
@Component
class ConversationGate implements LiveGate {

  static final String TOPIC = "conversation";

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private final JdbcClient jdbc;

  ConversationGate(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String topic() {
    return TOPIC;
  }

  @Override
  public Set<UUID> allowed(Collection<UUID> members, String id) {
    if (!NUMBER.matcher(id).matches()) return Set.of();
    return jdbc.sql(
            """
            select m.id
              from unnest(:members) as m (id)
             where exists (select from inbox.visible_to(m.id) c where c.no = :no)
            """)
        .param("members", members.toArray(UUID[]::new))
        .param("no", Long.parseLong(id))
        .query((row, _) -> row.getObject(1, UUID.class))
        .set();
  }
}
