package dev.decorum.inbox.web;

import dev.decorum.clients.ClientSummary;
import java.util.List;

/// Choosing the client whom a contact was with.
public record WithWhomPage(String query, List<ClientSummary> found) {

  public WithWhomPage {
    found = List.copyOf(found);
  }
}
