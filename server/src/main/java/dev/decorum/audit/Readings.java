package dev.decorum.audit;

import dev.decorum.vault.RowIds;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Collects who read what and writes it down twice a second. The same reading within one batch is
/// one entry.
@Component
class Readings {

  private static final Logger log = LoggerFactory.getLogger(Readings.class);

  /// When so many wait, the database has been away for long: who reads next has to wait for it.
  private static final int MOST_WAITING = 20_000;

  private final Entries entries;
  private final Clock clock;
  private Map<Reading, AuditEntry> waiting = new LinkedHashMap<>();

  Readings(Entries entries, Clock clock) {
    this.entries = entries;
    this.clock = clock;
  }

  void add(Actor actor, String action, String kind, UUID object) {
    boolean full;
    synchronized (this) {
      waiting.computeIfAbsent(
          new Reading(actor, action, kind, object),
          _ ->
              new AuditEntry(
                  RowIds.next(),
                  clock.instant().truncatedTo(ChronoUnit.MICROS),
                  actor,
                  action,
                  kind,
                  object,
                  Map.of()));
      full = waiting.size() >= MOST_WAITING;
    }
    if (full) write();
  }

  @Scheduled(fixedDelay = 500)
  void flush() {
    try {
      write();
    } catch (DataAccessException | TransactionException e) {
      log.warn(
          "Readings could not be written to the audit log yet: {}", e.getClass().getSimpleName());
    }
  }

  @PreDestroy
  void close() {
    flush();
  }

  private void write() {
    List<AuditEntry> batch;
    synchronized (this) {
      if (waiting.isEmpty()) return;
      batch = List.copyOf(waiting.values());
      waiting = new LinkedHashMap<>();
    }
    try {
      entries.add(batch);
    } catch (DataAccessException | TransactionException e) {
      synchronized (this) {
        for (var entry : batch) {
          waiting.putIfAbsent(
              new Reading(entry.actor(), entry.action(), entry.kind(), entry.object()), entry);
        }
      }
      throw e;
    }
  }

  private record Reading(Actor actor, String action, String kind, UUID object) {}
}
