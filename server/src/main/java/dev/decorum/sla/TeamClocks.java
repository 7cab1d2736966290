package dev.decorum.sla;

import dev.decorum.database.Times;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.TodayPart;
import dev.decorum.inbox.TodayPart.About.InConversation;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Who waits longest against what was agreed, in the teams of a lead, for an admin in all: on the
/// page for today.
@Component
@Transactional(readOnly = true)
class TeamClocks implements TodayPart {

  private static final int SHOWN = 8;

  private final JdbcClient jdbc;

  TeamClocks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public int order() {
    return 90;
  }

  @Override
  public Place place() {
    return Place.TEAM;
  }

  @Override
  public String titleKey() {
    return "sla.today.team";
  }

  @Override
  public Content of(Viewer viewer, Day day) {
    if (viewer.role() != Role.LEAD && viewer.role() != Role.ADMIN) return Content.NOTHING;
    return Content.of(due(viewer, day), null);
  }

  private List<Line> due(Viewer viewer, Day day) {
    return jdbc.sql(
            """
            select c.id, c.assignee_id, k.kind, k.due_at
              from (%s) c
             cross join lateral (
                   select k.kind, k.due_at
                     from sla.clock k
                    where k.conversation_id = c.id
                      and k.due_at is not null
                    order by k.due_at, k.kind
                    limit 1) k
             order by k.due_at, c.id
             limit %d
            """
                .formatted(open(viewer), SHOWN))
        .param("viewer", viewer.id().id())
        .param("end", Times.bound(day.end()))
        .query((row, _) -> line(row))
        .list();
  }

  private static String open(Viewer viewer) {
    var open =
        """
        select c.id, c.assignee_id
          from inbox.visible_to(:viewer) c
         where c.deleted_at is null
           and c.status = 'open'
           and coalesce(c.due_at, 'infinity') < :end
           and %s
         order by coalesce(c.due_at, 'infinity'), c.id
         limit %d
        """;
    return viewer.role() == Role.ADMIN
        ? open.formatted("true", SHOWN)
        : """
          select f.id, f.assignee_id
            from staff.teams_of((select :viewer::uuid)) as t (team)
           cross join lateral (%s) f
          """
            .formatted(open.formatted("c.team_id = t.team", SHOWN));
  }

  private static Line line(ResultSet row) throws SQLException {
    var owner = row.getObject("assignee_id", UUID.class);
    return new Line(
        Place.TEAM,
        new InConversation(new ConversationId(row.getObject("id", UUID.class))),
        "clock",
        Words.of("sla.today." + ClockKind.of(row.getString("kind")).word()),
        Times.read(row, "due_at"),
        owner == null ? null : new MemberId(owner));
  }
}
