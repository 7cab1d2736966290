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
