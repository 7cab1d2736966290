package dev.decorum.channels.web;

import dev.decorum.channels.Mailbox;
import dev.decorum.channels.TlsMode;
import dev.decorum.staff.Team;
import dev.decorum.web.FormErrors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One mailbox and its settings.
///
/// @param test what came of testing the connection; null: not tested
public record MailboxPage(
    Mailbox mailbox, List<Team> teams, Details details, Outgoing outgoing, @Nullable Test test) {

  public MailboxPage {
    teams = List.copyOf(teams);
  }

  public List<TlsMode> tlsModes() {
    return List.of(TlsMode.values());
  }

  /// @param team number of the team, 0 for everybody
  public record Details(String name, int team, String signature, FormErrors errors) {}

  /// @param passwordKnown whether a password is kept; it is never shown
  public record Outgoing(
      String host,
      String port,
      String user,
      boolean passwordKnown,
      TlsMode tls,
      FormErrors errors) {}

  /// @param trouble what is in the way, in words; null: nothing
  public record Test(@Nullable String trouble) {}
}
