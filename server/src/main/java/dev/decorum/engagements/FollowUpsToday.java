package dev.decorum.engagements;

import dev.decorum.engagements.FollowUp.Occasion;
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

/// With whom the member, or nobody else of their teams, should get in touch again, on the page for
/// today.
@Component
@Transactional(readOnly = true)
class FollowUpsToday implements TodayPart {

  private final JdbcClient jdbc;

  FollowUpsToday(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Due(ConversationId conversation, Occasion occasion, Instant at) {

    Line line() {
      return new Line(
          Place.DUE,
          new InConversation(conversation),
          "reply",
          Words.of("engagements.today." + occasion.word()),
          at,
          null);
    }
  }

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
    return Content.of(due.stream().map(Due::line).toList(), sentence(due, day));
  }

  private static @Nullable Words sentence(List<Due> due, Day day) {
    int overdue = (int) due.stream().filter(one -> one.at().isBefore(day.now())).count();
    return overdue > 0 ? Words.counted("engagements.today.sentence.overdue", overdue) : null;
  }

  /// The silence of clients is no work before its time; a question that was planned is.
  private List<Due> due(Viewer viewer, Day day) {
    return jdbc.sql(
            """
            select f.conversation_id, f.kind, f.due_at
              from engagements.follow_up f
              join inbox.visible_to(:viewer) c on c.id = f.conversation_id
             where c.deleted_at is null
               and f.ended_at is null
               and (f.state = 'open' or f.kind = 'check_in')
               and f.due_at < :until
               and (f.owner_id = :viewer
                    or f.owner_id is null
                       and c.team_id in (select t from staff.teams_of(:viewer) t))
             order by f.due_at, f.id
             limit :most
            """)
        .param("viewer", viewer.id().id())
        .param("until", Times.bound(day.week()))
        .param("most", MOST)
        .query(
            (row, _) ->
                new Due(
                    new ConversationId(row.getObject("conversation_id", UUID.class)),
                    Occasion.of(row.getString("kind")),
                    Times.read(row, "due_at")))
        .list();
  }
}
