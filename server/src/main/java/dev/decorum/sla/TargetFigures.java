package dev.decorum.sla;

import dev.decorum.database.Times;
import dev.decorum.inbox.TodayPart;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Viewer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// How the member answered in thirty days, on the page for today: how many answers were in time,
/// and how long a first answer took. Both by what was written down when it happened; what was
/// revoked does not count.
@Component
@Transactional(readOnly = true)
class TargetFigures implements TodayPart {

  private static final int DAYS = 30;

  /// Fewer than this say nothing.
  private static final int FAIR = 20;

  private static final String TARGETS = "/admin/targets";

  private final Policies policies;
  private final JdbcClient jdbc;

  TargetFigures(Policies policies, JdbcClient jdbc) {
    this.policies = policies;
    this.jdbc = jdbc;
  }

  /// @param met answers in time
  /// @param missed answers that were due and did not come
  /// @param firsts first answers, in time or late
  /// @param median of how long those took, as their targets count it, in microseconds
  record Period(int met, int missed, int firsts, double median) {

    int all() {
      return met + missed;
    }

    /// In tenths of a percent.
    long share() {
      return Math.round(1000.0 * met / all());
    }

    Duration typical() {
      return Times.duration(Math.round(median));
    }
  }

  @Override
  public int order() {
    return 65;
  }

  @Override
  public Place place() {
    return Place.FIGURES;
  }

  @Override
  public String titleKey() {
    return "sla.today.within";
  }

  @Override
  public Content of(Viewer viewer, Day day) {
    if (!viewer.may(Permission.WRITE_CLIENTS)) return Content.NOTHING;
    if (policies.all().isEmpty()) {
      var url = viewer.may(Permission.MANAGE_STAFF) ? TARGETS : null;
      var none = Words.of("sla.today.no_targets");
      return Content.of(
          new Figure("sla.today.within", null, "", null, none, url),
          new Figure("sla.today.first", null, "", null, none, url));
    }
    var periods = periods(viewer, day);
    var before = periods.getFirst();
    var lately = periods.getLast();
    return Content.of(within(lately, before), first(lately, before));
  }

  static Figure within(Period lately, Period before) {
    boolean fair = lately.all() >= FAIR;
    return new Figure(
        "sla.today.within",
        fair ? tenths(lately.share()) : null,
        "%",
        fair && before.all() >= FAIR ? inTime(lately.share() - before.share()) : null,
        of(lately.all(), fair),
        null);
  }

  static Figure first(Period lately, Period before) {
    boolean fair = lately.firsts() >= FAIR;
    return new Figure(
        "sla.today.first",
        fair ? Written.length(minutes(lately)) : null,
        "",
        fair && before.firsts() >= FAIR ? speed(minutes(lately), minutes(before)) : null,
        of(lately.firsts(), fair),
        null);
  }

  private static Words of(int count, boolean fair) {
    return Words.counted(fair ? "sla.today.of" : "sla.today.too_few", count);
  }

  private static Trend inTime(long more) {
    if (more == 0) return new Trend(Words.of("inbox.today.trend.same"), null);
    return new Trend(
        Words.of("inbox.today.trend." + (more > 0 ? "up" : "down"), tenths(Math.abs(more))),
        more > 0);
  }

  private static Trend speed(Duration lately, Duration before) {
    var longer = lately.minus(before);
    if (longer.isZero()) return new Trend(Words.of("inbox.today.trend.same"), null);
    return new Trend(
        Words.of(
            "sla.today.trend." + (longer.isNegative() ? "faster" : "slower"),
            Written.length(longer.abs())),
        longer.isNegative());
  }

  private static Duration minutes(Period period) {
    return Duration.ofMinutes(Math.round(period.typical().toSeconds() / 60.0));
  }

  private static String tenths(long tenths) {
    return String.format(Locale.UK, "%d.%d", tenths / 10, tenths % 10);
  }

  /// The thirty days before the last thirty, and these.
  private List<Period> periods(Viewer viewer, Day day) {
    return jdbc.sql(
            """
            select p.lately,
                   count(*) filter (where o.result = 'met') as met,
                   count(*) filter (where o.result = 'missed') as missed,
                   count(*) filter (where o.kind = 'first_response' and o.result <> 'missed')
                     as firsts,
                   coalesce(
                     percentile_cont(0.5) within group (
                       order by case when o.working then o.working_us else o.wall_us end)
                       filter (where o.kind = 'first_response' and o.result <> 'missed'), 0)
                     as median
              from (values (false, :before, :since), (true, :since, :now))
                     as p (lately, begun, ended)
              left join sla.outcome o
                on o.assignee_id = :viewer
               and staff.serves_clients(:viewer)
               and o.at >= p.begun
               and o.at < p.ended
               and o.kind in ('first_response', 'next_response')
               and o.result in ('met', 'missed', 'late')
               and not exists (select from sla.outcome r where r.revokes = o.id)
             group by p.lately
             order by p.lately
            """)
        .param("viewer", viewer.id().id())
        .param("before", Times.bound(day.daysAgo(2 * DAYS)))
        .param("since", Times.bound(day.daysAgo(DAYS)))
        .param("now", Times.bound(day.now()))
        .query(
            (row, _) ->
                new Period(
                    row.getInt("met"),
                    row.getInt("missed"),
                    row.getInt("firsts"),
                    row.getDouble("median")))
        .list();
  }
}
