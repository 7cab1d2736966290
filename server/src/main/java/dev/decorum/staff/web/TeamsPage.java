package dev.decorum.staff.web;

import dev.decorum.staff.Team;
import dev.decorum.web.FormErrors;
import java.util.List;

/// All teams, and a form to make another.
public record TeamsPage(List<Row> rows, String name, FormErrors errors) {

  /// A team and how many members it has.
  public record Row(Team team, int members) {}
}
