package dev.decorum.clients;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// There is no such entry, or it belongs to a client whom the viewer may not see.
public final class PreferenceNotFound extends Refusal {

  public PreferenceNotFound() {
    super(
        HttpStatus.NOT_FOUND,
        "client.preference_not_found",
        "clients.refusal.preference_not_found");
  }
}
