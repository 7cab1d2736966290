package dev.decorum.inbox;

import dev.decorum.database.Times;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// How many messages the member sent to clients in thirty days, on the page for today.
@Component
@Transactional(readOnly = true)
class OwnAnswers implements TodayPart {

  private static final int DAYS = 30;

  /// Fewer before than this say nothing about a change.
  private static final int FAIR = 20;

  private final JdbcClient jdbc;

  OwnAnswers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Sent(int lately, int before) {}

  @Override
  public int order() {
    return 60;
  }

  @Override
  public Place place() {
    return Place.FIGURES;
  }

  @Override
  public String titleKey() {
    return "inbox.today.figure.sent";
  }

  @Override
  public Content of(Viewer viewer, Day day) {
    if (!viewer.may(Permission.WRITE_CLIENTS)) return Content.NOTHING;
    Sent sent = sent(viewer, day);
    return Content.of(
        new Figure(
            titleKey(),
            String.valueOf(sent.lately()),
            "",
            trend(sent),
            Words.of("inbox.today.figure.sent.note"),
            "/inbox/sent"));
  }

  /// More is neither better nor worse.
  private static @Nullable Trend trend(Sent sent) {
    if (sent.before() < FAIR) return null;
    int more = sent.lately() - sent.before();
    return new Trend(
        more == 0
            ? Words.of("inbox.today.trend.same")
            : Words.of("inbox.today.trend." + (more > 0 ? "up" : "down"), "" + Math.abs(more)),
        null);
  }

  private Sent sent(Viewer viewer, Day day) {
    return jdbc.sql(
            """
            select count(*) filter (where i.at >= :since) as lately,
                   count(*) filter (where i.at < :since) as before
              from inbox.interaction i
             where i.author_member = :viewer
               and i.kind = 'message'
               and i.direction = 'out'
               and i.at >= :before
               and i.at <= :now
            """)
        .param("viewer", viewer.id().id())
        .param("since", Times.bound(day.daysAgo(DAYS)))
        .param("before", Times.bound(day.daysAgo(2 * DAYS)))
        .param("now", Times.bound(day.now()))
        .query((row, _) -> new Sent(row.getInt("lately"), row.getInt("before")))
        .single();
  }
}
