package dev.decorum.clients;

import dev.decorum.vault.KeyId;
import java.util.Set;

/// Clients are taken away for good.
///
/// Published in the transaction that does it, before their rows and keys go: who keeps rows of
/// theirs deletes them in a plain listener. What is left sealed with one of these keys can never be
/// opened again.
public record ClientsRemoved(Set<ClientId> clients, Set<KeyId> keys) {

  public ClientsRemoved {
    clients = Set.copyOf(clients);
    keys = Set.copyOf(keys);
  }
}
