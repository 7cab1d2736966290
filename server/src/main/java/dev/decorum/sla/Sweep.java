package dev.decorum.sla;

import dev.decorum.database.DueWork;
import dev.decorum.database.Times;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.ConversationState;
import dev.decorum.inbox.ConversationTimes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Brings a change of policies or hours to all clocks that run, some conversations at a time: in
/// short transactions, so that nobody waits for it. What became of clocks before is not touched.
///
/// One node at a time does. Conversations that somebody was just changing by the policies as they
/// were are found by their generation at the end, and once more a while later.
@Component
@Profile("!command")
class Sweep {

  private static final int AT_ONCE = 200;

  /// As long as a transaction may take that had begun before.
  private static final Duration STRAGGLERS = Duration.ofSeconds(30);

  private final Policies policies;
  private final Book book;
  private final Timekeeping timekeeping;
  private final ConversationTimes times;
  private final JdbcClient jdbc;
  private final Clock clock;
  private final DueWork<Place> work;

  /// How far it has come.
  ///
  /// @param again whether only those are left that were passed over
  record Place(long generation, @Nullable ConversationId after, boolean again) {}

  Sweep(
      Policies policies,
      Book book,
      Timekeeping timekeeping,
      ConversationTimes times,
      JdbcClient jdbc,
      TransactionTemplate transactions,
      Clock clock) {
    this.policies = policies;
    this.book = book;
    this.timekeeping = timekeeping;
    this.times = times;
    this.jdbc = jdbc;
    this.clock = clock;
    this.work = new DueWork<>("Reckoning with other targets", new Rows(), jdbc, transactions);
  }

  @Scheduled(fixedDelay = 1_000, initialDelay = 3_000)
  void run() {
    while (pending()) work.run();
  }

  private boolean pending() {
    return jdbc.sql("select exists (select from sla.sweep s where s.next_at <= :now)")
        .param("now", Times.bound(Times.now(clock)))
        .query(Boolean.class)
        .single();
  }

  private final class Rows implements DueWork.Rows<Place> {

    @Override
    public List<Place> claim(int limit) {
      return jdbc.sql(
              """
              select s.generation, s.after_id, s.again
                from sla.sweep s
               where s.next_at <= :now
                 for update skip locked
              """)
          .param("now", Times.bound(Times.now(clock)))
          .query((row, _) -> place(row))
          .list();
    }

    @Override
    public void act(Place place) {
      // A node that has not heard of the change yet leaves it to those that have.
      if (policies.inForce().generation() < place.generation()) return;
      if (place.again()) {
        var stale = book.stale(place.generation(), AT_ONCE);
        timekeeping.reckon(times.lockBySystem(stale));
        if (stale.size() < AT_ONCE) finished();
        return;
      }
      var some = times.unresolvedBySystem(place.after(), AT_ONCE);
      var ids = some.stream().map(ConversationState::id).toList();
      timekeeping.reckon(times.lockBySystem(ids));
      if (some.size() < AT_ONCE) goOn(null, true, STRAGGLERS);
      else goOn(ids.getLast(), false, Duration.ZERO);
    }

    @Override
    public void putOff(Place place) {
      goOn(place.after(), place.again(), Duration.ofSeconds(30));
    }
  }

  private static Place place(ResultSet row) throws SQLException {
    var after = row.getObject("after_id", UUID.class);
    return new Place(
        row.getLong("generation"),
        after == null ? null : new ConversationId(after),
        row.getBoolean("again"));
  }

  private void goOn(@Nullable ConversationId after, boolean again, Duration wait) {
    jdbc.sql("update sla.sweep set after_id = :after, again = :again, next_at = :next")
        .param("after", after == null ? null : after.id())
        .param("again", again)
        .param("next", Times.bound(Times.now(clock).plus(wait)))
        .update();
  }

  private void finished() {
    jdbc.sql("update sla.sweep set after_id = null, again = false, next_at = null").update();
  }
}
