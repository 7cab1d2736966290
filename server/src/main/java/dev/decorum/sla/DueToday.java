package dev.decorum.sla;

import dev.decorum.database.Times;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.TodayPart;
import dev.decorum.inbox.TodayPart.About.InConversation;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Viewer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What is due to the member's own clients in the days to come, on the page for today. Of each
/// conversation the clock that is due first; one that was put away is due all the same.
@Component
@Transactional(readOnly = true)
class DueToday implements TodayPart {

  private final JdbcClient jdbc;

  DueToday(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Due(ConversationId id, ClockKind kind, Instant at) {

    Line line() {
      return new Line(
          Place.DUE,
          new InConversation(id),
          "clock",
          Words.of("sla.today." + kind.word()),
          at,
          null);
    }
  }

  @Override
  public int order() {
    return 20;
  }

  @Override
  public Place place() {
    return Place.DUE;
  }

  @Override
  public String titleKey() {
    return "sla.today.due";
  }

  @Override
  public Content of(Viewer viewer, Day day) {
    if (!viewer.may(Permission.WRITE_CLIENTS)) return Content.NOTHING;
    List<Due> due = due(viewer, day);
    return Content.of(due.stream().map(Due::line).toList(), sentence(due, day));
  }

  private static @Nullable Words sentence(List<Due> due, Day day) {
    int overdue = (int) due.stream().filter(one -> one.at().isBefore(day.now())).count();
    if (overdue > 0) return Words.counted("sla.today.sentence.overdue", overdue);
    int today = (int) due.stream().filter(one -> one.at().isBefore(day.end())).count();
    return today > 0 ? Words.counted("sla.today.sentence.today", today) : null;
  }

  private List<Due> due(Viewer viewer, Day day) {
    return jdbc.sql(
            """
            select c.id, k.kind, k.due_at
              from ((select c.id
                       from inbox.visible_to(:viewer) c
                      where c.deleted_at is null
                        and c.status = 'open'
                        and c.assignee_id = (select :viewer::uuid)
                        and coalesce(c.due_at, 'infinity') < :until
                      order by coalesce(c.due_at, 'infinity'), c.id
                      limit %1$d)
                    union all
                    (select c.id
                       from inbox.visible_to(:viewer) c
                      where c.deleted_at is null
                        and c.status = 'snoozed'
                        and c.assignee_id = (select :viewer::uuid)
                        and c.due_at < :until
                      order by c.due_at, c.id
                      limit %1$d)) c
             cross join lateral (
                   select k.kind, k.due_at
                     from sla.clock k
                    where k.conversation_id = c.id
                      and k.due_at is not null
                    order by k.due_at, k.kind
                    limit 1) k
             order by k.due_at, c.id
             limit %1$d
            """
                .formatted(MOST))
        .param("viewer", viewer.id().id())
        .param("until", Times.bound(day.week()))
        .query(
            (row, _) ->
                new Due(
                    new ConversationId(row.getObject("id", UUID.class)),
                    ClockKind.of(row.getString("kind")),
                    Times.read(row, "due_at")))
        .list();
  }
}
