package dev.decorum.conduct.time;

import dev.decorum.conduct.Commitment.Due;
import dev.decorum.conduct.time.Piece.At;
import dev.decorum.conduct.time.Piece.Clock;
import dev.decorum.conduct.time.Piece.Clocks;
import dev.decorum.conduct.time.Piece.Day;
import dev.decorum.conduct.time.Piece.DayPart;
import dev.decorum.conduct.time.Piece.Days;
import dev.decorum.conduct.time.Piece.Gone;
import dev.decorum.conduct.time.Piece.Part;
import dev.decorum.conduct.time.Piece.Tail;
import dev.decorum.conduct.time.Piece.WeekOf;
import dev.decorum.conduct.time.Piece.Within;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/// A time that a text names, with the words before it that belong to it: `by Friday 3pm`.
public final class Mention {

  /// What the words before a time make of it.
  public enum Lead {
    /// `by`, `on`, or nothing at all.
    DUE,
    /// `for`, `of`, `from`: the time may belong to a noun.
    SOFT,
    BETWEEN,
    /// `until`: how long something is done.
    UNTIL,
    /// `since`, `last`: nothing is due.
    PAST
  }

  private static final int NOON = 720;
  private static final int DAY = 1440;
  private static final int EARLIEST_OPEN = 7 * 60;

  private final ZonedDateTime now;
  private final int from;
  private int to;
  private Lead lead;
  private @Nullable Day day;
  private @Nullable Days days;
  private @Nullable Clock clock;
  private @Nullable Clock clockFrom;
  private @Nullable Part part;
  private @Nullable At at;
  private @Nullable Within within;
  private boolean weekOf;
  private boolean gone;

  Mention(ZonedDateTime now, int from, Lead lead) {
    this.now = now;
    this.from = from;
    this.lead = lead;
    to = from;
  }

  /// The first token.
  public int from() {
    return from;
  }

  /// The token after the last one.
  public int to() {
    return to;
  }

  public Lead lead() {
    return lead;
  }

  /// Whether something can be due then.
  public boolean usable() {
    return !gone && lead != Lead.PAST && !weekOf;
  }

  /// Whether it is counted from the time of sending.
  public boolean relative() {
    return at != null || within != null;
  }

  /// Whether it says a time of day and no day.
  public boolean clockOnly() {
    return (clock != null || part != null) && day == null && days == null && !relative();
  }

  /// Whether it says a day and no time of day.
  public boolean dayOnly() {
    return day != null && clock == null;
  }

  void gone() {
    gone = true;
  }

  void end(int token) {
    to = token;
  }

  /// Takes another piece in, where it goes with what is there.
  boolean add(Piece piece) {
    return switch (piece) {
      case Day next -> addDay(next);
      case Days next -> addDays(next);
      case Clock next -> addClock(null, next);
      case Clocks next -> addClock(next.from(), next.to());
      case DayPart next -> addDay(next.day()) && addPart(next.part());
      case Part next -> addPart(next);
      case At next -> {
        if (!empty()) {
          yield false;
        }
        at = next;
        yield true;
      }
      case Within next -> {
        if (!empty()) {
          yield false;
        }
        within = next;
        yield true;
      }
      case WeekOf _ -> {
        if (weekOf || relative() || clock != null) {
          yield false;
        }
        weekOf = true;
        yield true;
      }
      case Tail _ -> !empty();
      case Gone _ -> {
        if (!empty()) {
          yield false;
        }
        gone = true;
        yield true;
      }
    };
  }

  boolean empty() {
    return day == null
        && days == null
        && clock == null
        && part == null
        && !relative()
        && !weekOf
        && !gone;
  }

  private boolean addPart(Part next) {
    if (part != null || relative() || gone) {
      return false;
    }
    part = next;
    return true;
  }

  private boolean addDay(Day next) {
    if (relative() || gone) {
      return false;
    }
    if (weekOf) {
      weekOf = false;
      return addDays(new Days(next.date(), next.date().with(DayOfWeek.FRIDAY), true));
    }
    if (days != null) {
      if (!days.week() || !next.weekday()) {
        return false;
      }
      day = new Day(days.from().with(next.date().getDayOfWeek()), false, true);
      days = null;
      return true;
    }
    if (day == null
        || day.weekday() && next.exact()
        || !day.exact() && !day.weekday() && next.date().equals(day.date())) {
      day = next;
      return true;
    }
    return day.exact() && next.weekday();
  }

