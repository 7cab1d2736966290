package dev.decorum.inbox;

import dev.decorum.web.BadRequest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A place in a list that is ordered by a time and then by id.
///
/// @param at null stands for infinity
record Position(@Nullable Instant at, UUID id) {

  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  /// @throws BadRequest when it is not a place that a list has given out
  static @Nullable Position of(@Nullable Cursor cursor) {
    if (cursor == null) return null;
    var values = dev.decorum.web.Cursor.parse(cursor.text());
    var at = values.instant(0);
    if (at.isBefore(FIRST) || at.isAfter(LAST)) throw new BadRequest("cursor.invalid");
    return new Position(at.equals(LAST) ? null : at, values.uuid(1));
  }

  Cursor cursor() {
    return new Cursor(dev.decorum.web.Cursor.of(at == null ? LAST : at, id).toString());
  }

  /// The time as PostgreSQL reads it.
  String text() {
    return at == null ? "infinity" : at.toString();
  }
}
