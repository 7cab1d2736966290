package dev.decorum.inbox;

import dev.decorum.database.Times;
import dev.decorum.inbox.TodayPart.About.InConversation;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The member's own queue on the page for today: who waits, what comes back before long, what is to
/// be read, and what nobody has taken yet.
@Component
@Transactional(readOnly = true)
class OwnDay implements TodayPart {

  private static final String FREE =
      """
      select c.id, coalesce(c.waiting_since, c.last_at) as at
        from inbox.visible_to(:viewer) c
       where c.deleted_at is null
         and c.status = 'open'
         and c.assignee_id is null
         and %s
       order by coalesce(c.waiting_since, 'infinity'), c.id
       limit %d
      """;

  private final JdbcClient jdbc;

  OwnDay(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Found(Place place, ConversationId id, Instant at) {

    Line line() {
      return switch (place) {
        case DUE -> line("snooze", "inbox.today.back");
        case LOOKS -> line("eye", "inbox.today.look");
        case FREE -> line("inbox", "inbox.today.free.why");
        default -> line("mail", "inbox.today.waiting.why");
      };
    }

    private Line line(String icon, String why) {
      return new Line(place, new InConversation(id), icon, Words.of(why), at, null);
    }
  }

  @Override
  public int order() {
    return 50;
  }

  @Override
  public Place place() {
    return Place.WAITING;
  }

  @Override
  public String titleKey() {
    return "inbox.today.waiting";
  }

  @Override
  public Content of(Viewer viewer, Day day) {
    if (!viewer.may(Permission.WRITE_CLIENTS)) return Content.NOTHING;
    List<Found> found = find(viewer, day);
    List<Found> waiting = found.stream().filter(one -> one.place() == Place.WAITING).toList();
    return new Content(
        List.of(figure(waiting)), found.stream().map(Found::line).toList(), sentence(waiting));
  }

  private static @Nullable Words sentence(List<Found> waiting) {
    if (waiting.isEmpty()) return null;
    Found longest = waiting.getFirst();
    return Words.counted(
        "inbox.today.sentence.waiting", waiting.size(), longest.id(), longest.at());
  }

  private static Figure figure(List<Found> waiting) {
    return new Figure(
        "inbox.today.figure.waiting",
        waiting.size() >= MOST ? MOST - 1 + "+" : String.valueOf(waiting.size()),
        "",
        null,
        waiting.isEmpty()
            ? Words.of("inbox.today.figure.waiting.none")
            : Words.of("inbox.today.figure.waiting.since", waiting.getFirst().at()),
        "/inbox/mine");
  }

  /// Each part reads an index in its own order. Of members who see only some teams the free
  /// conversations of those teams are read side by side, so that those of others are not passed
  /// over first.
  private List<Found> find(Viewer viewer, Day day) {
    var free = new ArrayList<String>();
    if (viewer.role() == Role.ADMIN) {
      free.add("(" + FREE.formatted("true", MOST) + ")");
    } else {
      free.add(
          "(select f.* from staff.teams_of((select :viewer::uuid)) as t (team) cross join lateral ("
              + FREE.formatted("c.team_id = t.team", MOST)
              + ") f)");
      free.add("(" + FREE.formatted("c.team_id is null", MOST) + ")");
    }
    return jdbc.sql(
            """
            (select 'WAITING' as place, c.id, c.waiting_since as at
               from inbox.visible_to(:viewer) c
              where c.deleted_at is null
                and c.status = 'open'
                and c.assignee_id = (select :viewer::uuid)
                and coalesce(c.waiting_since, 'infinity') < 'infinity'
              order by coalesce(c.waiting_since, 'infinity'), c.id
              limit %1$d)
            union all
            (select 'DUE', c.id, c.snoozed_until
               from inbox.visible_to(:viewer) c
              where c.deleted_at is null
                and c.status = 'snoozed'
                and c.assignee_id = (select :viewer::uuid)
                and c.snoozed_until < :week
              order by c.snoozed_until, c.id
              limit %1$d)
            union all
            (select 'LOOKS', c.id, coalesce(l.answered_at, l.asked_at)
               from inbox.second_look l
               join inbox.visible_to(:viewer) c on c.id = l.conversation_id
              where c.deleted_at is null
                and (l.colleague_id = :viewer and l.state = 'asked'
                     or l.asker_id = :viewer and l.state <> 'asked')
              order by l.asked_at, l.id
              limit %1$d)
            union all
            (select 'FREE', f.id, f.at from (%2$s) f order by f.at, f.id limit %1$d)
            """
                .formatted(MOST, String.join("\nunion all\n", free)))
        .param("viewer", viewer.id().id())
        .param("week", Times.bound(day.week()))
        .query(
            (row, _) ->
                new Found(
                    Place.valueOf(row.getString("place")),
                    new ConversationId(row.getObject("id", UUID.class)),
                    Times.read(row, "at")))
        .list();
  }
}
