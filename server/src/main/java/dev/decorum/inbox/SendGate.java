package dev.decorum.inbox;

import dev.decorum.staff.Viewer;
import org.jspecify.annotations.Nullable;

/// Stands at the door through which every message of a member leaves: written on a page, by the
/// API, for later or to many. Modules above implement it.
public interface SendGate {

  /// A message that is about to leave, in the transaction that sends it.
  ///
  /// @param in the conversation it is sent in
  /// @param subject of a first message; null: an answer, whose subject is the conversation's
  record Leaving(
      Viewer author, Correspondence.Standing in, @Nullable String subject, String text) {}

  /// @throws SendRefused when it must not leave as it is. Nothing is sent, and nothing is lost.
  void check(Leaving message);
}
