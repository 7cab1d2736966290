package dev.decorum.promises;

import java.util.Locale;

/// Whose promises somebody looks at.
public enum Whose {
  ME,
  /// Those of all members of one's teams, and those that nobody has.
  TEAM,
  /// All that one may see.
  ALL;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
