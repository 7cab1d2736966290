package dev.decorum.clients;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// A client has as many preferences as anybody would read.
public final class PreferencesFull extends Refusal {

  PreferencesFull(int most) {
    super(HttpStatus.CONFLICT, "client.preferences_full", "clients.refusal.preferences_full", most);
  }
}
