package dev.decorum.staff;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// There is no such member.
public final class MemberNotFound extends Refusal {

  private static final long serialVersionUID = 1L;

  public MemberNotFound() {
    super(HttpStatus.NOT_FOUND, "member.not_found", "staff.member.not_found");
  }
}
