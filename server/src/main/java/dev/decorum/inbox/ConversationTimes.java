package dev.decorum.inbox;

import dev.decorum.audit.Actor;
import dev.decorum.clients.Channel;
import dev.decorum.clients.ClientId;
import dev.decorum.database.Pending;
import dev.decorum.database.Times;
import dev.decorum.inbox.Happening.What;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.TeamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// What modules that keep time with conversations ask, and what they say: when an answer is due.
/// All of it is the system's work, for no viewer.
@Service
@Transactional
public class ConversationTimes {

  private static final String COLUMNS =
      """
      c.id, c.client_id, c.channel, c.status, c.waiting_since, c.team_id, c.assignee_id, c.tags,
      c.priority, c.deleted_at is not null as deleted
      """;

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final JdbcClient jdbc;
  private final Pending pending;
  private final Conversations conversations;
  private final Chronicle chronicle;

  ConversationTimes(
      JdbcClient jdbc, Pending pending, Conversations conversations, Chronicle chronicle) {
    this.jdbc = jdbc;
    this.pending = pending;
    this.conversations = conversations;
    this.chronicle = chronicle;
  }

  /// What was said in a conversation so far.
  ///
  /// @param answered whether we have ever said anything to the client in it
  /// @param asked when the client first wrote; null: we began it
  public record Said(boolean answered, @Nullable Instant asked) {

    public static final Said NOTHING = new Said(false, null);
  }

  @Transactional(readOnly = true)
  public Optional<ConversationState> stateBySystem(ConversationId conversation) {
    return jdbc.sql(
            """
            select %s
              from inbox.conversation c
             where c.id = :id
            """
                .formatted(COLUMNS))
        .param("id", conversation.id())
        .query((row, _) -> state(row))
        .optional();
  }

  /// Those in which something may still have to be done, in the order of their ids.
  ///
  /// @param after the last one seen; null: from the first on
  @Transactional(readOnly = true)
  public List<ConversationState> unresolvedBySystem(@Nullable ConversationId after, int limit) {
    return jdbc.sql(
            """
            select %s
              from inbox.conversation c
             where c.status <> 'resolved'
               and c.deleted_at is null
               and c.id > :after
             order by c.id
             limit :limit
            """
                .formatted(COLUMNS))
        .param("after", after == null ? BEFORE_ALL : after.id())
        .param("limit", limit)
        .query((row, _) -> state(row))
        .list();
  }

  /// Locks conversations for the rest of the transaction, before anything else about them is
  /// locked: whoever changes one does it in this order. Waits for those that are being changed.
  ///
  /// @return those that exist, as they stand
  @Transactional(propagation = Propagation.MANDATORY)
  public List<ConversationState> lockBySystem(Collection<ConversationId> conversations) {
    return lock(conversations, conversations.size(), "");
  }

  /// As [#lockBySystem], but those that somebody else has locked are left out.
  ///
  /// @param most of them, whichever these are
  @Transactional(propagation = Propagation.MANDATORY)
  public List<ConversationState> lockSomeBySystem(
      Collection<ConversationId> conversations, int most) {
    return lock(conversations, most, "skip locked");
  }

  private List<ConversationState> lock(
      Collection<ConversationId> conversations, int most, String otherwise) {
    return jdbc.sql(
            """
            select %s
              from inbox.conversation c
             where c.id = any (:ids)
             order by c.no
             limit :most
               for update %s
            """
                .formatted(COLUMNS, otherwise))
        .param("ids", conversations.stream().map(ConversationId::id).toArray(UUID[]::new))
        .param("most", most)
        .query((row, _) -> state(row))
        .list();
  }

  private static ConversationState state(ResultSet row) throws SQLException {
    var team = row.getObject("team_id", UUID.class);
    var assignee = row.getObject("assignee_id", UUID.class);
    return new ConversationState(
        new ConversationId(row.getObject("id", UUID.class)),
        new ClientId(row.getObject("client_id", UUID.class)),
        Channel.of(row.getString("channel")),
        Status.of(row.getString("status")),
        Times.readNullable(row, "waiting_since"),
        team == null ? null : new TeamId(team),
        assignee == null ? null : new MemberId(assignee),
        Conversations.strings(row.getArray("tags")),
        Priority.of(row.getString("priority")),
        row.getBoolean("deleted"));
  }

  /// What was said in each of these, with one statement.
  @Transactional(readOnly = true)
  public Map<ConversationId, Said> saidBySystem(Collection<ConversationId> conversations) {
    var said = new HashMap<ConversationId, Said>();
    jdbc.sql(
            """
            select c.id,
                   bool_or(%s) as answered,
                   min(o.at) filter (
                     where o.kind = 'message'
                       and o.direction = 'in'
                       and o.verdict in ('ordinary', 'list')) as asked
              from unnest(:conversations) as c (id)
              join inbox.interaction o on o.conversation_id = c.id
             where o.kind <> 'event'
             group by c.id
            """
                .formatted(Interactions.ANSWERED))
        .param("conversations", conversations.stream().map(ConversationId::id).toArray(UUID[]::new))
        .query(
            row -> {
              said.put(
                  new ConversationId(row.getObject("id", UUID.class)),
                  new Said(row.getBoolean("answered"), Times.readNullable(row, "asked")));
            });
    return said;
  }

  /// Gives a conversation to whichever of these members has the fewest open ones, among those who
  /// may work on it.
  ///
  /// @return who has it now; empty: nobody of them may, or has it already
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<MemberId> handOverBySystem(
      ConversationId conversation, Collection<MemberId> members) {
    var next =
        jdbc.sql(
                """
                select m.id
                  from unnest(:members) as m (id)
                 where staff.serves_clients(m.id)
                   and exists (select from inbox.visible_to(m.id) v where v.id = :conversation)
                 order by (select count(*)
                             from inbox.conversation o
                            where o.assignee_id = m.id
                              and o.deleted_at is null
                              and o.status = 'open'), m.id
                 limit 1
                """)
            .param("members", members.stream().map(MemberId::id).toArray(UUID[]::new))
            .param("conversation", conversation.id())
            .query((row, _) -> new MemberId(row.getObject("id", UUID.class)))
            .optional();
    var c = conversations.lockBySystem(conversation);
    if (next.isEmpty() || c.isEmpty() || next.get().equals(c.get().assignee())) {
      return Optional.empty();
    }
    chronicle.save(Actor.system(), c.get(), c.get().assignee(next.get()), What.OPENED);
    return next;
  }

  /// Says when the next answer is due in each of these: lists show it and go by it. A module that
  /// keeps time does, in the transaction of whatever changed it.
  ///
  /// @param due null: nothing is
  @Transactional(propagation = Propagation.MANDATORY)
  public void due(Map<ConversationId, Optional<Instant>> due) {
    if (due.isEmpty()) return;
    var ids = new UUID[due.size()];
    var times = new String[due.size()];
    int i = 0;
    for (var one : due.entrySet()) {
      ids[i] = one.getKey().id();
      times[i++] = one.getValue().map(Instant::toString).orElse("");
    }
    pending
        .sql(
            """
            update inbox.conversation c
               set due_at = nullif(d.at, '')::timestamptz
              from unnest(:ids, :times) as d (id, at)
             where c.id = d.id
               and c.due_at is distinct from nullif(d.at, '')::timestamptz
            """)
        .param("ids", ids)
        .param("times", times)
        .add();
  }
}
