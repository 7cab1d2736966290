package dev.decorum.inbox;

import dev.decorum.clients.Channel;
import dev.decorum.clients.ClientId;
import dev.decorum.database.Times;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.KeyDestroyed;
import dev.decorum.vault.SealBroken;
import dev.decorum.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What members wrote, with what it answered, for modules that look at it afterwards.
@Service
@Transactional(readOnly = true)
public class SentMessages {

  private static final Logger log = LoggerFactory.getLogger(SentMessages.class);

  /// More of what the client wrote before is not read.
  private static final int MOST_ANSWERED = 5;

  private static final String VISIBLE =
      """
      select i.id, i.conversation_id, i.kind, i.channel, i.author_member, c.client_id, c.team_id,
             i.at, i.delivery, i.text
        from inbox.interaction i
        join inbox.visible_to(:viewer) c on c.id = i.conversation_id
       where i.id = any (:ids)
         and i.author_member is not null
         and i.channel is not null
      """;

  private final JdbcClient jdbc;
  private final Vault vault;

  SentMessages(JdbcClient jdbc, Vault vault) {
    this.jdbc = jdbc;
    this.vault = vault;
  }

  /// Something that a member wrote.
  ///
  /// @param team of the conversation now; null: none
  /// @param at when it left or leaves, or was spoken
  /// @param delivery of a message; null for what is not sent
  /// @param first whether the client had not heard from us before
  /// @param words null: they can no longer be read
  public record SentMessage(
      InteractionId id,
      ConversationId conversation,
      Kind kind,
      Channel channel,
      MemberId author,
      ClientId client,
      @Nullable TeamId team,
      Instant at,
      @Nullable Delivery delivery,
      boolean first,
      @Nullable Words words) {}

  /// @param answers what the client had written since we last wrote; null: nothing
  public record Words(String text, @Nullable String answers) {}

  /// Those of these that exist, whoever may see them.
  public Map<InteractionId, SentMessage> bySystem(Collection<InteractionId> ids) {
    if (ids.isEmpty()) return Map.of();
    return read(
        ids,
        """
        select i.id, i.conversation_id, i.kind, i.channel, i.author_member, c.client_id, c.team_id,
               i.at, i.delivery, i.text
          from inbox.interaction i
          join inbox.conversation c on c.id = i.conversation_id
         where i.id = any (:ids)
           and i.author_member is not null
           and i.channel is not null
        """,
        null);
  }

  /// One of them, if the viewer may see the conversation it is in now.
  public Optional<SentMessage> find(Viewer viewer, InteractionId id) {
    return read(List.of(id), VISIBLE, viewer).values().stream().findFirst();
  }

  /// Messages that left last, of conversations that the viewer may see and that moved lately; the
  /// newest first.
  ///
  /// @param team whose conversations; null: all
  public List<SentMessage> latest(Viewer viewer, @Nullable TeamId team, int most) {
    var ids =
        jdbc.sql(
                """
                select i.id
                  from (select c.id
                          from inbox.visible_to(:viewer) c
                         where :team::uuid is null or c.team_id = :team
                         order by c.updated_at desc
                         limit :looked) c
                  join inbox.interaction i on i.conversation_id = c.id
                 where i.kind = 'message'
                   and i.direction = 'out'
                   and i.delivery = 'sent'
                   and i.author_member is not null
                   and i.channel is not null
                 order by i.at desc
                 limit :most
                """)
            .param("viewer", viewer.id().id())
            .param("team", team == null ? null : team.id())
            .param("looked", most * 4)
            .param("most", most)
            .query((row, _) -> new InteractionId(row.getObject("id", UUID.class)))
            .list();
    if (ids.isEmpty()) return List.of();
    var found = read(ids, VISIBLE, viewer);
    return ids.stream().flatMap(id -> Stream.ofNullable(found.get(id))).toList();
  }

