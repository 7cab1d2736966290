package dev.decorum.audit;

import dev.decorum.vault.RowIds;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The tamper-evident log of who changed and who read what.
///
/// Entries hold ids and states, never personal data: they outlive an erasure.
@Service
public class Audit {

  private static final ScopedValue<Boolean> AHEAD = ScopedValue.newInstance();

  private final Entries entries;
  private final Readings readings;
  private final Verifier verifier;
  private final Clock clock;

  Audit(Entries entries, Readings readings, Verifier verifier, Clock clock) {
    this.entries = entries;
    this.readings = readings;
    this.verifier = verifier;
    this.clock = clock;
  }

  /// Records a change in the transaction that makes it: both happen or neither.
  ///
  /// @param action `what.happened`, as in `conversation.assigned`
  /// @param facts ids and states only
  @Transactional
  public void changed(
      Actor actor, String action, String kind, UUID object, Map<String, String> facts) {
    entries.add(
        List.of(
            new AuditEntry(
                RowIds.next(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                actor,
                action,
                kind,
                object,
                facts)));
  }

  /// Records changes of many objects with one statement, in the transaction that makes them.
  @Transactional
  public void changed(Actor actor, String kind, List<AuditedChange> changes) {
    var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    entries.add(
        changes.stream()
            .map(
                change ->
                    new AuditEntry(
                        RowIds.next(),
                        at,
                        actor,
                        change.action(),
                        kind,
                        change.object(),
                        change.facts()))
            .toList());
  }

  /// Records that somebody was shown an object. Written within a second, together with others.
  public void read(Actor actor, String kind, UUID object) {
    var action = AHEAD.isBound() ? AuditEntry.FETCHED_AHEAD : AuditEntry.READ;
    readings.add(actor, action, kind, object);
  }

  /// Gathers a page for a browser that may show it soon, or never: what is read for it counts as
  /// fetched ahead until somebody says that it is shown. Nothing leaves without an entry.
  public static <T> T ahead(Supplier<T> page) {
    return ScopedValue.where(AHEAD, Boolean.TRUE).call(page::get);
  }

  /// Entries that match, newest first.
  ///
  /// @param after the cursor of the page before; null: from the newest on
  @Transactional(readOnly = true)
  public AuditPage search(AuditFilter filter, AuditPage.@Nullable Cursor after, int limit) {
    var found = entries.find(filter, after, limit + 1);
    if (found.size() <= limit) return new AuditPage(found, null);
    var page = found.subList(0, limit);
    return new AuditPage(page, new AuditPage.Cursor(page.getLast().at(), page.getLast().id()));
  }

  /// Checks every entry against the chain. Takes about a minute for some million entries and little
  /// memory for any number.
  public AuditVerification verify() {
    return verifier.verify();
  }
}
