package dev.decorum.clients;

import dev.decorum.web.Refusal;
import java.util.Map;
import org.springframework.http.HttpStatus;

/// A change was made on a version of the client that is not the newest any more.
public final class ClientChangedMeanwhile extends Refusal {

  private final int version;

  ClientChangedMeanwhile(int version) {
    super(HttpStatus.PRECONDITION_FAILED, "client.changed", "clients.refusal.changed");
    this.version = version;
  }

  @Override
  public Map<String, Object> facts() {
    return Map.of("version", version);
  }
}
