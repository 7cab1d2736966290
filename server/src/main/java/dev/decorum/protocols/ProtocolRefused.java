package dev.decorum.protocols;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// A protocol that cannot be as it is.
public final class ProtocolRefused extends Refusal {

  private static final long serialVersionUID = 1L;

  private final String field;

  ProtocolRefused(String field, String messageKey) {
    super(HttpStatus.UNPROCESSABLE_CONTENT, "protocol.refused", messageKey);
    this.field = field;
  }

  /// Where it is wrong.
  public String field() {
    return field;
  }
}
