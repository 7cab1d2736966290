package dev.decorum.promises;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.live.Kept;
import dev.decorum.live.Live;
import dev.decorum.promises.PromiseRefused.Reason;
import dev.decorum.staff.Viewer;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What the organisation says about promises.
@Service
public class PromiseSettings {

  /// Until an admin says otherwise.
  static final int USUAL = 8;

  private static final int HIGHEST = 1_000;
  private static final UUID ITSELF = new UUID(0, 0);

  private final JdbcClient jdbc;
  private final Audit audit;
  private final Kept<Integer> kept;

  PromiseSettings(JdbcClient jdbc, Audit audit, Live live) {
    this.jdbc = jdbc;
    this.audit = audit;
    this.kept = new Kept<>(live, "promises.setting", this::read);
  }

  /// How many promises of one member may be due on a day before the next one is doubted; where
  /// their own past says enough, that counts instead.
  public int mostADay() {
    return kept.get();
  }

  /// @throws PromiseRefused
  @Transactional
  public void change(Viewer viewer, int mostADay) {
    if (mostADay < 1 || mostADay > HIGHEST) throw new PromiseRefused(Reason.BAD_MOST);
    jdbc.sql(
            """
            insert into promises.setting (here, most_a_day)
            values (true, :most)
            on conflict (here) do update set most_a_day = excluded.most_a_day
            """)
        .param("most", mostADay)
        .update();
    audit.changed(
        Actor.member(viewer.id().id()),
        "promises.settings_changed",
        "setting",
        ITSELF,
        Map.of("most_a_day", String.valueOf(mostADay)));
    kept.changed();
  }

  private int read() {
    return jdbc.sql("select most_a_day from promises.setting")
        .query(Integer.class)
        .optional()
        .orElse(USUAL);
  }
}
