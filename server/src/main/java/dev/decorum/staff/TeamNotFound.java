package dev.decorum.staff;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// There is no such team.
public final class TeamNotFound extends Refusal {

  private static final long serialVersionUID = 1L;

  public TeamNotFound() {
    super(HttpStatus.NOT_FOUND, "team.not_found", "staff.team.not_found");
  }
}
