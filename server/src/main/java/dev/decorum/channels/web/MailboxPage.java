package dev.decorum.channels.web;

import dev.decorum.channels.FetchStanding;
import dev.decorum.channels.IncomingServer;
import dev.decorum.channels.Mailbox;
import dev.decorum.channels.OutgoingServer;
import dev.decorum.channels.SentStanding;
import dev.decorum.channels.TlsMode;
import dev.decorum.channels.autoconfig.Suggestion;
import dev.decorum.channels.web.IncomingPage.SignIn;
import dev.decorum.channels.web.IncomingPage.Typed;
import dev.decorum.staff.Team;
import dev.decorum.web.FormErrors;
import java.util.List;
import java.util.Objects;
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

  public List<SignIn> signIns() {
    return List.of(SignIn.values());
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

  /// @param known whether a password is kept; it is never shown
  /// @param typed secrets of a form that was refused, sealed
  public record Outgoing(
      String host,
      String port,
      String user,
      SignIn by,
      boolean known,
      Typed typed,
      String client,
      String tenant,
      TlsMode tls,
      FormErrors errors) {

    static Outgoing of(@Nullable OutgoingServer server) {
      return server == null
          ? at("", "587", "", TlsMode.AUTO)
          : new Outgoing(
              server.host(),
              String.valueOf(server.port()),
              Objects.requireNonNullElse(server.user(), ""),
              SignIn.of(server.grant()),
              server.user() != null && server.grant() == null,
              Typed.NOTHING,
              server.grant() == null ? "" : server.grant().client(),
              server.grant() == null ? "" : Objects.requireNonNullElse(server.grant().tenant(), ""),
              server.tls(),
              FormErrors.none());
    }

    /// A new form that names a server.
    static Outgoing at(String host, String port, String user, TlsMode tls) {
      return new Outgoing(
          host, port, user, SignIn.PASSWORD, false, Typed.NOTHING, "", "", tls, FormErrors.none());
    }
  }

  /// @param trouble what is in the way, in words; null: nothing
  public record Test(@Nullable String trouble) {}
}
