package dev.decorum.clients;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A client as the client's page and the API show it.
///
/// @param version grows with every change; a change names the version it was made on
public record Client(
    ClientId id,
    long no,
    ClientDetails details,
    Instant createdAt,
    Instant updatedAt,
    int version) {

  public String name() {
    return details.name();
  }

  public ClientKind kind() {
    return details.kind();
  }

  public @Nullable String about() {
    return details.about();
  }

  public ClientSummary summary() {
    return new ClientSummary(id, no, name(), kind());
  }
}
