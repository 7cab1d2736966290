package dev.decorum.templates;

import java.util.Map;
import java.util.UUID;

/// A module above that hears what clients answer.
public interface Echoes {

  /// By id of the template; only those that were answered.
  Map<UUID, Echo> all();
}
