package dev.decorum.sla;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

public final class PolicyNotFound extends Refusal {

  private static final long serialVersionUID = 1L;

  PolicyNotFound() {
    super(HttpStatus.NOT_FOUND, "policy.not_found", "sla.refusal.not_found");
  }
}
