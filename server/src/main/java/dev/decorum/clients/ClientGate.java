package dev.decorum.clients;

import dev.decorum.live.LiveGate;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Lets those know of a client's changes who may see the client.
@Component
class ClientGate implements LiveGate {

  static final String TOPIC = "client";

  private final JdbcClient jdbc;

  ClientGate(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String topic() {
    return TOPIC;
  }

  /// @param id the client's number
  @Override
  public Set<UUID> allowed(Collection<UUID> members, String id) {
    if (members.isEmpty() || !id.matches("\\d{1,18}")) {
      return Set.of();
    }
    return jdbc.sql(
            """
            select m.id
              from unnest(cast(array[:members] as uuid[])) m (id)
             where exists (select
                             from clients.visible_to(m.id) k
                            where k.no = :no)
            """)
        .param("members", members)
        .param("no", Long.valueOf(id))
        .query((row, _) -> row.getObject("id", UUID.class))
        .set();
  }
}
