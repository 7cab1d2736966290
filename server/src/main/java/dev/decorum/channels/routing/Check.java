package dev.decorum.channels.routing;

import java.util.Locale;

/// How one thing that a rule asks for was found.
///
/// @param found what fits, as it stands in the rule; empty when nothing does
public record Check(About about, boolean fits, String found) {

  /// What a rule can ask for.
  public enum About {
    MAILBOX,
    SENDER,
    SUBJECT,
    TEXT,
    LANGUAGE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
