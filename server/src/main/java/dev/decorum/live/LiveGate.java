package dev.decorum.live;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/// Decides who may learn that a thing of one topic changed. Without a gate nobody learns of a
/// topic.
public interface LiveGate {

  String topic();

  /// Those of the members who may see the thing at this moment.
  Set<UUID> allowed(Collection<UUID> members, String id);
}
