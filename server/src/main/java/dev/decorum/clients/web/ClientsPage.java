package dev.decorum.clients.web;

import dev.decorum.clients.Client;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The list of clients.
///
/// @param query what was searched for; empty: nothing
/// @param next the address of the next part; null at the end
/// @param first the address of the first part; null there
public record ClientsPage(
    String query, List<Client> clients, @Nullable String next, @Nullable String first) {

  public ClientsPage {
    clients = List.copyOf(clients);
  }
}
