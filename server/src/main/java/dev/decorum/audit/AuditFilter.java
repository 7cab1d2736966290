package dev.decorum.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which entries are asked for; null: no matter.
///
/// @param action `conversation.assigned` exactly, or all of `conversation.` when it ends with a dot
/// @param from the first moment
/// @param to the moment after the last
public record AuditFilter(
    @Nullable UUID actor,
    @Nullable String action,
    @Nullable UUID object,
    @Nullable Instant from,
    @Nullable Instant to) {

  public static AuditFilter everything() {
    return new AuditFilter(null, null, null, null, null);
  }
}
