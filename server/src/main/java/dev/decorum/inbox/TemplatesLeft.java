package dev.decorum.inbox;

import java.util.Set;
import java.util.UUID;

/// A message to a client leaves with words of these templates. Published in the transaction that
/// sends it.
public record TemplatesLeft(InteractionId message, Set<UUID> templates) {

  public TemplatesLeft {
    templates = Set.copyOf(templates);
  }
}
