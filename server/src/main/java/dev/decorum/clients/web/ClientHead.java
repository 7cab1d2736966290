package dev.decorum.clients.web;

import dev.decorum.clients.Client;
import dev.decorum.clients.ContactFigures;
import dev.decorum.clients.LookUp;
import dev.decorum.clients.Manner;
import dev.decorum.staff.Team;
import dev.decorum.web.Ui;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What stands on top of all pages of one client.
///
/// @param teams those that alone see the client; none: everybody does
/// @param lookUp by what the reader sees the client, when it is for a while only
public record ClientHead(
    Client client,
    ContactFigures figures,
    Manner manner,
    List<Team> teams,
    @Nullable LookUp lookUp) {

  public ClientHead {
    teams = List.copyOf(teams);
  }

  /// A page of the client.
  public enum Tab {
    TIMELINE(""),
    PREFERENCES("/preferences");

    private final String path;

    Tab(String path) {
      this.path = path;
    }

    public String url(Client client) {
      return "/clients/" + client.no() + path;
    }

    public String labelKey() {
      return "clients.tab." + name().toLowerCase(Locale.ROOT);
    }
  }

  public FactsPage facts() {
    return new FactsPage(client, figures, manner);
  }

  /// The month since which we know the client.
  public String since(Ui ui) {
    return DateTimeFormatter.ofPattern("MMMM yyyy", ui.locale())
        .format(client.createdAt().atZone(ui.zone()));
  }
}
