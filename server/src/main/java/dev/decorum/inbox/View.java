package dev.decorum.inbox;

import java.util.Locale;

/// The queues a member looks at.
public enum View {
  /// Open and assigned to the viewer.
  MINE,
  /// Open and nobody's.
  UNASSIGNED,
  /// Open, of one of the viewer's teams.
  TEAM,
  /// Everything the viewer may see, in any state.
  ALL,
  SNOOZED,
  /// The viewer has written in it.
  SENT,
  /// A colleague has named the viewer in a note.
  MENTIONS,
  /// The viewer is asked to read a reply before it goes, or has an answer to that.
  LOOKS,
  TRASH;

  /// The word in addresses of pages.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The view of this word.
  ///
  /// @throws IllegalArgumentException when there is none
  public static View of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
