package dev.decorum.clients;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// There is no such client for this viewer: unknown and foreign look the same.
public final class ClientNotFound extends Refusal {

  public ClientNotFound() {
    super(HttpStatus.NOT_FOUND, "client.not_found", "clients.refusal.not_found");
  }
}
