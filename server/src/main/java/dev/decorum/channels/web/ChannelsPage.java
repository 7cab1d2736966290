package dev.decorum.channels.web;

import dev.decorum.channels.FetchStanding;
import dev.decorum.channels.Mailboxes.Overview;
import dev.decorum.staff.Team;
import dev.decorum.web.FormErrors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All mailboxes, and the form for one more.
///
/// @param waiting how many mails wait for a person
public record ChannelsPage(List<Card> cards, int waiting, List<Team> teams, Form form) {

  public ChannelsPage {
    cards = List.copyOf(cards);
    teams = List.copyOf(teams);
  }

  /// @param team whom it serves; null: everybody
  /// @param fetching how fetching its mail goes; null: it is not fetched
  public record Card(Overview overview, @Nullable String team, @Nullable FetchStanding fetching) {}

  /// @param team number of the team, 0 for everybody
  public record Form(String address, String name, int team, FormErrors errors) {

    static Form empty() {
      return new Form("", "", 0, FormErrors.none());
    }
  }
}
