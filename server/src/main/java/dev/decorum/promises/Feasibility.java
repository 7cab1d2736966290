package dev.decorum.promises;

import dev.decorum.hours.Away;
import dev.decorum.hours.WorkingTime;
import dev.decorum.promises.AgreedTerms.Terms;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether somebody can keep what they are about to promise, as far as that can be told from their
/// hours, their absences, what else is due, and how long such promises took them before.
///
/// It needs neither database nor today's date.
///
/// @param zone whose days dates count in
/// @param hours when the organisation works
/// @param away when they are not there, in order
/// @param due when their other promises are due
/// @param kept what became of earlier ones; empty where that is nobody's business
/// @param agreed with the client; null: nothing is
/// @param most how many promises a day are meant to be the most, where there is too little to go by
record Feasibility(
    Instant now,
    ZoneId zone,
    WorkingTime hours,
    List<Away> away,
    List<Instant> due,
    List<Kept> kept,
    @Nullable Terms agreed,
    int most) {

  /// So many kept promises are needed to say how long they took.
  static final int LEAST_KEPT = 10;

  /// So many days with promises kept are needed to say how many a day can have.
  static final int LEAST_DAYS = 10;

  private static final int DAYS_AHEAD = 21;
  private static final int HALF = 50;
  private static final int NEARLY_ALL = 90;

  Feasibility {
    away = List.copyOf(away);
    due = List.copyOf(due);
    kept = List.copyOf(kept);
  }

  /// A promise that was kept.
  ///
  /// @param given how much working time there was from giving it to when it was due
  /// @param took how much went by until it was kept
  record Kept(Instant at, Duration given, Duration took) {}

  Advice of(Due by) {
    var doubts = doubts(by);
    return doubts.isEmpty() ? Advice.NONE : new Advice(doubts, better(by));
  }

  private List<Doubt> doubts(Due by) {
    var ends = by.ends(zone);
    if (ends == null || !ends.isAfter(now)) return List.of();
    var doubts = new ArrayList<Doubt>();
    if (!worked(hours, by, ends)) {
      doubts.add(new Doubt.OutsideHours(hours.opens(ends)));
    } else {
      if (agreed != null && !worked(agreed.hours(), by, ends)) {
        doubts.add(new Doubt.OutsideAgreed(agreed.hours().opens(ends)));
      }
      var back = awayUntil(by, ends);
      if (back != null) doubts.add(new Doubt.OwnerAway(back));
    }
    var full = full(lastDay(by, ends));
    if (full != null) doubts.add(full);
    var shorter = shorterThanAgreed(ends);
    if (shorter != null) doubts.add(shorter);
    var soon = tooSoon(ends);
    if (soon != null) doubts.add(soon);
    return doubts;
  }

  /// Whether somebody works in the time in which it is to be kept. What is due when work ends is
  /// due in working time.
  private boolean worked(WorkingTime hours, Due by, Instant ends) {
    if (by instanceof Due.Minute) {
      return hours.open(ends) || hours.between(ends.minusSeconds(60), ends).isPositive();
    }
    return hours.between(begins(by), ends).isPositive();
  }

  private Doubt.@Nullable ShorterThanAgreed shorterThanAgreed(Instant ends) {
    var shortest = agreed == null ? null : agreed.shortest();
    if (agreed == null || shortest == null) return null;
    var left = agreed.hours().between(now, ends);
    return left.compareTo(shortest) < 0 ? new Doubt.ShorterThanAgreed(left, shortest) : null;
  }

  private Instant begins(Due by) {
    var begins = by.begins(zone);
    return begins == null || begins.isBefore(now) ? now : begins;
  }

  /// When they are back, if they are away when it is to be kept, or all the time until then.
  private @Nullable Instant awayUntil(Due by, Instant ends) {
    for (var one : away) {
      boolean then =
          by instanceof Due.Minute
              ? one.from().isBefore(ends) && ends.isBefore(one.until())
              : !left(begins(by), ends).isPositive() && overlaps(one, begins(by), ends);
      if (then) return one.until();
    }
    if (left(now, ends).isPositive() || !hours.between(now, ends).isPositive()) return null;
    return away.stream()
        .filter(one -> overlaps(one, now, ends))
        .map(Away::until)
        .max(Instant::compareTo)
        .orElse(null);
  }

  private static boolean overlaps(Away one, Instant from, Instant to) {
    return one.from().isBefore(to) && from.isBefore(one.until());
  }

  /// Working time between two moments in which they are there.
  private Duration left(Instant from, Instant to) {
    var left = hours.between(from, to);
    for (var one : away) {
      left = left.minus(hours.between(later(from, one.from()), earlier(to, one.until())));
    }
    return left;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private LocalDate lastDay(Due by, Instant ends) {
    return LocalDate.ofInstant(by instanceof Due.Minute ? ends : ends.minusSeconds(1), zone);
  }

  private Doubt.@Nullable FullDay full(LocalDate day) {
    int others = (int) due.stream().filter(at -> LocalDate.ofInstant(at, zone).equals(day)).count();
    if (others == 0) return null;
    var days = keptADay();
    boolean own = days.size() >= LEAST_DAYS;
    int enough = own ? percentile(days, NEARLY_ALL) : most;
    return others >= enough ? new Doubt.FullDay(others, enough, own) : null;
  }

  /// How many they kept on each day on which they kept any.
  private List<Integer> keptADay() {
    var days = new HashMap<LocalDate, Integer>();
    kept.forEach(one -> days.merge(LocalDate.ofInstant(one.at(), zone), 1, Integer::sum));
    return List.copyOf(days.values());
  }

  private Doubt.@Nullable TooSoon tooSoon(Instant ends) {
    var left = left(now, ends);
    var took =
        kept.stream().filter(one -> one.given().compareTo(left) <= 0).map(Kept::took).toList();
    if (took.size() < LEAST_KEPT) return null;
    var ninety = percentile(took, NEARLY_ALL);
    return ninety.compareTo(left) > 0
        ? new Doubt.TooSoon(left, percentile(took, HALF), ninety, took.size())
        : null;
  }

  /// The smallest of these that so many of a hundred do not exceed.
  private static <T extends Comparable<? super T>> T percentile(List<T> all, int percent) {
    var sorted = all.stream().sorted().toList();
    return sorted.get((sorted.size() * percent + 99) / 100 - 1);
  }

  /// The next time that nothing speaks against: on a later day at the same hour, or the next moment
  /// of work.
  private @Nullable Due better(Due by) {
    var ends = by.ends(zone);
    if (ends == null) return null;
    var day = lastDay(by, ends);
    if (by instanceof Due.Minute) {
      var opens = new Due.Minute(hours.opens(ends));
      if (!opens.equals(by) && doubts(opens).isEmpty()) return opens;
    }
    for (int i = 1; i <= DAYS_AHEAD; i++) {
      var later = on(by, day.plusDays(i));
      if (doubts(later).isEmpty()) return later;
    }
    return null;
  }

  private Due on(Due by, LocalDate day) {
    return by instanceof Due.Minute(var at)
        ? new Due.Minute(day.atTime(at.atZone(zone).toLocalTime()).atZone(zone).toInstant())
        : new Due.Day(day);
  }
}
