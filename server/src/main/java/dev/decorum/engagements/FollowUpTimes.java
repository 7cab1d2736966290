package dev.decorum.engagements;

import dev.decorum.hours.NoWorkingTime;
import dev.decorum.hours.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/// When follow-ups begin and when they are due, by the hours in which the organisation works.
///
/// Where nobody works for years they go by the clock: better too early than never.
///
/// @param zone whose days are counted
record FollowUpTimes(WorkingTime hours, ZoneId zone) {

  /// A summary is due when so much working time has passed.
  Instant after(Instant from, Duration work) {
    try {
      return hours.after(from, work);
    } catch (NoWorkingTime nobody) {
      return WorkingTime.ALWAYS.after(from, work);
    }
  }

  /// The beginning of the so-manieth working day after this moment. Asked on a Friday, the first is
  /// Monday, at the hour at which work begins.
  Instant workingDays(Instant from, int days) {
    var at = from;
    for (int i = 0; i < days; i++) at = opens(day(at).plusDays(1));
    return at;
  }

  /// When work begins on this day; if nobody works then, on the next one on which somebody does.
  Instant opens(LocalDate day) {
    var midnight = day.atStartOfDay(zone).toInstant();
    try {
      return hours.opens(midnight);
    } catch (NoWorkingTime nobody) {
      return midnight;
    }
  }

  boolean workedOn(LocalDate day) {
    return day(opens(day)).equals(day);
  }

  /// The last second of the day: what opens on it is due in the course of it.
  Instant endOfDay(Instant at) {
    return day(at).plusDays(1).atStartOfDay(zone).toInstant().minus(1, ChronoUnit.SECONDS);
  }

  LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, zone);
  }
}
