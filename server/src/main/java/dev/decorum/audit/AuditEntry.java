package dev.decorum.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// One line of the log: who did what to which object, and when.
///
/// @param facts ids and states, sorted by name
public record AuditEntry(
    UUID id,
    Instant at,
    Actor actor,
    String action,
    String kind,
    UUID object,
    Map<String, String> facts) {

  /// The action of an entry that records a reading.
  public static final String READ = "read";

  /// The action of an entry that records what a browser fetched before anybody asked for it.
  public static final String FETCHED_AHEAD = "fetched_ahead";

  public AuditEntry {
    facts = Collections.unmodifiableMap(new TreeMap<>(facts));
  }
}
