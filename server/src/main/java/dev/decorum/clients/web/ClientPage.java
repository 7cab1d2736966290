package dev.decorum.clients.web;

import dev.decorum.clients.Client;
import dev.decorum.clients.ClientPanel;
import dev.decorum.clients.Merge;
import java.util.List;

/// A client's page.
///
/// @param known what is good to know of the client
/// @param merges those into this client that can still be undone
/// @param panels what other modules add
public record ClientPage(
    ClientHead head,
    TimelinePage timeline,
    List<PreferenceLine> known,
    List<Merge> merges,
    List<ClientPanel> panels) {

  public ClientPage {
    known = List.copyOf(known);
    merges = List.copyOf(merges);
    panels = List.copyOf(panels);
  }

  public Client client() {
    return head.client();
  }
}
