package dev.decorum.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/// The clock of everybody. While a story is told, it shows the time of the story, to those who tell
/// it alone; so what happened last week is written down as of last week by the same doors that
/// would have written it then.
final class StoryClock extends Clock {

  private static final ScopedValue<Instant> THEN = ScopedValue.newInstance();

  private final Clock real;

  StoryClock(Clock real) {
    this.real = real;
  }

  /// Does something at another time.
  void at(Instant time, Runnable deed) {
    ScopedValue.where(THEN, time).run(deed);
  }

  @Override
  public Instant instant() {
    return THEN.isBound() ? THEN.get() : real.instant();
  }

  @Override
  public ZoneId getZone() {
    return real.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new StoryClock(real.withZone(zone));
  }
}
