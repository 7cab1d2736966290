package dev.decorum.inbox;

import dev.decorum.staff.MemberId;
import dev.decorum.staff.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something that happened to a conversation itself.
///
/// @param member whom it was assigned to
/// @param team whom it went to; null with `MOVED`: everybody
/// @param tags what it is tagged with now
/// @param until when it wakes
public record Happening(
    What what,
    @Nullable MemberId member,
    @Nullable TeamId team,
    List<String> tags,
    @Nullable Instant until) {

  /// The kinds of event.
  public enum What {
    ASSIGNED,
    UNASSIGNED,
    MOVED,
    OPENED,
    /// Opened again, because the client wrote.
    REOPENED,
    WAITING,
    SNOOZED,
    WOKEN,
    RESOLVED,
    TAGGED,
    RENAMED,
    TRASHED,
    RESTORED,
    /// Given to another client's record, by a merge.
    REASSIGNED_CLIENT;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static What of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  public Happening {
    tags = List.copyOf(tags);
  }
}
