package dev.decorum.channels.web;

import dev.decorum.channels.FetchStanding;
import dev.decorum.channels.IncomingServer;
import dev.decorum.channels.Mailbox;
import dev.decorum.channels.SentStanding;
import dev.decorum.channels.TlsMode;
import dev.decorum.channels.autoconfig.Suggestion;
import dev.decorum.staff.Team;
import dev.decorum.web.FormErrors;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One mailbox and its settings.
///
/// @param incoming from where its mail is fetched; null: it comes by SMTP only
/// @param fetching how that goes
/// @param test what came of testing the connection; null: not tested
/// @param sent the copies of what it sends
/// @param suggested who says what stands in the form of the outgoing server; null: nobody
public record MailboxPage(
    Mailbox mailbox,
    List<Team> teams,
    Details details,
    @Nullable IncomingServer incoming,
    @Nullable FetchStanding fetching,
    Outgoing outgoing,
    Sent sent,
    @Nullable Test test,
    @Nullable Suggested suggested) {

  public MailboxPage {
    teams = List.copyOf(teams);
  }

  /// What is wrong with the form that was refused; the page holds three.
  public FormErrors errors() {
    return Stream.of(details.errors(), sent.errors(), outgoing.errors())
        .filter(FormErrors::any)
        .findFirst()
        .orElse(FormErrors.none());
  }

  public List<TlsMode> tlsModes() {
    return List.of(TlsMode.values());
  }

  /// @param team number of the team, 0 for everybody
  public record Details(String name, int team, String signature, FormErrors errors) {}

  /// @param standing null: nothing is copied
  public record Sent(
      @Nullable SentStanding standing, boolean wanted, String folder, FormErrors errors) {

    static Sent of(@Nullable SentStanding standing) {
      return new Sent(
          standing,
          standing != null,
          standing == null || standing.folder() == null ? "" : standing.folder(),
          FormErrors.none());
    }
  }

  /// @param suggestion null: it was looked for in vain
  public record Suggested(@Nullable Suggestion suggestion) {}

  /// @param passwordKnown whether a password is kept; it is never shown
  /// @param typed the password of a form that was refused, sealed; empty: none
  public record Outgoing(
      String host,
      String port,
      String user,
      boolean passwordKnown,
      String typed,
      TlsMode tls,
      FormErrors errors) {}

  /// @param trouble what is in the way, in words; null: nothing
  public record Test(@Nullable String trouble) {}
}
