package dev.decorum.engagements;

import dev.decorum.database.Times;
import dev.decorum.engagements.FollowUp.Occasion;
import dev.decorum.engagements.FollowUp.State;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.DraftId;
import dev.decorum.inbox.InteractionId;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.RowIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The rows of follow-ups.
@Component
class FollowUpRecords {

  private static final String COLUMNS =
      """
      f.id, f.no, f.conversation_id,
      (select c.no from inbox.conversation c where c.id = f.conversation_id) as conversation_no,
      f.kind, f.state, f.interaction_id, f.owner_id, f.opens_at, f.due_at, f.drafted_in, f.made_by
      """;

  /// More are not listed at once.
  static final int MOST = 100;

  private final JdbcClient jdbc;

  FollowUpRecords(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  // --- reading

  /// @param condition on `f`
  List<FollowUp> list(
      Viewer viewer, String condition, Map<String, ? extends @Nullable Object> parameters) {
    return jdbc.sql(
            """
            select %s
              from engagements.follow_ups_visible_to(:viewer) f
             where %s
             order by f.due_at, f.id
             limit %d
            """
                .formatted(COLUMNS, condition, MOST))
        .param("viewer", viewer.id().id())
        .params(parameters)
        .query((row, _) -> followUp(row))
        .list();
  }

  /// Locks one that the viewer may change.
  Optional<FollowUp> lock(Viewer viewer, long no) {
    return jdbc.sql(
            """
            select %s
              from engagements.follow_up f
             where f.id in (select v.id from engagements.follow_ups_visible_to(:viewer) v where v.no = :no)
               and staff.serves_clients(:viewer)
               for update
            """
                .formatted(COLUMNS))
        .param("viewer", viewer.id().id())
        .param("no", no)
        .query((row, _) -> followUp(row))
        .optional();
  }

  /// Locks those whose time has come, passing over those that somebody is changing.
  List<FollowUp> opening(Instant now, int limit) {
    return jdbc.sql(
            """
            select %s
              from engagements.follow_up f
             where f.state = 'planned'
               and f.opens_at <= :now
             order by f.opens_at
             limit :limit
               for update skip locked
            """
                .formatted(COLUMNS))
        .param("now", Times.bound(now))
        .param("limit", limit)
        .query((row, _) -> followUp(row))
        .list();
  }

  /// Locks what is open in a conversation.
  List<FollowUp> openBySystem(ConversationId conversation) {
    return jdbc.sql(
            """
            select %s
              from engagements.follow_up f
             where f.conversation_id = :conversation
               and f.state = 'open'
             order by f.id
               for update
            """
                .formatted(COLUMNS))
        .param("conversation", conversation.id())
        .query((row, _) -> followUp(row))
        .list();
  }

  /// When one of us last spoke with the client in a conversation, and who.
  Optional<Last> lastBySystem(ConversationId conversation) {
    return jdbc.sql(
            """
            select i.at, i.author_member
              from inbox.interaction i
             where i.conversation_id = :conversation
               and i.kind in ('message', 'call', 'meeting', 'visit')
               and i.author_member is not null
             order by i.at desc, i.id desc
             limit 1
            """)
        .param("conversation", conversation.id())
        .query(
            (row, _) ->
                new Last(
                    Times.read(row, "at"),
                    new MemberId(row.getObject("author_member", UUID.class))))
        .optional();
  }

  record Last(Instant at, MemberId by) {}

  private static @Nullable DraftId draft(@Nullable UUID id) {
    return id == null ? null : new DraftId(id);
  }

  // --- writing

  /// @param by null: it comes by itself
  /// @return whether it is new: there is one summary of a call, and one question asked again at a
  ///   time
  boolean add(
      Occasion occasion,
      State state,
      ConversationId conversation,
      @Nullable InteractionId about,
      @Nullable MemberId owner,
      Instant opens,
      Instant due,
      @Nullable MemberId by,
      Instant now) {
    return jdbc.sql(
                """
                insert into engagements.follow_up (
                  id, kind, state, conversation_id, interaction_id, owner_id, opens_at, due_at,
                  made_by, made_at)
                values (
                  :id, :kind, :state, :conversation, :about, :owner, :opens, :due, :by, :now)
                on conflict do nothing
                """)
            .param("id", RowIds.next())
            .param("kind", occasion.word())
            .param("state", state.word())
            .param("conversation", conversation.id())
            .param("about", about == null ? null : about.id())
            .param("owner", owner == null ? null : owner.id())
            .param("opens", Times.bound(opens))
            .param("due", Times.bound(due))
            .param("by", by == null ? null : by.id())
            .param("now", Times.bound(now))
            .update()
        == 1;
  }

  /// Whether the question was asked already, or is going to be. Once is enough, whatever came of
  /// it; only one that went by itself may come again.
  boolean askedWhetherSolved(ConversationId conversation) {
    return jdbc.sql(
            """
            select exists (
              select
                from engagements.follow_up f
               where f.conversation_id = :conversation
                 and f.kind = 'check_in'
                 and f.state <> 'moot')
            """)
        .param("conversation", conversation.id())
        .query(Boolean.class)
        .single();
  }

  void open(FollowUp one, @Nullable MemberId owner, Instant due) {
    jdbc.sql(
            """
            update engagements.follow_up
               set state = 'open', owner_id = :owner, due_at = :due, version = version + 1
             where id = :id
            """)
        .param("id", one.id())
        .param("due", Times.bound(due))
        .param("owner", owner == null ? null : owner.id())
        .update();
  }

  void plan(FollowUp one, State state, Instant opens, Instant due) {
    jdbc.sql(
            """
            update engagements.follow_up
               set state = :state, opens_at = :opens, due_at = :due, version = version + 1
             where id = :id
            """)
        .param("id", one.id())
        .param("state", state.word())
        .param("opens", Times.bound(opens))
        .param("due", Times.bound(due))
        .update();
  }

  void drafted(FollowUp one, DraftId draft) {
    jdbc.sql("update engagements.follow_up set drafted_in = :draft where id = :id")
        .param("draft", draft.id())
        .param("id", one.id())
        .update();
  }

  void owner(FollowUp one, MemberId owner) {
    jdbc.sql(
            """
            update engagements.follow_up
               set owner_id = :owner, version = version + 1
             where id = :id
            """)
        .param("id", one.id())
        .param("owner", owner.id())
        .update();
  }

  /// @param by null: it ended by itself
  /// @param reason sealed; null: none
  /// @param with the message or call with which it was done; null: nobody has said
  void end(
      FollowUp one,
      State state,
      @Nullable MemberId by,
      byte @Nullable [] reason,
      @Nullable InteractionId with,
      Instant now) {
    jdbc.sql(
            """
            update engagements.follow_up
               set state = :state, ended_by = :by, reason = :reason, ended_with = :with,
                   ended_at = :now, version = version + 1
             where id = :id
            """)
        .param("id", one.id())
        .param("state", state.word())
        .param("by", by == null ? null : by.id())
        .param("reason", reason)
        .param("with", with == null ? null : with.id())
        .param("now", Times.bound(now))
        .update();
  }

  void settle(Collection<ConversationId> conversations, Instant before) {
    jdbc.sql(
            """
            update engagements.follow_up
               set state = 'done', ended_at = due_at, version = version + 1
             where conversation_id = any (:conversations)
               and state = 'open'
               and due_at < :before
            """)
        .param("conversations", conversations.stream().map(ConversationId::id).toArray(UUID[]::new))
        .param("before", Times.bound(before))
        .update();
  }

  /// Brings one back that is over.
  void reopen(FollowUp one) {
    jdbc.sql(
            """
            update engagements.follow_up
               set state = 'open', ended_by = null, reason = null, ended_with = null,
                   ended_at = null, version = version + 1
             where id = :id
            """)
        .param("id", one.id())
        .update();
  }

  private static FollowUp followUp(ResultSet row) throws SQLException {
    var about = row.getObject("interaction_id", UUID.class);
    return new FollowUp(
        row.getObject("id", UUID.class),
        row.getLong("no"),
        new ConversationId(row.getObject("conversation_id", UUID.class)),
        row.getLong("conversation_no"),
        Occasion.of(row.getString("kind")),
        State.of(row.getString("state")),
        about == null ? null : new InteractionId(about),
        member(row, "owner_id"),
        Times.read(row, "opens_at"),
        Times.read(row, "due_at"),
        draft(row.getObject("drafted_in", UUID.class)),
        member(row, "made_by"));
  }

  private static @Nullable MemberId member(ResultSet row, String column) throws SQLException {
    var id = row.getObject(column, UUID.class);
    return id == null ? null : new MemberId(id);
  }
}
