package dev.decorum.staff.web;

import dev.decorum.staff.Member;
import dev.decorum.staff.Team;
import dev.decorum.web.FormErrors;
import java.util.List;
import java.util.Set;

/// All members, and a form to invite another.
public record PeoplePage(List<Row> rows, List<String> roles, List<Team> teams, Form form) {

  /// A member and the names of their teams.
  public record Row(Member member, List<String> teams) {}

  /// What was typed.
  ///
  /// @param teams numbers of those that are ticked
  public record Form(
      String name, String email, String role, Set<Integer> teams, FormErrors errors) {

    static Form empty() {
      return new Form("", "", "agent", Set.of(), FormErrors.none());
    }
  }
}
