package dev.decorum.inbox;

import dev.decorum.staff.MemberId;
import dev.decorum.staff.TeamId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One thing a member changes about a conversation.
public sealed interface Change {

  /// To open, waiting or resolved. To snooze, say until when.
  record ToStatus(Status status) implements Change {

    public ToStatus {
      if (status == Status.SNOOZED) {
        throw new IllegalArgumentException("Snoozing needs a time");
      }
    }
  }

  record Snooze(Instant until) implements Change {}

  /// @param member null: nobody
  record Assign(@Nullable MemberId member) implements Change {}

  /// The viewer takes it, unless a colleague was faster.
  record Take() implements Change {}

  /// @param team null: everybody
  record MoveTo(@Nullable TeamId team) implements Change {}

  record Prioritise(Priority priority) implements Change {}

  /// These tags and no others.
  record Tag(Set<String> tags) implements Change {

    public Tag {
      tags = Set.copyOf(tags);
    }
  }

  /// These tags besides those it has.
  record AddTags(Set<String> tags) implements Change {

    public AddTags {
      tags = Set.copyOf(tags);
    }
  }

  record RemoveTags(Set<String> tags) implements Change {

    public RemoveTags {
      tags = Set.copyOf(tags);
    }
  }

  /// Into the trash.
  ///
  /// @param spam whether nobody asked for it
  record Trash(boolean spam) implements Change {}

  record Rename(String subject) implements Change {}
}
