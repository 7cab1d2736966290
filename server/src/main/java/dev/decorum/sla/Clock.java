package dev.decorum.sla;

import dev.decorum.hours.NoWorkingTime;
import dev.decorum.hours.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A clock towards a target: it runs, rests while we wait for the client, and runs on.
///
/// @param marks when it began to run, was stopped, ran on, and so forth: it runs when their number
///   is odd
/// @param allowed how long it may run in all. That is the target, unless the target was changed
///   while the clock ran: see [#retargeted]
/// @param due when that will be used up; null while it rests. What was missed stays due when it was
/// @param missed whether it was due and nothing had happened
record Clock(
    ClockKind kind,
    List<Instant> marks,
    Target target,
    Duration allowed,
    @Nullable Instant due,
    boolean missed) {

  Clock {
    marks = List.copyOf(marks);
  }

  static Clock begun(ClockKind kind, Instant at, Target target, Terms terms) {
    return new Clock(kind, List.of(at), target, target.length(), null, false).reckoned(terms);
  }

  /// Beginning of what it measures.
  Instant since() {
    return marks.getFirst();
  }

  boolean runs() {
    return marks.size() % 2 == 1;
  }

  Clock paused(Instant at) {
    return runs() ? with(marked(at)).resting() : this;
  }

  Clock resumed(Instant at, Terms terms) {
    return runs() ? this : with(marked(at)).reckoned(terms);
  }

  /// What it measures began earlier than was known.
  Clock sooner(Instant since, Terms terms) {
    var earlier = new ArrayList<>(marks);
    earlier.set(0, since);
    return with(earlier).reckoned(terms);
  }

  /// What it measures began later: what ran before that does not count.
  Clock later(Instant since, Terms terms) {
    int before = (int) marks.stream().filter(mark -> !mark.isAfter(since)).count();
    var rest = new ArrayList<>(List.of(since));
    boolean rested = before % 2 == 0;
    if (rested) rest.add(since);
    rest.addAll(marks.subList(before, marks.size()));
    return with(rest).reckoned(terms);
  }

  /// Another target holds from now on, or other hours do. What has been used stays used.
  ///
  /// Nothing becomes late by that in hindsight: where the new target has passed before it was set,
  /// its time counts from then, though not beyond what was due before. What was missed stays
  /// missed.
  Clock retargeted(Instant at, Target target, Terms terms) {
    var measure = terms.measure(target);
    var length = target.equals(this.target) ? allowed : target.length();
    var plain = new Clock(kind, marks, target, length, null, missed);
    if (missed) return plain.of(allowed, due);
    if (!runs()) return plain.allowing(used(measure, at), left(terms));
    var wanted = plain.reckoned(terms);
    boolean same = due != null && due.equals(wanted.due) && !due.isBefore(at);
    if (same || wanted.due == null || wanted.due.isAfter(at)) return wanted;
    var granted = end(measure, at, length);
    var until = due != null && due.isAfter(at) && due.isBefore(granted) ? due : granted;
    return new Clock(
            kind, marks, target, used(measure, at).plus(measure.between(at, until)), null, false)
        .reckoned(terms);
  }

  private Clock allowing(Duration used, Duration left) {
    if (used.compareTo(allowed) < 0) return this;
    var granted = left.compareTo(allowed) < 0 ? left : allowed;
    return new Clock(kind, marks, target, used.plus(granted), null, false);
  }

  private Duration left(Terms terms) {
    var left = allowed.minus(used(terms.measure(target), marks.getLast()));
    return left.isNegative() ? Duration.ZERO : left;
  }

  Clock asMissed() {
    return new Clock(kind, marks, target, allowed, due, true);
  }

  /// In time, as it turned out.
  Clock notMissed() {
    return new Clock(kind, marks, target, allowed, due, false);
  }

  private Clock of(Duration allowed, @Nullable Instant due) {
    return new Clock(kind, marks, target, allowed, due, missed);
  }

  /// For how long it has run until then.
  Duration used(WorkingTime measure, Instant until) {
    var sum = Duration.ZERO;
    for (int i = 0; i < marks.size(); i += 2) {
      var from = marks.get(i);
      var to = i + 1 < marks.size() && marks.get(i + 1).isBefore(until) ? marks.get(i + 1) : until;
      sum = sum.plus(measure.between(from, to));
    }
    return sum;
  }

  /// Whether its time had passed at this moment. What is done in the very moment is in time.
  boolean passed(Instant at) {
    return !missed && due != null && due.isBefore(at);
  }

  /// When so much of its time will have been used, if nothing stops it: null while it rests.
  @Nullable Instant when(Duration used, Terms terms) {
    if (!runs()) return null;
    var measure = terms.measure(target);
    var begun = marks.getLast();
    var left = used.minus(used(measure, begun));
    return end(measure, begun, left.isNegative() ? Duration.ZERO : left);
  }

  /// So much later, counted as its target is.
  Instant after(Instant from, Duration length, Terms terms) {
    return length.isZero() ? from : end(terms.measure(target), from, length);
  }

  private Clock reckoned(Terms terms) {
    return missed ? this : new Clock(kind, marks, target, allowed, when(allowed, terms), false);
  }

  private Clock resting() {
    return missed ? this : new Clock(kind, marks, target, allowed, null, false);
  }

  private Clock with(List<Instant> marks) {
    return new Clock(kind, marks, target, allowed, due, missed);
  }

  private List<Instant> marked(Instant at) {
    var more = new ArrayList<>(marks);
    more.add(at.isBefore(marks.getLast()) ? marks.getLast() : at);
    return more;
  }

  /// Hours in which nobody works for ten years cannot be chosen; should they become such, time runs
  /// on around the clock: no clock stands still unseen.
  private static Instant end(WorkingTime measure, Instant from, Duration left) {
    try {
      return measure.after(from, left);
    } catch (NoWorkingTime never) {
      return from.plus(left);
    }
  }
}
