package dev.decorum.protocols;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// There is no such protocol, or no such step in it.
public final class ProtocolNotFound extends Refusal {

  private static final long serialVersionUID = 1L;

  public ProtocolNotFound() {
    super(HttpStatus.NOT_FOUND, "protocol.not_found", "protocols.refused.not_found");
  }
}
