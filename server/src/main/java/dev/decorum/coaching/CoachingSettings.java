package dev.decorum.coaching;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.live.Kept;
import dev.decorum.live.Live;
import dev.decorum.staff.Viewer;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What the organisation has decided about coaching. Nothing is switched on before it has.
@Service
@Transactional
public class CoachingSettings {

  /// The audit log names every object by an id; there is one organisation.
  private static final UUID ITSELF = new UUID(0, 0);

  private final JdbcClient jdbc;
  private final Audit audit;
  private final Clock clock;
  private final Kept<Decided> kept;

  CoachingSettings(JdbcClient jdbc, Audit audit, Live live, Clock clock) {
    this.jdbc = jdbc;
    this.audit = audit;
    this.clock = clock;
    this.kept = new Kept<>(live, "coaching.settings", this::read);
  }

  /// @param leadsSeePeople whether leads see how single members of their teams write
  /// @param scorecards whether leads judge sampled messages of their teams
  public record Decided(boolean leadsSeePeople, boolean scorecards) {

    static final Decided NOTHING = new Decided(false, false);
  }

  @Transactional(readOnly = true)
  public Decided get() {
    return kept.get();
  }

  private Decided read() {
    return jdbc.sql("select s.leads_see_people, s.scorecards from coaching.setting s")
        .query(
            (row, _) ->
                new Decided(row.getBoolean("leads_see_people"), row.getBoolean("scorecards")))
        .optional()
        .orElse(Decided.NOTHING);
  }

  public void decide(Viewer admin, Decided decided) {
    jdbc.sql(
            """
            insert into coaching.setting (leads_see_people, scorecards, changed_by, changed_at)
            values (:see, :scorecards, :by, :now)
            on conflict (singleton) do update
               set leads_see_people = excluded.leads_see_people,
                   scorecards = excluded.scorecards,
                   changed_by = excluded.changed_by,
                   changed_at = excluded.changed_at
            """)
        .param("see", decided.leadsSeePeople())
        .param("scorecards", decided.scorecards())
        .param("by", admin.id().id())
        .param("now", ReviewQueue.bound(clock.instant().truncatedTo(ChronoUnit.MICROS)))
        .update();
    audit.changed(
        Actor.member(admin.id().id()),
        "coaching.decided",
        "coaching",
        ITSELF,
        Map.of(
            "leads_see_people",
            "" + decided.leadsSeePeople(),
            "scorecards",
            "" + decided.scorecards()));
    kept.changed();
  }
}
