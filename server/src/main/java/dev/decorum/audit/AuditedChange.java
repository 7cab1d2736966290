package dev.decorum.audit;

import java.util.Map;
import java.util.UUID;

/// One of many changes that are recorded together.
///
/// @param action `what.happened`
/// @param facts ids and states only
public record AuditedChange(String action, UUID object, Map<String, String> facts) {

  public AuditedChange {
    facts = Map.copyOf(facts);
  }
}
