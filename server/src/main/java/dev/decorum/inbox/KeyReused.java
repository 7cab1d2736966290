package dev.decorum.inbox;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// An Idempotency-Key that stood for another request before.
public final class KeyReused extends Refusal {

  KeyReused() {
    super(HttpStatus.CONFLICT, "idempotency.reused", "inbox.refusal.key_reused");
  }
}