  /// What was written to a client since some time, as far as the viewer may see it.
  public UUID[] toClient(Viewer viewer, ClientId client, Instant since) {
    return jdbc.sql(
            """
            select i.id
              from inbox.visible_to(:viewer) c
              join inbox.interaction i on i.conversation_id = c.id
             where c.client_id = :client
               and i.author_member is not null
               and i.channel is not null
               and i.at > :since
            """)
        .param("viewer", viewer.id().id())
        .param("client", client.id())
        .param("since", Times.bound(since))
        .query(UUID.class)
        .list()
        .toArray(UUID[]::new);
  }

  /// What a client wrote next after a message of ours.
  ///
  /// @param words what is new in it
  public record Answer(ClientId client, String words) {}

  /// The answers to those of these messages that have one. What cannot be opened is none.
  public Map<InteractionId, Answer> answersBySystem(Collection<InteractionId> ids) {
    var answers = new HashMap<InteractionId, Answer>();
    jdbc.sql(
            """
            select o.id as ours, c.client_id, x.id, coalesce(x.new_text, x.text) as said,
                   x.new_text is null as whole
              from inbox.interaction o
              join inbox.conversation c on c.id = o.conversation_id
              cross join lateral (
                select q.id, q.text, q.new_text
                  from inbox.interaction q
                 where q.conversation_id = o.conversation_id
                   and q.at > o.at
                   and q.kind in ('message', 'post')
                   and q.direction = 'in'
                   and q.verdict in ('ordinary', 'list')
                 order by q.at
                 limit 1) as x
             where o.id = any (:ids)
               and o.delivery is distinct from 'failed'
            """)
        .param("ids", ids.stream().map(InteractionId::id).toArray(UUID[]::new))
        .query(
            row -> {
              var said =
                  new Asked(
                      row.getObject("id", UUID.class),
                      row.getBytes("said"),
                      row.getBoolean("whole"));
              var ours = new InteractionId(uuid(row, "ours"));
              var client = new ClientId(uuid(row, "client_id"));
              answered(said).ifPresent(words -> answers.put(ours, new Answer(client, words)));
            });
    return answers;
  }

