package dev.decorum.inbox;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A place in a list that is ordered by a time and then by id.
///
/// @param at null stands for infinity
record Position(@Nullable Instant at, UUID id) {

  private static final int BYTES = 3 * Long.BYTES;
  private static final long LAST =
      ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59Z"));

  static @Nullable Position of(@Nullable Cursor cursor) {
    if (cursor == null) return null;
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor.text()));
      if (bytes.remaining() != BYTES) throw new BadCursor();
      long micros = bytes.getLong();
      if (micros != Long.MAX_VALUE && (micros < 0 || micros > LAST)) throw new BadCursor();
      var at = micros == Long.MAX_VALUE ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
      return new Position(at, new UUID(bytes.getLong(), bytes.getLong()));
    } catch (IllegalArgumentException _) {
      throw new BadCursor();
    }
  }

  Cursor cursor() {
    long micros = at == null ? Long.MAX_VALUE : ChronoUnit.MICROS.between(Instant.EPOCH, at);
    var bytes =
        ByteBuffer.allocate(BYTES)
            .putLong(micros)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits());
    return new Cursor(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array()));
  }

  /// The time as PostgreSQL reads it.
  String text() {
    return at == null ? "infinity" : at.toString();
  }
}
