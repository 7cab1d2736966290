package dev.decorum.clients;

import dev.decorum.staff.TeamId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A client as the client's page and the API show it.
///
/// @param restrictedTo the teams that alone see this client; empty: everybody who serves clients
///   does
/// @param version grows with every change; a change names the version it was made on
public record Client(
    ClientId id,
    long no,
    ClientDetails details,
    Set<TeamId> restrictedTo,
    Instant createdAt,
    Instant updatedAt,
    int version) {

  public Client {
    restrictedTo = Set.copyOf(restrictedTo);
  }

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