  private static UUID uuid(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, UUID.class));
  }

  private Optional<String> answered(Asked said) {
    try {
      return Optional.of(answered(List.of(said)));
    } catch (KeyDestroyed | SealBroken unreadable) {
      return Optional.empty();
    }
  }

  private record Row(
      UUID id,
      UUID conversation,
      Kind kind,
      Channel channel,
      UUID author,
      UUID client,
      @Nullable UUID team,
      Instant at,
      @Nullable Delivery delivery,
      byte[] text) {

    static Row of(ResultSet row) throws SQLException {
      var delivery = row.getString("delivery");
      return new Row(
          row.getObject("id", UUID.class),
          row.getObject("conversation_id", UUID.class),
          Kind.of(row.getString("kind")),
          Channel.of(row.getString("channel")),
          row.getObject("author_member", UUID.class),
          row.getObject("client_id", UUID.class),
          row.getObject("team_id", UUID.class),
          Times.read(row, "at"),
          delivery == null ? null : Delivery.of(delivery),
          row.getBytes("text"));
    }
  }

  /// @param whole whether it is the whole text, or what is new in it
  private record Asked(UUID id, byte[] text, boolean whole) {}

  private Map<InteractionId, SentMessage> read(
      Collection<InteractionId> ids, String sql, @Nullable Viewer viewer) {
    var statement =
        jdbc.sql(sql).param("ids", ids.stream().map(InteractionId::id).toArray(UUID[]::new));
    if (viewer != null) statement = statement.param("viewer", viewer.id().id());
    var rows = statement.query((row, _) -> Row.of(row)).list();
    var found = rows.stream().map(Row::id).toArray(UUID[]::new);
    var asked = asked(found);
    var first = first(found);
    var keys = new ArrayList<>(rows.stream().map(row -> Vault.keyOf(row.text())).toList());
    asked.values().forEach(all -> all.forEach(one -> keys.add(Vault.keyOf(one.text()))));
    vault.warm(keys.stream().distinct().toList());
    var messages = new LinkedHashMap<InteractionId, SentMessage>();
    for (var row : rows) {
      var message = message(row, first.contains(row.id()), asked.getOrDefault(row.id(), List.of()));
      messages.put(message.id(), message);
    }
    return messages;
  }

  private SentMessage message(Row row, boolean first, List<Asked> asked) {
    return new SentMessage(
        new InteractionId(row.id()),
        new ConversationId(row.conversation()),
        row.kind(),
        row.channel(),
        new MemberId(row.author()),
        new ClientId(row.client()),
        row.team() == null ? null : new TeamId(row.team()),
        row.at(),
        row.delivery(),
        first,
        words(row, asked));
  }

  private @Nullable Words words(Row row, List<Asked> asked) {
    try {
      var text = vault.openText(row.text(), Interactions.TEXT, row.id());
      return new Words(text, asked.isEmpty() ? null : answered(asked));
    } catch (KeyDestroyed erased) {
      return null;
    } catch (SealBroken broken) {
      log.warn("What was written as {} cannot be opened: {}", row.id(), broken.getMessage());
      return null;
    }
  }

  private String answered(List<Asked> asked) {
    var said = new StringBuilder();
    for (var one : asked) {
      if (!said.isEmpty()) said.append("\n\n");
      said.append(
          vault.openText(
              one.text(), one.whole() ? Interactions.TEXT : Interactions.NEW_TEXT, one.id()));
    }
    return said.toString();
  }

  /// What clients wrote before each of these, since our word before it, the oldest first.
  private Map<UUID, List<Asked>> asked(UUID[] ids) {
    var asked = new HashMap<UUID, List<Asked>>();
    jdbc.sql(
            """
            select o.id as reply, x.id, coalesce(x.new_text, x.text) as said,
                   x.new_text is null as whole
              from unnest(:ids) as wanted (id)
              join inbox.interaction o on o.id = wanted.id
              cross join lateral (
                select q.id, q.at, q.text, q.new_text
                  from inbox.interaction q
                 where q.conversation_id = o.conversation_id
                   and q.at < o.at
                   and q.at > coalesce(
                         (select p.at
                            from inbox.interaction p
                           where p.conversation_id = o.conversation_id
                             and p.at < o.at
                             and p.kind in ('message', 'post')
                             and p.direction = 'out'
                             and p.delivery is distinct from 'failed'
                           order by p.at desc
                           limit 1),
                         '-infinity')
                   and q.kind in ('message', 'post')
                   and q.direction = 'in'
                   and q.verdict in ('ordinary', 'list')
                 order by q.at desc
                 limit :most) as x
             where o.kind in ('message', 'post')
             order by o.id, x.at, x.id
            """)
        .param("ids", ids)
        .param("most", MOST_ANSWERED)
        .query(
            row -> {
              asked
                  .computeIfAbsent(row.getObject("reply", UUID.class), _ -> new ArrayList<>())
                  .add(
                      new Asked(
                          row.getObject("id", UUID.class),
                          row.getBytes("said"),
                          row.getBoolean("whole")));
            });
    return asked;
  }

  /// Those before which the client had heard nothing of us. Looked up client by client: whatever
  /// the database knows of its tables, it never reads all that was ever said.
  private Set<UUID> first(UUID[] ids) {
    return jdbc.sql(
            """
            select o.id
              from unnest(:ids) as wanted (id)
              join inbox.interaction o on o.id = wanted.id
              join inbox.conversation c on c.id = o.conversation_id
              left join lateral (
                select true as of_us
                  from inbox.conversation k
                 cross join lateral (
                   select p.at
                     from inbox.interaction p
                    where p.conversation_id = k.id
                      and p.at < o.at
                      and (p.kind = 'message' and p.direction = 'out' and p.delivery <> 'failed'
                           or p.kind in ('call', 'meeting', 'visit'))
                    order by p.at
                    limit 1) as said
                 where k.client_id = c.client_id
                 limit 1) as heard on true
             where heard.of_us is null
            """)
        .param("ids", ids)
        .query((row, _) -> row.getObject("id", UUID.class))
        .set();
  }
}
