package dev.decorum.assistant;

import java.util.Locale;

/// What the assistant may be asked for.
public enum Use {
  REWORD,
  SUMMARISE;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
