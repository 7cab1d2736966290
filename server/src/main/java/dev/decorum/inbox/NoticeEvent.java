package dev.decorum.inbox;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What a member is told of.
public enum NoticeEvent {
  /// A colleague gave them a conversation.
  ASSIGNED(true),
  /// A client wrote in a conversation of theirs.
  WROTE(false),
  /// A colleague named them in a note.
  MENTIONED(true),
  /// A colleague asked them to read a reply.
  ASKED(true),
  /// A colleague answered what they had asked: about a reply, or in a note.
  ANSWERED(true),
  /// A message in a conversation of theirs did not arrive.
  FAILED(true),
  /// An answer in a conversation of theirs is due before long.
  DUE_SOON(false),
  /// An answer in a conversation of theirs is due, or was.
  OVERDUE(true),
  /// A conversation that is not theirs waits too long: they are asked to help.
  ESCALATED(true),
  /// Something they promised in a conversation is overdue.
  PROMISE_OVERDUE(true),
  /// Something was promised in a conversation of their team, and whoever had it is gone.
  PROMISE_ORPHANED(true),
  /// The time has come to get in touch with a client again.
  FOLLOW_UP(false),
  /// They tried whether notices come.
  TEST(true);

  private final boolean usuallyMailed;

  NoticeEvent(boolean usuallyMailed) {
    this.usuallyMailed = usuallyMailed;
  }

  /// Those one can choose.
  public static List<NoticeEvent> choices() {
    return Arrays.stream(values()).filter(event -> event != TEST).toList();
  }

  boolean usuallyMailed() {
    return usuallyMailed;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException when there is none of this word
  static NoticeEvent of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
