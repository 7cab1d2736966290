package dev.decorum.clients.web;

import dev.decorum.clients.Client;
import dev.decorum.clients.ClientPanel;
import dev.decorum.clients.ContactFigures;
import dev.decorum.clients.LookUp;
import dev.decorum.clients.Merge;
import dev.decorum.staff.Team;
import dev.decorum.web.Ui;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A client's page.
///
/// @param teams those that alone see the client; none: everybody does
/// @param merges those into this client that can still be undone
/// @param lookUp by what the reader sees the client, when it is for a while only
/// @param panels what other modules add
public record ClientPage(
    Client client,
    ContactFigures figures,
    TimelinePage timeline,
    List<Team> teams,
    List<Merge> merges,
    @Nullable LookUp lookUp,
    List<ClientPanel> panels) {

  public ClientPage {
    teams = List.copyOf(teams);
    merges = List.copyOf(merges);
    panels = List.copyOf(panels);
  }

  /// The month since which we know the client.
  public String since(Ui ui) {
    return DateTimeFormatter.ofPattern("MMMM yyyy", ui.locale())
        .format(client.createdAt().atZone(ui.zone()));
  }
}
