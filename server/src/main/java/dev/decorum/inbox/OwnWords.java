package dev.decorum.inbox;

import dev.decorum.clients.Channel;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Viewer;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Hears of every message that a member sends and of every call, meeting, visit or public answer
/// that one writes down, in the transaction that keeps it. Modules above implement it.
public interface OwnWords {

  /// What was written.
  ///
  /// @param in the conversation, as it stood before
  /// @param toClient whether the client reads or heard it: not what is passed on to somebody else
  /// @param aside what its writer had set aside in the draft, as [Drafts#dismissed] keeps it
  /// @param draft what it was written in; null: in none that is kept here
  /// @param at when it leaves, or when it was spoken
  record Written(
      InteractionId id,
      Correspondence.Standing in,
      Kind kind,
      Channel channel,
      Viewer by,
      String text,
      boolean toClient,
      Set<String> aside,
      @Nullable DraftId draft,
      Instant at) {

    public Written {
      aside = Set.copyOf(aside);
    }

    public MemberId author() {
      return by.id();
    }
  }

  void written(Written words);

  /// A message was taken back before it left, in the transaction that does it.
  default void takenBack(InteractionId message) {}
}
