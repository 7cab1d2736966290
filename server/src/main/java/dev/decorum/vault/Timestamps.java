package dev.decorum.vault;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// The present as PostgreSQL keeps it: in microseconds, as the type that the driver binds to
/// `timestamptz`.
final class Timestamps {

  private Timestamps() {}

  static OffsetDateTime now(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
