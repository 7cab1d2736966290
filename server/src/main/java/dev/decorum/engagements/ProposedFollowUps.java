package dev.decorum.engagements;

import dev.decorum.database.Pending;
import dev.decorum.database.Times;
import dev.decorum.engagements.FollowUp.Occasion;
import dev.decorum.engagements.FollowUp.State;
import dev.decorum.engagements.FollowUpSettings.Decided;
import dev.decorum.inbox.ConversationState;
import dev.decorum.inbox.ConversationsChanged;
import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.Kind;
import dev.decorum.inbox.OwnWords;
import dev.decorum.inbox.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Proposes follow-ups by what happens in conversations, and ends them by it, in the same
/// transaction.
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ProposedFollowUps implements OwnWords {

  private static final Set<Kind> SPOKEN = Set.of(Kind.CALL, Kind.MEETING, Kind.VISIT);

  /// A call that is written down later than that is history, and its summary comes too late.
  private static final Duration FRESH = Duration.ofDays(7);

  private final FollowUpRecords records;
  private final FollowUpSettings settings;
  private final JdbcClient jdbc;
  private final Pending pending;
  private final Clock clock;

  ProposedFollowUps(
      FollowUpRecords records,
      FollowUpSettings settings,
      JdbcClient jdbc,
      Pending pending,
      Clock clock) {
    this.records = records;
    this.settings = settings;
    this.jdbc = jdbc;
    this.pending = pending;
    this.clock = clock;
  }

  @Override
  public void written(Written words) {
    if (!words.toClient()) return;
    var now = Times.now(clock);
    records.openBySystem(words.in().id()).stream()
        .filter(one -> one.doneBy(words.kind(), words.draft()))
        .forEach(one -> records.end(one, State.DONE, words.author(), null, words.id(), now));
    // Who speaks now waits from now on.
    forget(new UUID[] {words.in().id().id()});
    if (SPOKEN.contains(words.kind()) && words.at().isAfter(now.minus(FRESH))) recap(words, now);
  }

  private void recap(Written words, Instant now) {
    var within = settings.get().recap();
    if (within == null) return;
    records.add(
        Occasion.RECAP,
        State.OPEN,
        words.in().id(),
        words.id(),
        words.author(),
        now,
        settings.times().after(now, within),
        null,
        now);
  }

  /// What the message had done is to be done again.
  @Override
  public void takenBack(InteractionId message) {
    jdbc.sql(
            """
            update engagements.follow_up f
               set state = 'open', ended_by = null, ended_with = null, ended_at = null,
                   version = version + 1
             where f.ended_with = :message
               and not (f.kind = 'silence'
                        and exists (
                              select
                                from engagements.follow_up o
                               where o.conversation_id = f.conversation_id
                                 and o.kind = 'silence'
                                 and o.ended_at is null))
            """)
        .param("message", message.id())
        .update();
  }

  @EventListener
  void changed(ConversationsChanged changed) {
    var decided = settings.get();
    var notWaiting =
        changed.states().stream()
            .filter(state -> state.status() != Status.WAITING || state.deleted())
            .map(state -> state.id().id())
            .toArray(UUID[]::new);
    if (notWaiting.length > 0) heard(notWaiting);
    for (var state : changed.states()) {
      if (state.deleted()) continue;
      if (state.status() == Status.WAITING) silence(state, decided);
      if (state.status() == Status.RESOLVED) checkIn(state, decided);
    }
  }

  private void forget(UUID[] conversations) {
    pending
        .sql(
            """
            delete from engagements.follow_up
             where conversation_id = any (:ids)
               and kind = 'silence'
               and state = 'planned'
            """)
        .param("ids", conversations)
        .add();
  }

  /// Nobody is waited for any more.
  private void heard(UUID[] conversations) {
    forget(conversations);
    pending
        .sql(
            """
            update engagements.follow_up
               set state = 'moot', ended_at = :now, version = version + 1
             where conversation_id = any (:ids)
               and kind = 'silence'
               and state = 'open'
            """)
        .param("ids", conversations)
        .param("now", Times.bound(Times.now(clock)))
        .add();
  }

  private void silence(ConversationState state, Decided decided) {
    var days = decided.silenceDays();
    if (days == null) return;
    var now = Times.now(clock);
    var times = settings.times();
    var opens = times.workingDays(now, days);
    records.add(
        Occasion.SILENCE,
        State.PLANNED,
        state.id(),
        null,
        state.assignee(),
        opens,
        times.endOfDay(opens),
        null,
        now);
  }

  private void checkIn(ConversationState state, Decided decided) {
    var days = state.team() == null ? null : decided.checkIns().get(state.team());
    if (days == null || records.askedWhetherSolved(state.id())) return;
    var now = Times.now(clock);
    var times = settings.times();
    var opens = times.opens(times.day(now).plusDays(days));
    records.add(
        Occasion.CHECK_IN,
        State.PLANNED,
        state.id(),
        null,
        state.assignee(),
        opens,
        times.endOfDay(opens),
        null,
        now);
  }
}
