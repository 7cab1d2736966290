package dev.decorum.inbox;

import dev.decorum.staff.Viewer;

/// Keeps the mail of a sender out of conversations. A module above does it.
public interface SenderBlock {

  /// @throws dev.decorum.web.Refusal when this sender cannot be blocked
  void block(Viewer viewer, String address);
}
