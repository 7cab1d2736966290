package dev.decorum.audit;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// One line of the log: who did what to which object, and when.
public record AuditEntry(
    UUID id,
    Instant at,
    Actor actor,
    String action,
    String kind,
    UUID object,
    SortedMap<String, String> facts) {

  /// The action of an entry that records a reading.
  public static final String READ = "read";

  public AuditEntry(
      UUID id,
      Instant at,
      Actor actor,
      String action,
      String kind,
      UUID object,
      Map<String, String> facts) {
    this(id, at, actor, action, kind, object, (SortedMap<String, String>) new TreeMap<>(facts));
  }
}
