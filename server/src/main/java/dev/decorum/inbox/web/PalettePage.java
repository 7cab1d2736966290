package dev.decorum.inbox.web;

import dev.decorum.clients.ClientSummary;
import dev.decorum.inbox.ConversationRow;
import java.util.List;
import org.springframework.web.util.UriComponentsBuilder;

/// What the palette shows for what was typed.
///
/// @param logging a contact with one of the clients is about to be written down
public record PalettePage(
    String query,
    boolean logging,
    List<ClientSummary> clients,
    List<ConversationRow> conversations) {

  public PalettePage {
    clients = List.copyOf(clients);
    conversations = List.copyOf(conversations);
  }

  /// Where the name of a client leads.
  public String url(ClientSummary client) {
    return "/clients/" + client.no() + (logging ? "/log" : "");
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
