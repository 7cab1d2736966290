package dev.decorum.coaching.web;

import dev.decorum.coaching.CoachingSettings.Decided;
import dev.decorum.coaching.Figures.Used;
import java.util.List;

/// What the organisation has decided, and which rules its members set aside.
public record SettingsPage(Decided decided, List<Used> aside) {

  public SettingsPage {
    aside = List.copyOf(aside);
  }
}
