package dev.decorum.inbox;

import dev.decorum.clients.Channel;
import dev.decorum.clients.ClientId;
import dev.decorum.staff.Viewer;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What those who read along with a writer have to know of a conversation.
@Service
@Transactional(readOnly = true)
public class Correspondence {

  private final JdbcClient jdbc;

  Correspondence(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Which conversation it is and how it stands.
  ///
  /// @param version grows with all that is said in it
  public record Standing(ConversationId id, ClientId client, Channel channel, int version) {}

  /// Tells nothing of what is said in it.
  ///
  /// @throws ConversationNotFound
  public Standing standing(Viewer viewer, long no) {
    return jdbc.sql(
            """
            select c.id, c.client_id, c.channel, c.version
              from inbox.visible_to(:viewer) c
             where c.no = :no
            """)
        .param("viewer", viewer.id().id())
        .param("no", no)
        .query(
            (row, _) ->
                new Standing(
                    new ConversationId(row.getObject("id", UUID.class)),
                    new ClientId(row.getObject("client_id", UUID.class)),
                    Channel.of(row.getString("channel")),
                    row.getInt("version")))
        .optional()
        .orElseThrow(ConversationNotFound::new);
  }

  /// Whether we have written to or spoken with a client before, in whatever conversation.
  public boolean metBySystem(ClientId client) {
    return jdbc.sql(
            """
            select exists (
              select
                from inbox.conversation c
                join inbox.interaction i on i.conversation_id = c.id
               where c.client_id = :client
                 and (i.kind = 'message' and i.direction = 'out' and i.delivery <> 'failed'
                      and i.forwards is null
                      or i.kind in ('call', 'meeting', 'visit')))
            """)
        .param("client", client.id())
        .query(Boolean.class)
        .single();
  }
}
