package dev.decorum.engagements.web;

import dev.decorum.web.FormErrors;
import java.util.List;

/// What the organisation has decided about follow-ups, as it is typed.
public record FollowUpSettingsPage(
    String recap, String silence, List<TeamLine> teams, FormErrors errors) {

  public FollowUpSettingsPage {
    teams = List.copyOf(teams);
  }

  /// @param field the name of its control
  public record TeamLine(String name, String field, String days) {}
}
