package dev.decorum.promises;

import dev.decorum.promises.PromiseChange.What;
import dev.decorum.promises.PromiseRefused.Reason;
import dev.decorum.staff.MemberId;
import dev.decorum.vault.RowIds;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Promises that come again. The next one is written down when one is over or its time has passed,
/// and not before: what is owed is always the one that comes next, and those that were not kept.
///
/// Whoever calls has the promise locked.
@Component
class Series {

  private final JdbcClient jdbc;
  private final Ledger ledger;

  Series(JdbcClient jdbc, Ledger ledger) {
    this.jdbc = jdbc;
    this.ledger = ledger;
  }

  /// Lets a promise come again, from its own time on.
  ///
  /// @return the same, as the first of them
  /// @throws PromiseRefused
  Promise begin(Promise one, Repeats wanted, MemberId by, Instant now) {
    if (one.due() instanceof Due.None) throw new PromiseRefused(Reason.REPEATS_UNDATED);
    var last = wanted.last();
    if (last != null && last.isBefore(lastDay(one, one.due()))) {
      throw new PromiseRefused(Reason.PAST_LAST);
    }
    if (one.turn() != null && follows(one.turn())) throw new PromiseRefused(Reason.REPEATS_LATER);
    end(one, by, now);
    var series = RowIds.next();
    jdbc.sql(
            """
            insert into promises.series (id, rhythm, first_due, last_on, made_by, made_at)
            values (:id, :rhythm, :first, :last, :by, :now)
            """)
        .param("id", series)
        .param("rhythm", wanted.rhythm().text())
        .param("first", one.due().text())
        .param("last", last)
        .param("by", by.id())
        .param("now", Ledger.bound(now))
        .update();
    return one.turned(new Turn(series, 0));
  }

  /// None comes after those that are there.
  ///
  /// @return whether one would have come
  boolean end(Promise one, MemberId by, Instant now) {
    var turn = one.turn();
    return turn != null
        && jdbc.sql(
                    """
                    update promises.series
                       set ended_at = :now, ended_by = :by
                     where id = :id
                       and ended_at is null
                    """)
                .param("id", turn.series())
                .param("by", by.id())
                .param("now", Ledger.bound(now))
                .update()
            == 1;
  }

  /// Writes down the one that comes next, once, and those after it whose time has passed as well:
  /// the client counted on them.
  ///
  /// @param over one that has ended, or is overdue
  void goOn(Promise over, Instant now) {
    var before = Optional.of(over);
    while (before.isPresent()) {
      var one = next(before.get());
      one.ifPresent(found -> add(found, now));
      before = one.map(Next::promise).filter(found -> found.agreed().overdue(now));
    }
  }

  private record Next(Promise promise, Promise before, MemberId by) {}

  private Optional<Next> next(Promise before) {
    var turn = before.turn();
    if (turn == null) return Optional.empty();
    record Row(Rhythm rhythm, Due first, @Nullable LocalDate last, MemberId by) {}
    var found =
        jdbc.sql(
                """
                select s.rhythm, s.first_due, s.last_on, s.made_by
                  from promises.series s
                 where s.id = :series
                   and s.ended_at is null
                   and not exists (select
                                     from promises.promise p
                                    where p.series_id = s.id
                                      and p.nth > :nth)
                   for share
                """)
            .param("series", turn.series())
            .param("nth", turn.nth())
            .query(
                (row, _) ->
                    new Row(
                        Rhythm.parse(row.getString("rhythm")),
                        Due.parse(row.getString("first_due")),
                        row.getObject("last_on", LocalDate.class),
                        new MemberId(row.getObject("made_by", UUID.class))))
            .optional();
    return found.flatMap(
        row -> {
          int nth = turn.nth() + 1;
          var due = row.rhythm().after(row.first(), nth, before.zone());
          var last = row.last();
          return last != null && last.isBefore(lastDay(before, due))
              ? Optional.empty()
              : Optional.of(
                  new Next(
                      before.again(RowIds.next(), due, new Turn(turn.series(), nth)),
                      before,
                      row.by()));
        });
  }

  private void add(Next next, Instant now) {
    var one = ledger.seen(next.promise()).at(now);
    ledger.insert(one, false, next.by(), now, one.next(now));
    // It goes back with the one before, should what became one part again.
    jdbc.sql(
            """
            insert into promises.conversation_move (promise_id, absorbed_id)
            select :id, m.absorbed_id from promises.conversation_move m where m.promise_id = :before
            """)
        .param("id", one.id())
        .param("before", next.before().id())
        .update();
    jdbc.sql(
            """
            insert into promises.client_move (merge_id, promise_id)
            select m.merge_id, :id from promises.client_move m where m.promise_id = :before
            """)
        .param("id", one.id())
        .param("before", next.before().id())
        .update();
    ledger.happened(one, one, What.AGAIN, null, null, now);
  }

  /// One was said to be over by mistake: the one that came for it goes, unless somebody or time has
  /// done something about it.
  void takeBack(Promise opened) {
    var turn = opened.turn();
    if (turn == null || opened.state() == PromiseState.OVERDUE) return;
    jdbc.sql(
            """
            delete from promises.promise
             where series_id = :series
               and nth = :next
               and version = 0
               and ended_at is null
            """)
        .param("series", turn.series())
        .param("next", turn.nth() + 1)
        .update();
  }

  private boolean follows(Turn turn) {
    return jdbc.sql(
            """
            select exists (
              select from promises.promise p where p.series_id = :series and p.nth > :nth)
            """)
        .param("series", turn.series())
        .param("nth", turn.nth())
        .query(Boolean.class)
        .single();
  }

  /// Removes what no promise belongs to any more.
  void tidy() {
    jdbc.sql(
            """
            delete from promises.series s
             where not exists (select from promises.promise p where p.series_id = s.id)
            """)
        .update();
  }

  private static LocalDate lastDay(Promise one, Due due) {
    return switch (due) {
      case Due.Minute(var at) -> LocalDate.ofInstant(at, one.zone());
      case Due.Day(var date) -> date;
      case Due.Range(_, var to) -> to;
      case Due.None _ -> throw new IllegalStateException(Objects.toString(one.id()));
    };
  }
}
