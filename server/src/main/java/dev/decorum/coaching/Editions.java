package dev.decorum.coaching;

import dev.decorum.coach.Guidelines;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.OptionalInt;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which edition of rules and settings is in force, by number.
///
/// A node says so when its own has become another: at its start, or after a change of settings. So
/// while nodes of two versions run side by side the newer one reviews, and the older one rests.
@Component
class Editions {

  private final JdbcClient jdbc;
  private final Guidelines guidelines;
  private final Clock clock;
  private volatile String announced = "";

  Editions(JdbcClient jdbc, Guidelines guidelines, Clock clock) {
    this.jdbc = jdbc;
    this.guidelines = guidelines;
    this.clock = clock;
  }

  /// The edition of this node; empty while another node has a newer one. Not to be called in a
  /// transaction.
  OptionalInt inForce() {
    var name = guidelines.edition();
    if (!announced.equals(name)) {
      announce(name);
      announced = name;
    }
    return jdbc.sql(
            """
            select e.id
              from coaching.edition e
             where e.name = :name
               and e.turn = (select max(newest.turn) from coaching.edition newest)
            """)
        .param("name", name)
        .query(Integer.class)
        .optional()
        .map(OptionalInt::of)
        .orElseGet(OptionalInt::empty);
  }

  private void announce(String name) {
    jdbc.sql(
            """
            insert into coaching.edition as known (name, since)
            values (:name, :now)
            on conflict (name) do update
               set (turn, since) =
                     (select case when known.turn = newest.turn then known.turn
                                  else excluded.turn end,
                             case when known.turn = newest.turn then known.since
                                  else excluded.since end
                        from (select max(e.turn) as turn from coaching.edition e) as newest)
            """)
        .param("name", name)
        .param("now", ReviewQueue.bound(clock.instant()))
        .update();
  }

  /// Those by which there are reviews, the newest first.
  List<Edition> all() {
    return jdbc.sql(
            """
            select e.id, e.since
              from coaching.edition e
             where exists (select from coaching.message m where m.edition_id = e.id)
             order by e.turn desc
            """)
        .query(
            (row, _) ->
                new Edition(
                    row.getInt("id"), row.getObject("since", OffsetDateTime.class).toInstant()))
        .list();
  }
}