  private boolean addDays(Days next) {
    if (relative() || gone || clock != null) {
      return false;
    }
    if (day != null) {
      if (!day.weekday() || !next.week()) {
        return false;
      }
      day = new Day(next.from().with(day.date().getDayOfWeek()), false, true);
      return true;
    }
    if (days != null) {
      if (!next.week() || days.week()) {
        return false;
      }
      days =
          new Days(
              next.from().with(days.from().getDayOfWeek()),
              next.from().with(days.to().getDayOfWeek()),
              false);
      return true;
    }
    weekOf = false;
    days = next;
    return true;
  }

  private boolean addClock(@Nullable Clock first, Clock last) {
    if (clock != null || at != null || gone || weekOf || days != null) {
      return false;
    }
    if (within != null) {
      day = new Day(within.to(), false, false);
      within = null;
    }
    clockFrom = first;
    clock = last;
    return true;
  }

  /// Takes in the day that a range ends with.
  boolean until(Mention last) {
    if (day == null || last.day == null || relative() || clock != null) {
      return false;
    }
    var end = last.day.date();
    if (end.isBefore(day.date()) && last.day.weekday()) {
      end = end.plusWeeks(1);
    }
    if (end.isBefore(day.date()) && last.day.exact() && !day.weekday()) {
      return false;
    }
    if (end.isBefore(day.date())) {
      // "between Monday and 3 December", written on 1 December
      return false;
    }
    days = new Days(day.date(), end, false);
    day = null;
    return true;
  }

  /// The same time of day on the day that another mention names.
  public Mention on(Mention other) {
    var both = new Mention(now, other.from, lead);
    both.to = to;
    both.day = other.day;
    both.clock = clock;
    both.clockFrom = clockFrom;
    both.part = part == null ? other.part : part;
    return both;
  }

  /// The last day that is named; null where there is none.
  @Nullable LocalDate named() {
    if (day != null) {
      return day.date();
    }
    if (days != null) {
      return days.to();
    }
    if (within != null) {
      return within.to();
    }
    return at == null ? null : at.time().toLocalDate();
  }

  /// By when something is due that is promised for this time.
  public Due due() {
    if (!usable()) {
      return new Due.None();
    }
    if (at != null) {
      return new Due.Minute(at.time());
    }
    if (within != null) {
      return within.from().equals(within.to())
          ? new Due.Day(within.to())
          : new Due.Range(within.from(), within.to());
    }
    if (days != null) {
      return days.from().equals(days.to())
          ? new Due.Day(days.to())
          : new Due.Range(days.from(), days.to());
    }
    if (clock != null) {
      return atClock(clock);
    }
    if (day != null) {
      return new Due.Day(day.date());
    }
    return part == null ? new Due.None() : new Due.Day(dayOf(part));
  }

  private Due atClock(Clock last) {
    var minute = minute(last);
    if (clockFrom != null && minute <= minute(clockFrom) && minute <= NOON) {
      minute += NOON;
    }
    var zone = last.zone() == null ? now.getZone() : last.zone();
    if (day != null) {
      return at(day.date(), minute, zone);
    }
    var today = at(now.withZoneSameInstant(zone).toLocalDate(), minute, zone);
    return today.at().isAfter(now)
        ? today
        : at(now.withZoneSameInstant(zone).toLocalDate().plusDays(1), minute, zone);
  }

  private Due.Minute at(LocalDate date, int minute, ZoneId zone) {
    var days = minute / DAY;
    var time = date.plusDays(days).atTime(minute % DAY / 60, minute % 60).atZone(zone);
    return new Due.Minute(time.withZoneSameInstant(now.getZone()));
  }

  /// Office hours tell which half of the day a bare `3` or `8:30` is in, where no words do.
  private int minute(Clock time) {
    if (!time.open() || time.minute() >= NOON + 60) {
      return time.minute();
    }
    var name = part == null ? "" : part.name();
    var late =
        switch (name) {
          case "morning" -> false;
          case "afternoon", "evening", "night" -> true;
          default -> time.minute() < EARLIEST_OPEN;
        };
    return late && time.minute() < NOON ? time.minute() + NOON : time.minute();
  }

  private LocalDate dayOf(Part alone) {
    var today = now.toLocalDate();
    return switch (alone.name()) {
      case "morning" -> today.plusDays(now.getHour() < 6 ? 0 : 1);
      case "afternoon" -> today.plusDays(now.getHour() < 13 ? 0 : 1);
      case "evening", "night" -> today.plusDays(now.getHour() < 20 ? 0 : 1);
      default -> today;
    };
  }
}
