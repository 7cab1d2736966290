package dev.decorum.clients;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// This officer has opened no such record.
public final class LookUpNotFound extends Refusal {

  LookUpNotFound() {
    super(HttpStatus.NOT_FOUND, "look_up.not_found", "clients.refusal.look_up_not_found");
  }
}
