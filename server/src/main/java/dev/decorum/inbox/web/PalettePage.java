package dev.decorum.inbox.web;

import dev.decorum.clients.ClientSummary;
import dev.decorum.inbox.ConversationRow;
import java.util.List;
import org.springframework.web.util.UriComponentsBuilder;

/// What the palette shows for what was typed.
public record PalettePage(
    String query, List<ClientSummary> clients, List<ConversationRow> conversations) {

  public PalettePage {
    clients = List.copyOf(clients);
    conversations = List.copyOf(conversations);
  }

  /// The page that finds all of it.
  public String searchUrl() {
    return UriComponentsBuilder.fromPath("/search")
        .queryParam("q", "{q}")
        .encode()
        .buildAndExpand(query)
        .toUriString();
  }
}
