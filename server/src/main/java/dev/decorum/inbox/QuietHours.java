package dev.decorum.inbox;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/// When a member is left in peace, every day. They may reach over midnight.
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {

  public boolean at(Instant now) {
    LocalTime there = LocalTime.ofInstant(now, zone);
    return from.isBefore(to)
        ? !there.isBefore(from) && there.isBefore(to)
        : !there.isBefore(from) || there.isBefore(to);
  }
}
