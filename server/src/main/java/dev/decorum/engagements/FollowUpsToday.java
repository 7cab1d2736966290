package dev.decorum.engagements;

import dev.decorum.clients.ClientId;
import dev.decorum.database.Times;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.TodayPart;
import dev.decorum.inbox.TodayPart.About.InConversation;
import dev.decorum.inbox.TodayPart.About.OfClient;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.Vault;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// With whom the member, or nobody else of their teams, should get in touch again, on the page for
/// today: follow-ups, reports, and days that slip. What nobody has is shown to the team of its
/// conversation; of a service without one, to leads.
@Component
@Transactional(readOnly = true)
class FollowUpsToday implements TodayPart {

  private final FollowUpSettings settings;
  private final JdbcClient jdbc;
  private final Vault vault;

  FollowUpsToday(FollowUpSettings settings, JdbcClient jdbc, Vault vault) {
    this.settings = settings;
    this.jdbc = jdbc;
    this.vault = vault;
  }

  /// @param conversation null: it is about a service
  private record Due(
      String what,
      Instant at,
      @Nullable UUID conversation,
      @Nullable UUID client,
      @Nullable UUID id,
      long no,
      byte @Nullable [] title) {}

  @Override
  public int order() {
    return 25;
  }

  @Override
  public Place place() {
    return Place.DUE;
  }

  @Override
  public String titleKey() {
    return "engagements.today";
  }

  @Override
  public Content of(Viewer viewer, Day day) {
    if (!viewer.may(Permission.WRITE_CLIENTS)) return Content.NOTHING;
    var due = due(viewer, day);
    vault.warm(
        due.stream()
            .map(Due::title)
            .filter(Objects::nonNull)
            .map(Vault::keyOf)
            .distinct()
            .toList());
    return Content.of(due.stream().map(this::line).toList(), sentence(due, day));
  }

  private Line line(Due one) {
    var title = one.title();
    var about =
        title == null
            ? new InConversation(new ConversationId(Objects.requireNonNull(one.conversation())))
            : new OfClient(
                new ClientId(Objects.requireNonNull(one.client())),
                vault.openText(title, EngagementRecords.TITLE, Objects.requireNonNull(one.id())),
                "/engagements/" + one.no());
    return new Line(
        Place.DUE, about, "reply", Words.of("engagements.today." + one.what()), one.at(), null);
  }

  private static @Nullable Words sentence(List<Due> due, Day day) {
    int overdue = (int) due.stream().filter(one -> one.at().isBefore(day.now())).count();
    return overdue > 0 ? Words.counted("engagements.today.sentence.overdue", overdue) : null;
  }

  /// The silence of clients is no work before its time; a question that was planned is. A day that
  /// was moved is told before the one the client counts on has passed.
  private List<Due> due(Viewer viewer, Day day) {
    var times = settings.times();
    return jdbc.sql(
            """
            with mine as (
              select e.id, e.no, e.client_id, e.title, e.report_due_at
                from engagements.visible_to(:viewer) e
                left join inbox.visible_to(:viewer) c on c.id = e.conversation_id
               where e.state = 'under_way'
                 and (e.owner_id = :viewer
                      or e.owner_id is null
                         and (c.team_id in (select t from staff.teams_of(:viewer) t)
                              or c.team_id is null and :lead)))
            (select f.kind as what, f.due_at as at, f.conversation_id, null::uuid as client_id,
                    null::uuid as id, 0::bigint as no, null::bytea as title
               from engagements.follow_up f
               join inbox.visible_to(:viewer) c on c.id = f.conversation_id
              where c.deleted_at is null
                and f.ended_at is null
                and (f.state = 'open' or f.kind = 'check_in')
                and f.due_at < :until
                and (f.owner_id = :viewer
                     or f.owner_id is null
                        and c.team_id in (select t from staff.teams_of(:viewer) t))
              order by f.due_at
              limit :most)
            union all
            select 'report', e.report_due_at, null, e.client_id, e.id, e.no, e.title
              from mine e
             where e.report_due_at < :until
            union all
            select 'slip',
                   (min(m.known_on) + 1)::timestamp at time zone :zone - interval '1 second',
                   null, e.client_id, e.id, e.no, e.title
              from mine e
              join engagements.milestone m on m.engagement_id = e.id
             where m.state in ('planned', 'under_way')
               and (m.known_on <> m.due_on or m.known_on < :today)
             group by e.id, e.no, e.client_id, e.title
             order by at, id
             limit :most
            """)
        .param("viewer", viewer.id().id())
        .param("lead", viewer.may(Permission.LET_PASS))
        .param("until", Times.bound(day.week()))
        .param("zone", times.zone().getId())
        .param("today", times.day(day.now()))
        .param("most", MOST)
        .query(
            (row, _) ->
                new Due(
                    row.getString("what"),
                    Times.read(row, "at"),
                    row.getObject("conversation_id", UUID.class),
                    row.getObject("client_id", UUID.class),
                    row.getObject("id", UUID.class),
                    row.getLong("no"),
                    row.getBytes("title")))
        .list();
  }
}
