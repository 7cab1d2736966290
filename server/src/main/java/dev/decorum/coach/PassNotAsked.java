package dev.decorum.coach;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// Nobody asks this member to let such a message leave.
public final class PassNotAsked extends Refusal {

  PassNotAsked() {
    super(HttpStatus.NOT_FOUND, "pass.not_asked", "coach.pass.not_asked");
  }
}
