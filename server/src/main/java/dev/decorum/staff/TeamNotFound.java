package dev.decorum.staff;

/// There is no such team.
public final class TeamNotFound extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TeamNotFound() {
    super("There is no such team");
  }
}
