package dev.decorum.promises;

import dev.decorum.hours.Away;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// By when a promise is meant to be kept, and what the client knows of that.
///
/// Two dates are kept apart: by when it is meant to be kept (`due`), and by when the client counts
/// on it (`knownUntil`). They are the same until somebody moves the date and does not say so. It is
/// the client's that decides what is overdue and what was late: who moves a date in silence has
/// moved nothing.
///
/// @param zone whose days dates count in
/// @param knownUntil null: the client was told no time
/// @param renegotiated whether the client heard of a new date before the old one had passed
/// @param late whether the client heard of one only afterwards
record Agreed(
    Due due, ZoneId zone, @Nullable Instant knownUntil, boolean renegotiated, boolean late) {

  /// As it was said.
  static Agreed on(Due due, ZoneId zone) {
    return new Agreed(due, zone, due.ends(zone), false, false);
  }

  /// It is to be kept at another time.
  ///
  /// @param told whether the client knows
  Agreed moved(Due to, boolean told, Instant now) {
    var ends = to.ends(zone);
    boolean inTime = !overdue(now);
    // Where nobody counted on a time, or it is the one they know, nothing is agreed anew.
    boolean first = knownUntil == null;
    boolean other = !first && !Objects.equals(ends, knownUntil);
    return new Agreed(
        to,
        zone,
        told || first ? ends : knownUntil,
        renegotiated || told && inTime && other,
        late || told && !inTime);
  }

  boolean overdue(Instant at) {
    return knownUntil != null && !at.isBefore(knownUntil);
  }

  /// Whether the day has come on which it has to be kept.
  boolean begun(Instant now) {
    var begins = due.begins(zone);
    return begins != null && !now.isBefore(begins);
  }

  /// Whether somebody who is away like this cannot keep it: at its very moment, or all the days on
  /// which it may be kept.
  boolean within(Away absence) {
    var ends = due.ends(zone);
    if (ends == null) return false;
    if (due instanceof Due.Minute) {
      return absence.from().isBefore(ends) && ends.isBefore(absence.until());
    }
    var begins = Objects.requireNonNull(due.begins(zone));
    return !absence.from().isAfter(begins) && !ends.isAfter(absence.until());
  }

  /// Whether the date was moved back and the client does not know.
  boolean clientExpectsItEarlier() {
    var ends = due.ends(zone);
    return knownUntil != null && ends != null && knownUntil.isBefore(ends);
  }

  /// When time will change something about it next; null: never.
  @Nullable Instant next(Instant now) {
    return Stream.concat(Stream.ofNullable(due.begins(zone)), Stream.ofNullable(knownUntil))
        .filter(now::isBefore)
        .min(Instant::compareTo)
        .orElse(null);
  }
}
