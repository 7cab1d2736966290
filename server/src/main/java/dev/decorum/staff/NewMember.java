package dev.decorum.staff;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody who is to become a member.
///
/// @param teams by name; those that do not exist are made
/// @param password without one the member is invited and chooses it
public record NewMember(
    String name, String email, Role role, List<String> teams, @Nullable String password) {

  public NewMember {
    name = name.strip();
    email = email.strip();
    teams = List.copyOf(teams);
  }

  @Override
  public String toString() {
    return "a new member";
  }
}
