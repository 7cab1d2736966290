package dev.decorum.channels.answers;

import java.time.Duration;
import java.time.Instant;

/// When somebody is at work. All that automatic answers know of it, so that a fuller calendar can
/// take its place.
public interface OfficeTime {

  boolean open(Instant at);

  /// The next moment at which somebody is at work: the same one, when that is so now.
  Instant opens(Instant at);

  /// When so much working time has passed.
  Instant after(Instant from, Duration work);
}
