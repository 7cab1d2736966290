package dev.decorum.engagements;

import dev.decorum.clients.ClientId;
import dev.decorum.clients.ClientSummary;
import dev.decorum.clients.Clients;
import dev.decorum.database.Times;
import dev.decorum.engagements.EngagementChange.What;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.DraftId;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.KeyId;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The rows of services, their milestones, and what happened to them.
@Component
class EngagementRecords {

  static final String TITLE = "engagements.engagement.title";
  private static final String NAME = "engagements.milestone.name";
  private static final String REASON = "engagements.change.reason";

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Clients clients;

  EngagementRecords(JdbcClient jdbc, Vault vault, Clients clients) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.clients = clients;
  }

  // --- reading

  private record Row(
      UUID id,
      long no,
      ClientId client,
      KeyId key,
      byte[] title,
      @Nullable MemberId owner,
      Engagement.State state,
      @Nullable Long conversation,
      @Nullable ReportSchedule schedule,
      @Nullable Instant reportDue,
      Instant reportedAt,
      boolean drafted) {}

  private record MilestoneRow(
      UUID engagement,
      UUID id,
      long no,
      byte[] name,
      @Nullable MemberId owner,
      LocalDate due,
      LocalDate known,
      boolean late,
      boolean noticed,
      Milestone.State state) {}

  /// @param condition on `e`
  List<Engagement> list(
      Viewer viewer, String condition, Map<String, ? extends @Nullable Object> parameters) {
    var rows =
        jdbc.sql(
                """
                select e.id, e.no, e.client_id, e.key_id, e.title, e.owner_id, e.state,
                       (select c.no from inbox.conversation c where c.id = e.conversation_id)
                         as conversation_no,
                       e.report_weeks, e.report_day, e.report_time, e.report_due_at, e.reported_at,
                       e.drafted
                  from engagements.visible_to(:viewer) e
                 where %s
                 order by e.state <> 'under_way', e.report_due_at nulls last, e.id desc
                 limit 200
                """
                    .formatted(condition))
            .param("viewer", viewer.id().id())
            .params(parameters)
            .query((row, _) -> row(row))
            .list();
    vault.warm(rows.stream().map(Row::key).distinct().toList());
    var summaries = clients.summaries(rows.stream().map(Row::client).distinct().toList());
    var milestones = milestones(rows.stream().map(Row::id).toList());
    return rows.stream()
        .flatMap(
            row ->
                Stream.ofNullable(summaries.get(row.client()))
                    .map(
                        client ->
                            engagement(row, client, milestones.getOrDefault(row.id(), List.of()))))
        .toList();
  }

  Optional<Engagement> find(Viewer viewer, long no) {
    return list(viewer, "e.no = :no", Map.of("no", no)).stream().findFirst();
  }

  /// Locks one that the viewer may change. Whatever changes one or its milestones does it first.
  Optional<Engagement> lock(Viewer viewer, long no) {
    boolean there =
        jdbc.sql(
                """
                select e.id
                  from engagements.engagement e
                 where e.id in (select v.id from engagements.visible_to(:viewer) v where v.no = :no)
                   and staff.serves_clients(:viewer)
                   for update
                """)
            .param("viewer", viewer.id().id())
            .param("no", no)
            .query(UUID.class)
            .optional()
            .isPresent();
    return there ? find(viewer, no) : Optional.empty();
  }

  private Map<UUID, List<Milestone>> milestones(List<UUID> engagements) {
    if (engagements.isEmpty()) return Map.of();
    return jdbc
        .sql(
            """
            select m.engagement_id, m.id, m.no, m.name, m.owner_id, m.due_on, m.known_on, m.late,
                   m.noticed, m.state
              from engagements.milestone m
             where m.engagement_id = any (:engagements)
             order by m.due_on, m.id
            """)
        .param("engagements", engagements.toArray(UUID[]::new))
        .query((row, _) -> milestoneRow(row))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                MilestoneRow::engagement,
                Collectors.mapping(this::milestone, Collectors.toList())));
  }

  private Engagement engagement(Row row, ClientSummary client, List<Milestone> milestones) {
    return new Engagement(
        row.id(),
        row.no(),
        client,
        row.key(),
        vault.openText(row.title(), TITLE, row.id()),
        row.owner(),
        row.state(),
        row.conversation(),
        row.schedule(),
        row.reportDue(),
        row.reportedAt(),
        row.drafted(),
        milestones);
  }

  private Milestone milestone(MilestoneRow row) {
    return new Milestone(
        row.id(),
        row.no(),
        vault.openText(row.name(), NAME, row.id()),
        row.owner(),
        row.due(),
        row.known(),
        row.late(),
        row.noticed(),
        row.state());
  }

  /// What happened since then, the oldest first.
  List<EngagementChange> history(UUID engagement, Instant since) {
    return jdbc.sql(
            """
            select h.id, h.at, h.member_id, h.what, h.milestone_id, h.due_before, h.due_after,
                   h.told, h.reason
              from engagements.change h
             where h.engagement_id = :engagement
               and h.at >= :since
             order by h.id
             limit 500
            """)
        .param("engagement", engagement)
        .param("since", Times.bound(since))
        .query(
            (row, _) ->
                new EngagementChange(
                    Times.read(row, "at"),
                    member(row, "member_id"),
                    What.of(row.getString("what")),
                    row.getObject("milestone_id", UUID.class),
                    row.getObject("due_before", LocalDate.class),
                    row.getObject("due_after", LocalDate.class),
                    row.getObject("told", Boolean.class),
                    vault.openTextNullable(
                        row.getBytes("reason"), REASON, row.getObject("id", UUID.class))))
        .list();
  }

  boolean sees(MemberId member, long no) {
    return jdbc.sql(
            """
            select exists (
              select
                from engagements.visible_to(:member) e
               where e.no = :no)
            """)
        .param("member", member.id())
        .param("no", no)
        .query(Boolean.class)
        .single();
  }

  // --- writing

  long insert(
      UUID id,
      ClientId client,
      KeyId key,
      NewEngagement made,
      @Nullable ConversationId conversation,
      @Nullable Instant reportDue,
      MemberId by,
      Instant now) {
    return jdbc.sql(
            """
            insert into engagements.engagement (
              id, client_id, key_id, conversation_id, title, owner_id, state, report_weeks,
              report_day, report_time, report_due_at, reported_at, made_by, made_at)
            values (
              :id, :client, :key, :conversation, :title, :owner, 'under_way', :weeks, :day, :time,
              :due, :now, :by, :now)
            returning no
            """)
        .params(described(id, key, made, conversation, reportDue))
        .param("client", client.id())
        .param("key", key.id())
        .param("by", by.id())
        .param("now", Times.bound(now))
        .query(Long.class)
        .single();
  }

  void describe(
      Engagement one,
      NewEngagement made,
      @Nullable ConversationId conversation,
      @Nullable Instant reportDue) {
    jdbc.sql(
            """
            update engagements.engagement
               set title = :title, owner_id = :owner, conversation_id = :conversation,
                   report_weeks = :weeks, report_day = :day, report_time = :time,
                   report_due_at = :due, version = version + 1
             where id = :id
            """)
        .params(described(one.id(), one.key(), made, conversation, reportDue))
        .update();
  }

  private Map<String, @Nullable Object> described(
      UUID id,
      KeyId key,
      NewEngagement made,
      @Nullable ConversationId conversation,
      @Nullable Instant reportDue) {
    var schedule = made.schedule();
    var columns = new HashMap<String, @Nullable Object>();
    columns.put("id", id);
    columns.put("title", vault.seal(key, TITLE, id, made.title()));
    columns.put("owner", made.owner().id());
    columns.put("conversation", conversation == null ? null : conversation.id());
    columns.put("weeks", schedule == null ? null : schedule.weeks());
    columns.put("day", schedule == null ? null : schedule.day().getValue());
    columns.put("time", schedule == null ? null : schedule.at());
    columns.put("due", reportDue == null ? null : Times.bound(reportDue));
    return columns;
  }

  void state(
      Engagement one,
      Engagement.State state,
      @Nullable Instant reportDue,
      @Nullable Instant ended) {
    jdbc.sql(
            """
            update engagements.engagement
               set state = :state, report_due_at = :due, ended_at = :ended, version = version + 1
             where id = :id
            """)
        .param("id", one.id())
        .param("state", state.word())
        .param("due", reportDue == null ? null : Times.bound(reportDue))
        .param("ended", ended == null ? null : Times.bound(ended))
        .update();
  }

  void reportDrafted(Engagement one, DraftId draft) {
    jdbc.sql(
            """
            update engagements.engagement
               set drafted = true, drafted_in = :draft
             where id = :id
            """)
        .param("id", one.id())
        .param("draft", draft.id())
        .update();
  }

  /// What is to be told about days of its milestones stands in this draft.
  void noticedIn(Engagement one, DraftId draft) {
    jdbc.sql(
            """
            update engagements.milestone
               set noticed_in = :draft
             where engagement_id = :id
               and noticed
            """)
        .param("id", one.id())
        .param("draft", draft.id())
        .update();
  }

  void reportDue(Engagement one, @Nullable Instant due) {
    jdbc.sql(
            """
            update engagements.engagement
               set report_due_at = :due, drafted = false, version = version + 1
             where id = :id
            """)
        .param("id", one.id())
        .param("due", due == null ? null : Times.bound(due))
        .update();
  }

  void add(Engagement one, Milestone milestone, Instant now) {
    jdbc.sql(
            """
            insert into engagements.milestone (
              id, engagement_id, name, owner_id, due_on, known_on, state, made_at)
            values (:id, :engagement, :name, :owner, :due, :due, 'planned', :now)
            """)
        .param("id", milestone.id())
        .param("engagement", one.id())
        .param("name", vault.seal(one.key(), NAME, milestone.id(), milestone.name()))
        .param("owner", milestone.owner() == null ? null : milestone.owner().id())
        .param("due", milestone.dueOn())
        .param("now", Times.bound(now))
        .update();
  }

  void save(Milestone milestone) {
    jdbc.sql(
            """
            update engagements.milestone
               set owner_id = :owner, due_on = :due, known_on = :known, late = :late,
                   noticed = :noticed, state = :state
             where id = :id
            """)
        .param("id", milestone.id())
        .param("owner", milestone.owner() == null ? null : milestone.owner().id())
        .param("due", milestone.dueOn())
        .param("known", milestone.knownOn())
        .param("late", milestone.late())
        .param("noticed", milestone.noticed())
        .param("state", milestone.state().word())
        .update();
  }

  /// Writes down what happened.
  ///
  /// @param by null: the system
  void happened(
      Engagement one,
      What what,
      @Nullable Milestone before,
      @Nullable Milestone after,
      @Nullable Boolean told,
      @Nullable String reason,
      @Nullable MemberId by,
      Instant now) {
    var id = RowIds.next();
    jdbc.sql(
            """
            insert into engagements.change (
              id, engagement_id, milestone_id, at, member_id, what, due_before, due_after, told,
              reason)
            values (
              :id, :engagement, :milestone, :now, :by, :what, :before, :after, :told, :reason)
            """)
        .param("id", id)
        .param("engagement", one.id())
        .param("milestone", after == null ? null : after.id())
        .param("now", Times.bound(now))
        .param("by", by == null ? null : by.id())
        .param("what", what.word())
        .param("before", before == null ? null : before.dueOn())
        .param("after", after == null ? null : after.dueOn())
        .param("told", told)
        .param("reason", vault.sealNullable(one.key(), REASON, id, reason))
        .update();
  }

  private static Row row(ResultSet row) throws SQLException {
    Integer weeks = row.getObject("report_weeks", Integer.class);
    return new Row(
        row.getObject("id", UUID.class),
        row.getLong("no"),
        new ClientId(row.getObject("client_id", UUID.class)),
        new KeyId(row.getObject("key_id", UUID.class)),
        row.getBytes("title"),
        member(row, "owner_id"),
        Engagement.State.of(row.getString("state")),
        row.getObject("conversation_no", Long.class),
        weeks == null
            ? null
            : new ReportSchedule(
                weeks,
                DayOfWeek.of(row.getInt("report_day")),
                row.getObject("report_time", LocalTime.class)),
        Times.readNullable(row, "report_due_at"),
        Times.read(row, "reported_at"),
        row.getBoolean("drafted"));
  }

  private static MilestoneRow milestoneRow(ResultSet row) throws SQLException {
    return new MilestoneRow(
        row.getObject("engagement_id", UUID.class),
        row.getObject("id", UUID.class),
        row.getLong("no"),
        row.getBytes("name"),
        member(row, "owner_id"),
        row.getObject("due_on", LocalDate.class),
        row.getObject("known_on", LocalDate.class),
        row.getBoolean("late"),
        row.getBoolean("noticed"),
        Milestone.State.of(row.getString("state")));
  }

  private static @Nullable MemberId member(ResultSet row, String column) throws SQLException {
    var id = row.getObject(column, UUID.class);
    return id == null ? null : new MemberId(id);
  }
}
