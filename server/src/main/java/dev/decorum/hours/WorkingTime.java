package dev.decorum.hours;

import java.time.Duration;
import java.time.Instant;

/// When somebody is at work, and sums with that time.
///
/// A stretch of work has its beginning and lacks its end: who works until 17:30 does not work at
/// 17:30:00. A sum that uses up a stretch exactly ends at its end all the same, and not when the
/// next one begins: what is due after the last minute of Friday is due on Friday.
public interface WorkingTime {

  /// Around the clock.
  WorkingTime ALWAYS =
      new WorkingTime() {
        @Override
        public boolean open(Instant at) {
          return true;
        }

        @Override
        public Instant opens(Instant at) {
          return at;
        }

        @Override
        public Instant after(Instant from, Duration work) {
          if (work.isNegative()) throw new IllegalArgumentException("negative working time");
          return from.plus(work);
        }

        @Override
        public Duration between(Instant from, Instant to) {
          return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
        }
      };

  boolean open(Instant at);

  /// The next moment at which somebody is at work: the same one, when that is so now.
  ///
  /// @throws NoWorkingTime when nobody works within ten years
  Instant opens(Instant at);

  /// The moment at which so much working time has passed.
  ///
  /// @param work not negative; nothing means the next moment at which somebody is at work
  /// @throws NoWorkingTime when nobody works for ten years before so much has passed
  Instant after(Instant from, Duration work);

  /// The working time between two moments; none when the second is not after the first.
  Duration between(Instant from, Instant to);
}
