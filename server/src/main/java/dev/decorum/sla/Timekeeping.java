package dev.decorum.sla;

import dev.decorum.database.Times;
import dev.decorum.inbox.ClientAnswered;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.ConversationRemoved;
import dev.decorum.inbox.ConversationSplit;
import dev.decorum.inbox.ConversationState;
import dev.decorum.inbox.ConversationTimes;
import dev.decorum.inbox.ConversationsChanged;
import dev.decorum.inbox.ConversationsMerged;
import dev.decorum.sla.Outcome.Reason;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Keeps clocks along with conversations, in the transactions that change these: what the inbox
/// says becomes [Event]s for [Clocks], and what they say is written down.
///
/// Without policies it does nothing, and costs nothing.
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Timekeeping {

  private final Policies policies;
  private final Book book;
  private final ConversationTimes times;
  private final Clock clock;

  Timekeeping(Policies policies, Book book, ConversationTimes times, Clock clock) {
    this.policies = policies;
    this.book = book;
    this.times = times;
    this.clock = clock;
  }

  @EventListener
  void changed(ConversationsChanged changed) {
    if (policies.all().isEmpty()) return;
    reckon(changed.states());
  }

  @EventListener
  void answered(ClientAnswered answered) {
    if (policies.all().isEmpty()) return;
    var now = Times.now(clock);
    times
        .stateBySystem(answered.conversation())
        .ifPresent(
            state ->
                book.save(
                    happened(
                        state,
                        book.lock(state.id()).orElse(null),
                        clocks -> clocks.on(new Event.Answered(answered.at(), now)))));
  }

  @EventListener
  void merged(ConversationsMerged merged) {
    if (policies.all().isEmpty()) return;
    var now = Times.now(clock);
    var matters = book.lock(List.of(merged.survivor(), merged.absorbed()));
    var absorbed = matters.get(merged.absorbed());
    var survivor = matters.get(merged.survivor());
    if (absorbed == null || survivor == null) return;
    var theirs = absorbed.clocks();
    var states = times.lockBySystem(matters.keySet());
    for (var state : states) {
      book.save(
          state.id().equals(merged.survivor())
              ? happened(state, survivor, clocks -> clocks.on(new Event.Merged(now, theirs)))
              : happened(state, absorbed, clocks -> clocks.on(new Event.Absorbed(now))));
    }
  }

  @EventListener
  void split(ConversationSplit split) {
    if (policies.all().isEmpty()) return;
    var now = Times.now(clock);
    var whole = book.lock(split.from());
    if (whole.isEmpty()) return;
    var before = whole.get();
    times
        .stateBySystem(split.to())
        .ifPresent(
            state -> {
              var part = before.clocks().part(now, split.since(), split.unansweredThere());
              book.save(change(null, part, find(before.policy()), before.generation(), state));
            });
    times
        .stateBySystem(split.from())
        .ifPresent(
            state ->
                book.save(
                    happened(
                        state,
                        before,
                        clocks ->
                            clocks.on(
                                new Event.SplitOff(now, split.since(), split.unansweredHere())))));
  }

  @EventListener
  void removed(ConversationRemoved removed) {
    book.forget(removed.conversation());
  }

  /// Brings the clocks of these to where the conversations stand, with as few statements for many
  /// as there can be.
  void reckon(Collection<ConversationState> states) {
    var known = book.lock(states.stream().map(ConversationState::id).toList());
    var fresh =
        states.stream().map(ConversationState::id).filter(id -> !known.containsKey(id)).toList();
    var said =
        fresh.isEmpty()
            ? Map.<ConversationId, ConversationTimes.Said>of()
            : times.saidBySystem(fresh);
    var changes = new ArrayList<Book.Change>();
    for (var state : states) {
      var matter = known.get(state.id());
      changes.add(
          matter == null
              ? begun(state, said.getOrDefault(state.id(), ConversationTimes.Said.NOTHING))
              : happened(state, matter, clocks -> follow(clocks, state)));
    }
    book.save(changes);
  }

  /// The first that is heard of a conversation: it is new, or older than the policies. What was
  /// owed before there were any is not late in hindsight.
  private Book.Change begun(ConversationState state, ConversationTimes.Said said) {
    var inForce = policies.inForce();
    var policy = inForce.of(state).orElse(null);
    var terms = policies.terms(policy);
    var since = state.waitingSince();
    var phase = phase(state);
    boolean closed = phase == Clocks.Phase.RESOLVED || phase == Clocks.Phase.GONE;
    Clocks clocks;
    if (since != null && !closed && !since.isBefore(inForce.since())) {
      clocks =
          new Clocks(terms, Clocks.Phase.OPEN, null, null, said.answered(), List.of(), List.of())
              .on(new Event.ClientWrote(since));
      clocks = follow(clocks, state);
    } else {
      clocks =
          new Clocks(
                  Terms.NONE,
                  phase,
                  since,
                  closed ? null : said.asked(),
                  said.answered(),
                  List.of(),
                  List.of())
              .on(new Event.Retargeted(Times.now(clock), terms));
    }
    return change(null, clocks, policy, inForce.generation(), state);
  }

  /// Lets something happen to clocks by the policy that counts now.
  ///
  /// @param before null: nothing was known of the conversation
  private Book.Change happened(
      ConversationState state, @Nullable Matter before, UnaryOperator<Clocks> happening) {
    var inForce = policies.inForce();
    var policy = inForce.of(state).orElse(null);
    var now = Times.now(clock);
    Clocks clocks;
    if (before == null) {
      // We spoke first in a conversation nobody has heard of: what follows counts from there.
      var said =
          times
              .saidBySystem(List.of(state.id()))
              .getOrDefault(state.id(), ConversationTimes.Said.NOTHING);
      clocks =
          new Clocks(
              Terms.NONE,
              phase(state),
              state.waitingSince(),
              said.asked(),
              false,
              List.of(),
              List.of());
      clocks = happening.apply(clocks).on(new Event.Retargeted(now, policies.terms(policy)));
    } else {
      clocks = before.clocks();
      UUID id = policy == null ? null : policy.id();
      if (before.generation() != inForce.generation() || !Objects.equals(before.policy(), id)) {
        clocks = clocks.on(new Event.Retargeted(now, policies.terms(policy)));
      }
      clocks = happening.apply(clocks);
    }
    return change(before, clocks, policy, inForce.generation(), state);
  }

  private static Book.Change change(
      @Nullable Matter before,
      Clocks after,
      @Nullable Policy policy,
      long generation,
      ConversationState state) {
    return new Book.Change(
        before, after, policy, generation, before == null ? Map.of() : before.stepsDone(), state);
  }

  private @Nullable Policy find(@Nullable UUID id) {
    return policies.find(id).orElse(null);
  }

  /// What must have happened for a conversation to stand as it does.
  private Clocks follow(Clocks clocks, ConversationState state) {
    var now = Times.now(clock);
    var events = new ArrayList<Event>();
    var phase = phase(state);
    if (phase == Clocks.Phase.GONE) {
      return clocks.phase() == phase ? clocks : clocks.on(new Event.Trashed(now));
    }
    if (clocks.phase() == Clocks.Phase.GONE) events.add(new Event.Restored(now, phase));
    var owed = state.waitingSince();
    var known = clocks.unanswered();
    if (owed != null && !owed.equals(known)) {
      if (known != null && owed.isAfter(known)) {
        events.add(new Event.SplitOff(now, known, owed));
      } else if (clocks.phase() == Clocks.Phase.RESOLVED
          && stopped(clocks, owed, Reason.RESOLVED)) {
        events.add(new Event.Opened(now));
      } else if (known == null && stopped(clocks, owed, Reason.ANSWERED)) {
        events.add(new Event.NotAnswered(now, owed));
      } else {
        events.add(new Event.ClientWrote(owed));
      }
    } else if (owed == null && known != null && phase != Clocks.Phase.RESOLVED) {
      events.add(new Event.Answered(now, now));
    }
    for (var event : events) clocks = clocks.on(event);
    if (clocks.phase() != phase) {
      clocks =
          clocks.on(
              switch (phase) {
                case OPEN -> new Event.Opened(now);
                case WAITING -> new Event.Waits(now);
                case RESOLVED -> new Event.Resolved(now);
                case GONE -> new Event.Trashed(now);
              });
    }
    return clocks;
  }

  private static boolean stopped(Clocks clocks, Instant since, Reason reason) {
    return clocks.outcomes().stream()
        .anyMatch(
            one ->
                one.kind().response()
                    && one.reason() == reason
                    && one.clock().since().equals(since));
  }

  private static Clocks.Phase phase(ConversationState state) {
    if (state.deleted()) return Clocks.Phase.GONE;
    return switch (state.status()) {
      case OPEN, SNOOZED -> Clocks.Phase.OPEN;
      case WAITING -> Clocks.Phase.WAITING;
      case RESOLVED -> Clocks.Phase.RESOLVED;
    };
  }
}
