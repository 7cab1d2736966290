package dev.decorum.reports;

import java.util.Locale;

/// What a report counts.
public enum Subject {
  PROMISES,
  FIRST_RESPONSE,
  NEXT_RESPONSE,
  UPDATE,
  RESOLUTION;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Where it is read from: rows `f` that the viewer may see, as `f` has them in all of these.
  String source() {
    return this == PROMISES ? "promises.decided(:viewer)" : "sla.decided(:viewer)";
  }

  /// Which of these rows.
  String condition() {
    return this == PROMISES ? "true" : "f.kind = '" + word() + "'";
  }

  /// Whether the client was told of a new date in time, of a row.
  String renegotiated() {
    return this == PROMISES ? "f.renegotiated" : "false";
  }

  /// The number of a row, for people.
  String number() {
    return this == PROMISES ? "f.no" : "null::bigint";
  }
}
