package dev.decorum.inbox;

import dev.decorum.clients.Channel;
import dev.decorum.clients.ClientId;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.KeyId;
import dev.decorum.vault.Vault;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What those who read along with a writer have to know of a conversation.
@Service
@Transactional(readOnly = true)
public class Correspondence {

  private final JdbcClient jdbc;
  private final Vault vault;

  Correspondence(JdbcClient jdbc, Vault vault) {
    this.jdbc = jdbc;
    this.vault = vault;
  }

  /// Which conversation it is and how it stands.
  ///
  /// @param key that its words are sealed with
  /// @param version grows with all that is said in it
  public record Standing(
      ConversationId id,
      long no,
      ClientId client,
      KeyId key,
      @Nullable TeamId team,
      Channel channel,
      int version) {

    static Standing of(Conversation c) {
      return new Standing(c.id(), c.no(), c.client(), c.key(), c.team(), c.channel(), c.version());
    }
  }

  /// Tells nothing of what is said in it.
  ///
  /// @throws ConversationNotFound
  public Standing standing(Viewer viewer, long no) {
    return jdbc.sql(
            """
            select c.id, c.no, c.client_id, c.key_id, c.team_id, c.channel, c.version
              from inbox.visible_to(:viewer) c
             where c.no = :no
            """)
        .param("viewer", viewer.id().id())
        .param("no", no)
        .query(
            (row, _) ->
                new Standing(
                    new ConversationId(row.getObject("id", UUID.class)),
                    row.getLong("no"),
                    new ClientId(row.getObject("client_id", UUID.class)),
                    new KeyId(row.getObject("key_id", UUID.class)),
                    team(row.getObject("team_id", UUID.class)),
                    Channel.of(row.getString("channel")),
                    row.getInt("version")))
        .optional()
        .orElseThrow(ConversationNotFound::new);
  }

  /// The subjects of these conversations by number, as far as the viewer may see them, with one
  /// statement.
  public Map<Long, String> subjects(Viewer viewer, Collection<Long> nos) {
    if (nos.isEmpty()) return Map.of();
    record Row(UUID id, long no, byte[] subject) {}
    List<Row> rows =
        jdbc.sql(
                """
                select c.id, c.no, c.subject
                  from inbox.visible_to(:viewer) c
                 where c.no = any (:nos)
                """)
            .param("viewer", viewer.id().id())
            .param("nos", nos.toArray(Long[]::new))
            .query(
                (row, _) ->
                    new Row(
                        row.getObject("id", UUID.class),
                        row.getLong("no"),
                        row.getBytes("subject")))
            .list();
    vault.warm(rows.stream().map(row -> Vault.keyOf(row.subject())).distinct().toList());
    return rows.stream()
        .collect(
            Collectors.toMap(
                Row::no, row -> vault.openText(row.subject(), Conversations.SUBJECT, row.id())));
  }

  private static @Nullable TeamId team(@Nullable UUID id) {
    return id == null ? null : new TeamId(id);
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
