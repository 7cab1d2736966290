package dev.decorum.hours;

import dev.decorum.staff.MemberId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

/// A time in which a member is not at work. Why is nobody's business, and not kept.
///
/// It is kept as the clocks of a place show it: what becomes of those clocks until then moves it
/// along.
///
/// @param no the number people see
/// @param from the first moment away
/// @param to when they are back
public record Absence(long no, MemberId member, LocalDateTime from, LocalDateTime to, ZoneId zone) {

  public Absence {
    if (!from.isBefore(to)) throw new IllegalArgumentException("over before it begins");
  }

  public Instant begins() {
    return from.atZone(zone).toInstant();
  }

  /// When they are back.
  public Instant ends() {
    return to.atZone(zone).toInstant();
  }

  public boolean covers(Instant at) {
    return !at.isBefore(begins()) && at.isBefore(ends());
  }

  /// Whether it lasts from midnight to midnight.
  public boolean wholeDays() {
    return from.toLocalTime().equals(LocalTime.MIDNIGHT)
        && to.toLocalTime().equals(LocalTime.MIDNIGHT);
  }

  /// The last day of which they are away, if only for part of it.
  public LocalDate lastDay() {
    return to.minusNanos(1).toLocalDate();
  }

  boolean overlaps(Absence other) {
    return begins().isBefore(other.ends()) && other.begins().isBefore(ends());
  }
}
