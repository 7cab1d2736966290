package dev.decorum.vault;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Makes the id of every row: UUID version 7 (RFC 9562), so that rows made one after the other lie
/// side by side in an index.
///
/// Ids of one node rise strictly, also within a millisecond and when the clock steps back. They are
/// not secret: 62 random bits keep them apart, no more.
public final class RowIds {

  private static final SecureRandom RANDOM = new SecureRandom();

  /// Milliseconds since the epoch in the upper 48 of 60 bits, 1/4096 of one in the lower 12.
  private static final AtomicLong LAST = new AtomicLong();

  private RowIds() {}

  public static UUID next() {
    long now = System.currentTimeMillis() << 12;
    long ticks = LAST.accumulateAndGet(now, (last, time) -> Math.max(last + 1, time));
    long most = (ticks >>> 12 << 16) | 0x7000 | (ticks & 0xfff);
    long least = (RANDOM.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
    return new UUID(most, least);
  }
}
