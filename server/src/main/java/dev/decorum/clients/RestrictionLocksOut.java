package dev.decorum.clients;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// A member tried to restrict a client to teams they are not in themselves.
public final class RestrictionLocksOut extends Refusal {

  RestrictionLocksOut() {
    super(
        HttpStatus.CONFLICT,
        "client.restriction_locks_out",
        "clients.refusal.restriction_locks_out");
  }
}
