package dev.decorum.sla;

import dev.decorum.hours.WorkingTime;
import dev.decorum.sla.Outcome.Reason;
import dev.decorum.sla.Outcome.Result;
import dev.decorum.vault.RowIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The clocks of one conversation. Whatever happens in it gives the clocks as they are then.
///
/// The rules, all of them here and nowhere else:
/// - A client's message starts a clock for the response and, with the first of a matter, one for
///   its end. Later messages do not move the response: it is owed to the oldest.
/// - What we say to the client stops the response, and starts the clock for our next word.
/// - While we wait for the client, all clocks rest. A snoozed conversation is put away by us, not
///   by the client: its clocks run.
/// - Resolving a matter ends it; no answer is owed any more. When the client writes again, that is
///   a new matter with a clock of its own; when a member opens it again, the same clock runs on and
///   the time in between does not count.
/// - An answer that is taken back or does not arrive was none: the clock runs as if it had never
///   been stopped.
/// - Notes, machines and absences neither start nor stop anything.
/// - Of two clocks that meet in a merge, the one that is due first goes on.
///
/// @param terms what holds for it
/// @param unanswered when the oldest message came that nobody has answered
/// @param asked since when a matter of the client is open; null: none is, or we began it
/// @param answered whether we ever said something to the client in it
/// @param running one for each kind at most, and one response
/// @param outcomes what became of those that ended, oldest first
record Clocks(
    Terms terms,
    Phase phase,
    @Nullable Instant unanswered,
    @Nullable Instant asked,
    boolean answered,
    List<Clock> running,
    List<Outcome> outcomes) {

  /// Where a conversation stands, as far as clocks care.
  enum Phase {
    OPEN,
    WAITING,
    RESOLVED,
    GONE
  }

  Clocks {
    running = List.copyOf(running);
    outcomes = List.copyOf(outcomes);
  }

  /// Of a conversation in which nothing has been said.
  static Clocks of(Terms terms) {
    return new Clocks(terms, Phase.OPEN, null, null, false, List.of(), List.of());
  }

  Clocks on(Event event) {
    var turn = new Turn(this, event.at());
    turn.pass();
    turn.take(event);
    return turn.clocks();
  }

  /// The running clock of this kind, or of one that excludes it.
  Optional<Clock> running(ClockKind kind) {
    return running.stream().filter(clock -> clock.kind().excludes(kind)).findFirst();
  }

  /// The part of it that became a conversation of its own, and what happened there before anything
  /// else does.
  ///
  /// @param since from when on what was said went along
  /// @param unanswered when the oldest message came that went along and nobody has answered
  Clocks part(Instant at, Instant since, @Nullable Instant unanswered) {
    var turn = new Turn(new Clocks(terms, phase, null, null, answered, List.of(), List.of()), at);
    turn.partOf(this, since, unanswered);
    return turn.clocks();
  }

  /// One event, being worked on.
  private static final class Turn {

    private final Instant at;
    private final List<Clock> running;
    private final List<Outcome> outcomes;
    private Terms terms;
    private Phase phase;
    private @Nullable Instant unanswered;
    private @Nullable Instant asked;
    private boolean answered;

    Turn(Clocks before, Instant at) {
      this.at = at;
      terms = before.terms;
      phase = before.phase;
      unanswered = before.unanswered;
      asked = before.asked;
      answered = before.answered;
      running = new ArrayList<>(before.running);
      outcomes = new ArrayList<>(before.outcomes);
    }

    Clocks clocks() {
      running.sort(Comparator.comparing(Clock::kind));
      return new Clocks(terms, phase, unanswered, asked, answered, running, outcomes);
    }

    void take(Event event) {
      switch (event) {
        case Event.ClientWrote _ -> clientWrote();
        case Event.Answered(_, var told) -> answered(told);
        case Event.NotAnswered(_, var since) -> notAnswered(since);
        case Event.Waits _ -> waits();
        case Event.Opened _ -> opened();
        case Event.Resolved _ -> resolved();
        case Event.Trashed _ -> stop(Phase.GONE, Reason.TRASHED);
        case Event.Restored(_, var then) -> restored(then);
        case Event.Merged(_, var other) -> merged(other);
        case Event.Absorbed _ -> stop(Phase.GONE, Reason.MERGED);
        case Event.SplitOff(_, var since, var stayed) -> splitOff(since, stayed);
        case Event.Retargeted(_, var others) -> retargeted(others);
        case Event.Aside _, Event.Passed _ -> {}
      }
    }

    /// What was due and did not happen is missed, before anything else is looked at.
    void pass() {
      for (var clock : List.copyOf(running)) {
        var due = clock.due();
        if (due != null && clock.passed(at)) {
          note(clock, Result.MISSED, Reason.PASSED, due);
          running.set(running.indexOf(clock), clock.asMissed());
        }
      }
    }

    private void clientWrote() {
      if (phase == Phase.GONE) restored(Phase.OPEN);
      if (asked == null || phase == Phase.RESOLVED) asked = at;
      phase = Phase.OPEN;
      resume();
      if (unanswered == null || at.isBefore(unanswered)) unanswered = at;
      responseIsOwedSince(unanswered);
      begin(ClockKind.RESOLUTION, asked);
    }

    private void responseIsOwedSince(Instant since) {
      var response = find(ClockKind.FIRST_RESPONSE);
      var apart = response.isEmpty() ? parted(since) : Optional.<Outcome>empty();
      if (apart.isPresent()) {
        revoke(apart.get(), Reason.REOPENED);
        reinstate(apart.get().clock());
        resume();
      } else if (response.isEmpty()) {
        begin(answered ? ClockKind.NEXT_RESPONSE : ClockKind.FIRST_RESPONSE, since);
      } else if (response.get().since().isAfter(since)) {
        replace(response.get(), response.get().sooner(since, terms));
      }
    }

    /// The clock of this message, when it was stopped by a merge or a split that came apart again.
    private Optional<Outcome> parted(Instant since) {
      return last(one -> one.kind().response() && one.result() != Result.MISSED)
          .filter(one -> one.reason() == Reason.MERGED || one.reason() == Reason.PARTED)
          .flatMap(
              _ ->
                  last(
                      one ->
                          one.kind().response()
                              && one.reason() == Reason.MERGED
                              && one.clock().since().equals(since)));
    }

    private void answered(Instant told) {
      unanswered = null;
      answered = true;
      find(ClockKind.FIRST_RESPONSE).ifPresent(clock -> done(clock, Reason.ANSWERED, told));
      find(ClockKind.UPDATE)
          .filter(clock -> !at.isBefore(clock.since()))
          .ifPresent(clock -> done(clock, Reason.ANSWERED, told));
      begin(ClockKind.UPDATE, at);
    }

    /// A call may be written down long after it took place. It cannot have answered what was
    /// written after it.
    private void done(Clock clock, Reason reason, Instant told) {
      var when = at.isBefore(clock.since()) ? told : at;
      var due = clock.due();
      if (clock.missed() && due != null && !when.isAfter(due)) {
        last(one -> one.kind() == clock.kind() && one.result() == Result.MISSED)
            .ifPresent(missed -> revoke(missed, Reason.TOLD_LATER));
        note(clock.notMissed(), Result.MET, reason, when);
        running.remove(clock);
      } else {
        end(clock, clock.missed() ? Result.LATE : Result.MET, reason, when);
      }
    }

    private void notAnswered(@Nullable Instant since) {
      unanswered = since;
      if (since == null) return;
      if (asked == null) asked = since;
      var stopped =
          last(
              one ->
                  one.kind().response()
                      && one.reason() == Reason.ANSWERED
                      && one.clock().since().equals(since));
      phase = Phase.OPEN;
      resume();
      stopped.ifPresent(one -> unsay(one.at()));
      // The time in which it was taken for answered counts: the client waited.
      if (stopped.isPresent() && find(ClockKind.FIRST_RESPONSE).isEmpty()) {
        revoke(stopped.get(), Reason.NOT_ANSWERED);
        reinstate(stopped.get().clock());
        resume();
        if (stopped.get().kind() == ClockKind.FIRST_RESPONSE) answered = false;
      } else {
        responseIsOwedSince(since);
      }
    }

    /// The clock for our next word began with an answer that was none: the one before runs on.
    private void unsay(Instant said) {
      find(ClockKind.UPDATE)
          .filter(clock -> clock.since().equals(said))
          .ifPresent(
              clock -> {
                running.remove(clock);
                last(one -> one.kind() == ClockKind.UPDATE && one.at().equals(said))
                    .ifPresent(
                        one -> {
                          revoke(one, Reason.NOT_ANSWERED);
                          reinstate(one.clock());
                        });
              });
    }

    private void waits() {
      if (phase == Phase.GONE) return;
      if (phase == Phase.RESOLVED) reopened();
      phase = Phase.WAITING;
      running.replaceAll(clock -> clock.paused(at));
    }

    private void opened() {
      if (phase == Phase.GONE) return;
      if (phase == Phase.RESOLVED) reopened();
      phase = Phase.OPEN;
      resume();
    }

    private void resolved() {
      if (phase == Phase.RESOLVED || phase == Phase.GONE) return;
      find(ClockKind.RESOLUTION)
          .ifPresent(
              clock -> end(clock, clock.missed() ? Result.LATE : Result.MET, Reason.RESOLVED, at));
      stop(Phase.RESOLVED, Reason.RESOLVED);
      unanswered = null;
    }

    private void stop(Phase phase, Reason reason) {
      this.phase = phase;
      List.copyOf(running).forEach(clock -> end(clock, Result.CANCELLED, reason, at));
    }

    private void restored(Phase then) {
      if (phase != Phase.GONE) return;
      phase = then;
      runOn(Set.of(Reason.TRASHED, Reason.MERGED), (clock, _) -> clock);
      if (then == Phase.WAITING) running.replaceAll(clock -> clock.paused(at));
    }

    /// What is owed to the client was owed all the time; what was thought done was not worked on.
    private void reopened() {
      runOn(
          Set.of(Reason.RESOLVED),
          (clock, stopped) -> clock.kind().response() ? clock : clock.paused(stopped));
      resume();
    }

    /// Clocks that were stopped last for one of these reasons run on.
    private void runOn(Set<Reason> reasons, BiFunction<Clock, Instant, Clock> as) {
      for (var kind : ClockKind.values()) {
        var stopped =
            last(one -> one.kind().excludes(kind) && one.result() != Result.MISSED)
                .filter(one -> one.kind() == kind && reasons.contains(one.reason()));
        if (stopped.isEmpty() || find(kind).isPresent()) continue;
        revoke(stopped.get(), Reason.REOPENED);
        var clock = stopped.get().clock();
        if (kind.response()) unanswered = clock.since();
        reinstate(as.apply(clock, stopped.get().at()));
      }
    }

    private void merged(Clocks other) {
      phase = other.phase.compareTo(phase) < 0 ? other.phase : phase;
      if (phase != Phase.WAITING) resume();
      answered |= other.answered;
      unanswered = earlier(unanswered, other.unanswered);
      asked = earlier(asked, other.asked);
      for (var theirs : other.running) {
        var clock = phase == Phase.WAITING ? theirs : theirs.resumed(at, terms);
        var ours = find(clock.kind());
        if (ours.isPresent() && !dueBefore(clock, ours.get())) continue;
        ours.ifPresent(one -> end(one, Result.CANCELLED, Reason.MERGED, at));
        running.add(clock);
      }
    }

    private static boolean dueBefore(Clock one, Clock other) {
      var mine = one.due();
      var theirs = other.due();
      if (mine != null && theirs != null) return mine.isBefore(theirs);
      return mine != null || theirs == null && one.since().isBefore(other.since());
    }

    private void splitOff(Instant since, @Nullable Instant stayed) {
      unanswered = stayed;
      find(ClockKind.FIRST_RESPONSE)
          .filter(clock -> stayed == null || !clock.since().isBefore(since))
          .ifPresent(clock -> end(clock, Result.CANCELLED, Reason.PARTED, at));
      if (stayed != null) responseIsOwedSince(stayed);
    }

    void partOf(Clocks whole, Instant since, @Nullable Instant unanswered) {
      this.unanswered = unanswered;
      boolean began = whole.asked != null || unanswered != null;
      if (began) asked = whole.asked != null && whole.asked.isAfter(since) ? whole.asked : since;
      for (var clock : whole.running) {
        boolean owed = !clock.kind().response() || unanswered != null;
        if (owed) running.add(later(clock, clock.kind().response() ? unanswered : since));
      }
      if (unanswered != null && phase != Phase.RESOLVED) responseIsOwedSince(unanswered);
    }

    private Clock later(Clock clock, @Nullable Instant since) {
      return since == null || !clock.since().isBefore(since) ? clock : clock.later(since, terms);
    }

    private void retargeted(Terms others) {
      terms = others;
      for (var clock : List.copyOf(running)) {
        var target = terms.target(clock.kind());
        if (target == null) {
          end(clock, Result.CANCELLED, Reason.NO_TARGET, at);
        } else {
          replace(clock, clock.retargeted(at, target, terms));
        }
      }
      if (phase != Phase.OPEN && phase != Phase.WAITING) return;
      if (unanswered != null) {
        lateStart(answered ? ClockKind.NEXT_RESPONSE : ClockKind.FIRST_RESPONSE, unanswered);
      }
      if (answered) lateStart(ClockKind.UPDATE, at);
      if (asked != null) lateStart(ClockKind.RESOLUTION, asked);
    }

    /// What was owed before there was a target: late only by time that passes from now on.
    private void lateStart(ClockKind kind, Instant since) {
      var target = terms.target(kind);
      if (target == null || find(kind).isPresent()) return;
      var clock = Clock.begun(kind, since, target, terms).retargeted(at, target, terms);
      running.add(phase == Phase.WAITING ? clock.paused(at) : clock);
    }

    private void begin(ClockKind kind, @Nullable Instant since) {
      var target = terms.target(kind);
      boolean open = phase == Phase.OPEN || phase == Phase.WAITING;
      if (target == null || since == null || !open || find(kind).isPresent()) return;
      var clock = Clock.begun(kind, since, target, terms);
      running.add(phase == Phase.WAITING ? clock.paused(since) : clock);
    }

    private void resume() {
      running.replaceAll(clock -> clock.resumed(at, terms));
    }

    private void reinstate(Clock clock) {
      var target = terms.target(clock.kind());
      if (target == null) return;
      running.add(target.equals(clock.target()) ? clock : clock.retargeted(at, target, terms));
    }

    private Optional<Clock> find(ClockKind kind) {
      return running.stream().filter(clock -> clock.kind().excludes(kind)).findFirst();
    }

    private void replace(Clock clock, Clock by) {
      running.set(running.indexOf(clock), by);
    }

    private void end(Clock clock, Result result, Reason reason, Instant when) {
      note(clock, result, reason, when);
      running.remove(clock);
    }

    private void note(Clock clock, Result result, Reason reason, Instant when) {
      outcomes.add(
          new Outcome(
              RowIds.next(),
              clock,
              result,
              reason,
              when,
              clock.used(WorkingTime.ALWAYS, when),
              clock.used(terms.hours(), when),
              null));
    }

    private void revoke(Outcome one, Reason reason) {
      outcomes.add(
          new Outcome(
              RowIds.next(),
              one.clock(),
              Result.REVOKED,
              reason,
              at,
              one.wall(),
              one.working(),
              one.id()));
    }

    /// The last one that holds.
    private Optional<Outcome> last(Predicate<Outcome> wanted) {
      var revoked = outcomes.stream().flatMap(one -> Stream.ofNullable(one.revokes())).toList();
      return outcomes.reversed().stream()
          .filter(one -> one.result() != Result.REVOKED && !revoked.contains(one.id()))
          .filter(wanted)
          .findFirst();
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
      if (one == null || other == null) return one == null ? other : one;
      return one.isBefore(other) ? one : other;
    }
  }
}
