package dev.decorum.inbox;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// A [SendGate] keeps a message back. Its words say what is wrong and where, without what is
/// confidential.
public abstract class SendRefused extends Refusal {

  protected SendRefused(HttpStatus status, String code, String messageKey, Object... args) {
    super(status, code, messageKey, args);
  }
}
