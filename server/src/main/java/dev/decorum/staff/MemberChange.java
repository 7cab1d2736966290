package dev.decorum.staff;

import java.util.Set;

/// What an admin may change about a member, as it is to be afterwards.
public record MemberChange(String name, String email, Role role, Set<TeamId> teams) {

  public MemberChange {
    name = name.strip();
    email = email.strip();
    teams = Set.copyOf(teams);
  }
}
