package dev.decorum.inbox;

import dev.decorum.database.Times;
import dev.decorum.inbox.TodayPart.About.InConversation;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Viewer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Clients who need more than an answer in turn, on the page for today: our last word did not reach
/// them, they write again and again, or they have waited for days. An agent is shown their own; a
/// lead those of the teams, an admin all.
@Component
@Transactional(readOnly = true)
class ClientsToLookAfter implements TodayPart {

  /// Of those who have waited longest so many are looked at.
  private static final int LOOKED_AT = 60;

  private static final int OFTEN = 3;
  private static final int LONG_DAYS = 2;

  private final JdbcClient jdbc;

  ClientsToLookAfter(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Found(
      ConversationId id,
      @Nullable Instant waitingSince,
      @Nullable Instant failedAt,
      int written,
      @Nullable MemberId owner) {

    static Found of(ResultSet row) throws SQLException {
      var owner = row.getObject("assignee_id", UUID.class);
      return new Found(
          new ConversationId(row.getObject("id", UUID.class)),
          Times.readNullable(row, "waiting_since"),
          Times.readNullable(row, "failed_at"),
          row.getInt("written"),
          owner == null ? null : new MemberId(owner));
    }

    /// The weightiest reason; none: an answer in turn will do.
    Stream<Line> line(Viewer viewer, Instant longAgo) {
      if (failedAt != null) {
        return line(viewer, "warn", Words.of("inbox.today.care.failed"), failedAt);
      }
      if (waitingSince == null) return Stream.empty();
      if (written >= OFTEN) {
        return line(viewer, "mail", Words.of("inbox.today.care.again", written), waitingSince);
      }
      return waitingSince.isBefore(longAgo)
          ? line(viewer, "clock", Words.of("inbox.today.care.long"), waitingSince)
          : Stream.empty();
    }

    private Stream<Line> line(Viewer viewer, String icon, Words why, Instant since) {
      return Stream.of(
          new Line(
              Place.CLIENTS,
              new InConversation(id),
              icon,
              why,
              since,
              viewer.id().equals(owner) ? null : owner));
    }
  }

  @Override
  public int order() {
    return 70;
  }

  @Override
  public Place place() {
    return Place.CLIENTS;
  }

  @Override
  public String titleKey() {
    return "inbox.today.care";
  }

  @Override
  public Content of(Viewer viewer, Day day) {
    if (!viewer.may(Permission.WRITE_CLIENTS)) return Content.NOTHING;
    Instant longAgo = day.daysAgo(LONG_DAYS);
    List<Line> lines =
        find(viewer).stream()
            .flatMap(one -> one.line(viewer, longAgo))
            .sorted(Comparator.comparing(line -> Objects.requireNonNull(line.at())))
            .toList();
    return Content.of(lines, null);
  }

  private List<Found> find(Viewer viewer) {
    return jdbc.sql(
            """
            select c.id, c.waiting_since, c.assignee_id, o.at as failed_at, w.written
              from (%s) c
              left join lateral (
                   select i.at, i.delivery
                     from inbox.interaction i
                    where i.conversation_id = c.id
                      and i.kind = 'message'
                      and i.direction = 'out'
                    order by i.at desc, i.id desc
                    limit 1) o on o.delivery = 'failed'
             cross join lateral (
                   select count(*) as written
                     from inbox.interaction i
                    where i.conversation_id = c.id
                      and i.at >= c.waiting_since
                      and i.kind = 'message'
                      and i.direction = 'in'
                      and i.verdict = 'ordinary') w
             where o.at is not null
                or c.waiting_since is not null
            """
                .formatted(open(viewer)))
        .param("viewer", viewer.id().id())
        .query((row, _) -> Found.of(row))
        .list();
  }

  /// Open conversations, who has waited longest first.
  private static String open(Viewer viewer) {
    var open =
        """
        select c.id, c.waiting_since, c.assignee_id, coalesce(c.waiting_since, 'infinity') as place
          from inbox.visible_to(:viewer) c
         where c.deleted_at is null
           and c.status = 'open'
           and %s
         order by coalesce(c.waiting_since, 'infinity'), c.id
         limit %d
        """;
    return switch (viewer.role()) {
      case ADMIN -> open.formatted("true", LOOKED_AT);
      case LEAD ->
          """
          select f.id, f.waiting_since, f.assignee_id
            from staff.teams_of((select :viewer::uuid)) as t (team)
           cross join lateral (%s) f
           order by f.place, f.id
           limit %d
          """
              .formatted(open.formatted("c.team_id = t.team", LOOKED_AT), LOOKED_AT);
      default -> open.formatted("c.assignee_id = (select :viewer::uuid)", LOOKED_AT);
    };
  }
}
