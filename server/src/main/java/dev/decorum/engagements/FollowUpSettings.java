package dev.decorum.engagements;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.database.Times;
import dev.decorum.hours.Calendars;
import dev.decorum.live.Kept;
import dev.decorum.live.Live;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What the organisation has decided about follow-ups, and the hours they go by.
@Service
@Transactional
public class FollowUpSettings {

  public static final int MOST_HOURS = 80;
  public static final int MOST_SILENCE = 60;
  public static final int MOST_CHECK_IN = 365;

  /// The audit log names every object by an id; there is one organisation.
  private static final UUID ITSELF = new UUID(0, 0);

  private final JdbcClient jdbc;
  private final Audit audit;
  private final Calendars calendars;
  private final Clock clock;
  private final Kept<Decided> kept;

  FollowUpSettings(JdbcClient jdbc, Audit audit, Live live, Calendars calendars, Clock clock) {
    this.jdbc = jdbc;
    this.audit = audit;
    this.calendars = calendars;
    this.clock = clock;
    this.kept = new Kept<>(live, "engagements.settings", this::read);
  }

  /// @param recapHours within how many hours of working time a call or meeting is summed up; null:
  ///   nobody is asked to
  /// @param silenceDays after how many working days without an answer somebody asks again; null:
  ///   never
  /// @param checkIns so many days after a team has resolved a matter it asks whether that is so;
  ///   teams that are not named do not
  public record Decided(
      @Nullable Integer recapHours, @Nullable Integer silenceDays, Map<TeamId, Integer> checkIns) {

    static final Decided DEFAULT = new Decided(8, 5, Map.of());

    public Decided {
      checkIns = Map.copyOf(checkIns);
    }

    @Nullable Duration recap() {
      return recapHours == null ? null : Duration.ofHours(recapHours);
    }
  }

  @Transactional(readOnly = true)
  public Decided get() {
    return kept.get();
  }

  FollowUpTimes times() {
    var work = calendars.standard().work();
    return new FollowUpTimes(work.time(), work.zone());
  }

  private Decided read() {
    var checkIns = new HashMap<TeamId, Integer>();
    jdbc.sql("select t.team_id, t.days from engagements.team_check_in t")
        .query(
            row -> {
              checkIns.put(new TeamId(row.getObject("team_id", UUID.class)), row.getInt("days"));
            });
    return jdbc.sql("select s.recap_hours, s.silence_days from engagements.setting s")
        .query(
            (row, _) ->
                new Decided(
                    row.getObject("recap_hours", Integer.class),
                    row.getObject("silence_days", Integer.class),
                    checkIns))
        .optional()
        .orElse(new Decided(Decided.DEFAULT.recapHours, Decided.DEFAULT.silenceDays, checkIns));
  }

  public void decide(Viewer admin, Decided decided) {
    jdbc.sql(
            """
            insert into engagements.setting (recap_hours, silence_days, changed_by, changed_at)
            values (:recap, :silence, :by, :now)
            on conflict (singleton) do update
               set recap_hours = excluded.recap_hours,
                   silence_days = excluded.silence_days,
                   changed_by = excluded.changed_by,
                   changed_at = excluded.changed_at
            """)
        .param("recap", decided.recapHours())
        .param("silence", decided.silenceDays())
        .param("by", admin.id().id())
        .param("now", Times.bound(Times.now(clock)))
        .update();
    jdbc.sql("delete from engagements.team_check_in").update();
    decided.checkIns().forEach(this::checkIn);
    audit.changed(
        Actor.member(admin.id().id()),
        "follow_ups.decided",
        "follow_ups",
        ITSELF,
        Map.of(
            "recap_hours",
            "" + decided.recapHours(),
            "silence_days",
            "" + decided.silenceDays(),
            "teams",
            "" + decided.checkIns().size()));
    kept.changed();
  }

  private void checkIn(TeamId team, int days) {
    jdbc.sql("insert into engagements.team_check_in (team_id, days) values (:team, :days)")
        .param("team", team.id())
        .param("days", days)
        .update();
  }
}
