package dev.decorum.staff.web;

import dev.decorum.staff.Member;
import dev.decorum.staff.Team;
import dev.decorum.web.FormErrors;
import java.util.List;
import java.util.Set;

/// One member, and what an admin can do about them.
///
/// @param self whether the admin looks at their own page
public record PersonPage(
    Member member, boolean self, List<String> roles, List<Team> teams, Form form) {

  /// What was typed.
  ///
  /// @param teams numbers of those that are ticked
  public record Form(
      String name, String email, String role, Set<Integer> teams, FormErrors errors) {

    static Form of(Member member, Set<Integer> teams) {
      return new Form(
          member.name(), member.email(), member.role().word(), teams, FormErrors.none());
    }

    Form with(FormErrors found) {
      return new Form(name, email, role, teams, found);
    }
  }
}
