package dev.decorum.inbox;

import dev.decorum.staff.MemberId;
import dev.decorum.staff.TeamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Something that happened to a conversation itself.
///
/// @param member whom it was assigned to
/// @param team whom it went to; null with `MOVED`: everybody
/// @param tags what it is tagged with now
/// @param until when it wakes
/// @param detail with `PRIORITISED` the word of the priority, with `ROUTED` names of rules, of what
///   was answered automatically its text, with `COMPLAINED` the address
public record Happening(
    What what,
    @Nullable MemberId member,
    @Nullable TeamId team,
    List<String> tags,
    @Nullable Instant until,
    @Nullable String detail) {

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
    PRIORITISED,
    /// Rules sent it to its team, tagged it, or gave it its priority.
    ROUTED,
    /// A message of ours that was to leave later stays, because the client wrote.
    HELD_BACK,
    RENAMED,
    /// The client was told automatically that their message has come.
    ACKNOWLEDGED,
    /// The client was told automatically that nobody is at work.
    TOLD_AWAY,
    /// Nothing was answered automatically, since they have been told so often today.
    LEFT_UNANSWERED,
    /// Somebody called a message of ours spam.
    COMPLAINED,
    /// Another conversation went up in it, or was parted from it again; its number is the detail.
    MERGED,
    PARTED,
    /// What was said from a message on became a conversation of its own; its number is the detail.
    SPLIT_OFF,
    /// It began as a part of another one; its number is the detail.
    SPLIT_FROM,
    TRASHED,
    RESTORED;

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

  static Happening of(What what) {
    return new Happening(what, null, null, List.of(), null, null);
  }

  static Happening routed(List<String> rules) {
    return of(What.ROUTED, String.join(", ", rules));
  }

  public static Happening of(What what, String detail) {
    return new Happening(what, null, null, List.of(), null, detail);
  }

  /// What happened to a conversation between two states of it.
  ///
  /// @param opening what it is called when it becomes open: that depends on who opens it
  static List<Happening> between(Conversation before, Conversation after, What opening) {
    var happenings = new ArrayList<Happening>();
    if (before.deletedAt() == null && after.deletedAt() != null) happenings.add(of(What.TRASHED));
    if (before.deletedAt() != null && after.deletedAt() == null) happenings.add(of(What.RESTORED));
    if (!Objects.equals(before.team(), after.team())) {
      happenings.add(new Happening(What.MOVED, null, after.team(), List.of(), null, null));
    }
    if (!Objects.equals(before.assignee(), after.assignee())) {
      var what = after.assignee() == null ? What.UNASSIGNED : What.ASSIGNED;
      happenings.add(new Happening(what, after.assignee(), null, List.of(), null, null));
    }
    if (!before.tags().equals(after.tags())) {
      happenings.add(new Happening(What.TAGGED, null, null, after.tags(), null, null));
    }
    if (before.priority() != after.priority()) {
      happenings.add(of(What.PRIORITISED, after.priority().word()));
    }
    if (!before.subject().equals(after.subject())) happenings.add(of(What.RENAMED));
    var until = after.standing().snoozedUntil();
    if (before.standing().status() != after.standing().status()
        || !Objects.equals(before.standing().snoozedUntil(), until)) {
      var what =
          switch (after.standing().status()) {
            case OPEN -> opening;
            case WAITING -> What.WAITING;
            case SNOOZED -> What.SNOOZED;
            case RESOLVED -> What.RESOLVED;
          };
      happenings.add(new Happening(what, null, null, List.of(), until, null));
    }
    return happenings;
  }
}
