package dev.decorum.engagements;

import dev.decorum.database.DueWork;
import dev.decorum.database.Times;
import dev.decorum.engagements.FollowUp.Occasion;
import dev.decorum.engagements.FollowUp.State;
import dev.decorum.engagements.FollowUpRecords.Last;
import dev.decorum.inbox.ConversationState;
import dev.decorum.inbox.ConversationTimes;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.NoticeEvent;
import dev.decorum.inbox.Notices;
import dev.decorum.inbox.Status;
import dev.decorum.staff.MemberId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Opens follow-ups when their time has come, as far as they still make sense.
@Component
@Profile("!command")
class DueFollowUps {

  private static final Duration LATER = Duration.ofMinutes(1);

  private final FollowUpRecords records;
  private final FollowUpSettings settings;
  private final ConversationTimes conversations;
  private final Inbox inbox;
  private final Notices notices;
  private final Clock clock;
  private final DueWork<FollowUp> work;

  DueFollowUps(
      FollowUpRecords records,
      FollowUpSettings settings,
      ConversationTimes conversations,
      Inbox inbox,
      Notices notices,
      JdbcClient jdbc,
      TransactionTemplate transactions,
      Clock clock) {
    this.records = records;
    this.settings = settings;
    this.conversations = conversations;
    this.inbox = inbox;
    this.notices = notices;
    this.clock = clock;
    this.work = new DueWork<>("A follow-up that is due", new Rows(), jdbc, transactions);
  }

  @Scheduled(fixedDelay = 1_000, initialDelay = 2_000)
  void run() {
    work.run();
  }

  private final class Rows implements DueWork.Rows<FollowUp> {

    @Override
    public List<FollowUp> claim(int limit) {
      return records.opening(Times.now(clock), limit);
    }

    @Override
    public void act(FollowUp one) {
      var state = conversations.stateBySystem(one.conversationId()).orElse(null);
      var now = Times.now(clock);
      if (state == null || state.deleted()) moot(one, now);
      else
        switch (one.occasion()) {
          case SILENCE -> silence(one, state, now);
          case CHECK_IN -> checkIn(one, state, now);
          case RECAP -> open(one, state, null);
        }
    }

    @Override
    public void putOff(FollowUp one) {
      records.plan(one, State.PLANNED, Times.now(clock).plus(LATER), one.dueAt());
    }
  }

  private void moot(FollowUp one, Instant now) {
    records.end(one, State.MOOT, null, null, null, now);
  }

  /// A message may have left later than it was written, and the number of days may have changed:
  /// they are counted once more, from what was last said.
  private void silence(FollowUp one, ConversationState state, Instant now) {
    var days = settings.get().silenceDays();
    if (days == null || state.status() != Status.WAITING) {
      moot(one, now);
      return;
    }
    var last = records.lastBySystem(one.conversationId()).orElse(null);
    var times = settings.times();
    var opens = last == null ? one.opensAt() : times.workingDays(last.at(), days);
    if (opens.isAfter(now)) {
      records.plan(one, State.PLANNED, opens, times.endOfDay(opens));
    } else {
      open(one, state, last);
    }
  }

  /// A matter that is open again is worked on anyway; whoever asked to be reminded is.
  private void checkIn(FollowUp one, ConversationState state, Instant now) {
    if (one.madeBy() == null && state.status() != Status.RESOLVED) {
      moot(one, now);
    } else {
      open(one, state, null);
    }
  }

  /// Whoever has the conversation does it, else who planned it, else who spoke last; if none of
  /// them is there any more, the team. What opens late, because no node ran, is not overdue for
  /// that.
  private void open(FollowUp one, ConversationState state, @Nullable Last last) {
    var candidates =
        one.occasion() == Occasion.SILENCE
            ? Stream.of(state.assignee(), one.owner(), last == null ? null : last.by())
            : Stream.of(one.owner(), state.assignee());
    MemberId owner =
        candidates
            .filter(Objects::nonNull)
            .filter(member -> inbox.serves(member, one.conversationId()))
            .findFirst()
            .orElse(null);
    var today = settings.times().endOfDay(Times.now(clock));
    records.open(one, owner, one.dueAt().isBefore(today) ? today : one.dueAt());
    if (owner != null) notices.tell(NoticeEvent.FOLLOW_UP, owner, one.conversationId(), null);
  }
}
