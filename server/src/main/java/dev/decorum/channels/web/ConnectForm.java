package dev.decorum.channels.web;

import dev.decorum.channels.Afterwards;
import dev.decorum.channels.IncomingServer;
import dev.decorum.channels.OutgoingServer;
import dev.decorum.channels.TlsMode;
import dev.decorum.channels.TokenGrant;
import dev.decorum.channels.TokenGrant.Provider;
import dev.decorum.channels.autoconfig.MailServer;
import dev.decorum.channels.autoconfig.Suggestion;
import dev.decorum.channels.web.IncomingPage.Typed;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/// What was answered so far while a mailbox is being connected; it travels in the address of the
/// page, so that one can go back and nothing is half saved. A password is never among it.
///
/// @param inHost the server that mail is fetched from; empty: mail comes by SMTP
/// @param back how far back mail is brought in: `new`, `month` or `all`
/// @param by by what we sign in: `application`, else a password
public record ConnectForm(
    String inHost, String inPort, String outHost, String outPort, String back, String by) {

  static final String APPLICATION = "application";

  private static final int LIVELY_DAYS = 14;

  /// Ports where encryption begins with the first byte.
  private static final Set<Integer> IMPLICIT_TLS = Set.of(993, 465);

  public ConnectForm {
    inHost = strip(inHost);
    inPort = strip(inPort);
    outHost = strip(outHost);
    outPort = strip(outPort);
    back = strip(back);
    by = strip(by);
  }

  static ConnectForm of(@Nullable Suggestion found) {
    var in = found == null ? null : found.incoming();
    var out = found == null ? null : found.outgoing();
    return new ConnectForm(host(in), port(in, "993"), host(out), port(out, "587"), "", "");
  }

  private static String host(@Nullable MailServer server) {
    return server == null ? "" : server.host();
  }

  private static String port(@Nullable MailServer server, String usual) {
    return server == null ? usual : String.valueOf(server.port());
  }

  private static String strip(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  /// The same for mail that comes by SMTP.
  ConnectForm bySmtp() {
    return new ConnectForm("", "", outHost, outPort, "", "");
  }

  /// The same with a way to sign in.
  ConnectForm signingInBy(String by) {
    return new ConnectForm(inHost, inPort, outHost, outPort, back, by);
  }

  public boolean fetches() {
    return !inHost.isEmpty();
  }

  public boolean byApplication() {
    return by.equals(APPLICATION) && provider() != null;
  }

  /// A page with these answers in its address.
  public String at(String page) {
    return UriComponentsBuilder.fromPath(page)
        .queryParam("inHost", "{a}")
        .queryParam("inPort", "{b}")
        .queryParam("outHost", "{c}")
        .queryParam("outPort", "{d}")
        .queryParam("back", "{e}")
        .queryParam("by", "{f}")
        .encode()
        .build(inHost, inPort, outHost, outPort, back, by)
        .toString();
  }

  /// @param secrets what was typed to sign in with
  IncomingServer incoming(ConnectSignIn in, Typed secrets, LocalDate today) {
    var since =
        switch (back) {
          case "all" -> null;
          case "month" -> today.minusMonths(1);
          default -> today;
        };
    int port = ChannelsController.number(inPort);
    return new IncomingServer(
        inHost,
        port,
        in.user(),
        byApplication() ? null : emptyToNull(secrets.password()),
        grant(in, secrets),
        tls(port),
        IncomingServer.INBOX,
        since,
        today.equals(since) ? null : today.minusDays(LIVELY_DAYS),
        Afterwards.LEAVE,
        null,
        false);
  }

  /// @param secrets what was typed to sign in with
  OutgoingServer outgoing(ConnectSignIn in, Typed secrets) {
    int port = ChannelsController.number(outPort);
    var user = emptyToNull(in.user());
    // A relay in the house that asks for no password may have no encryption either.
    var tls = user == null && tls(port) == TlsMode.STARTTLS ? TlsMode.AUTO : tls(port);
    return new OutgoingServer(
        outHost,
        port,
        user,
        byApplication() ? null : emptyToNull(secrets.password()),
        grant(in, secrets),
        tls,
        false);
  }

  /// The same right for both servers: a provider gives it for fetching and for sending.
  private @Nullable TokenGrant grant(ConnectSignIn in, Typed secrets) {
    if (!byApplication()) return null;
    var secret = emptyToNull(secrets.clientSecret());
    var token = emptyToNull(secrets.refreshToken());
    return provider() == Provider.MICROSOFT
        ? TokenGrant.microsoft(emptyToNull(in.tenant()), in.client(), secret, token)
        : TokenGrant.google(in.client(), secret, token);
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static TlsMode tls(int port) {
    return IMPLICIT_TLS.contains(port) ? TlsMode.TLS : TlsMode.STARTTLS;
  }

  /// Who wants more than the usual password; null: nobody known.
  public @Nullable Provider provider() {
    return switch (inHost.isEmpty() ? outHost : inHost) {
      case "imap.gmail.com", "smtp.gmail.com" -> Provider.GOOGLE;
      case "outlook.office365.com", "smtp.office365.com", "smtp-mail.outlook.com" ->
          Provider.MICROSOFT;
      default -> null;
    };
  }

  /// Whether there is more than one way to sign in: Microsoft takes no password for fetching.
  boolean mayChoose() {
    return provider() == Provider.GOOGLE || provider() == Provider.MICROSOFT && !fetches();
  }

  /// Names of the fields and what they hold, for those that a form carries along.
  public List<Carried> carried() {
    return List.of(
        new Carried("inHost", inHost),
        new Carried("inPort", inPort),
        new Carried("outHost", outHost),
        new Carried("outPort", outPort),
        new Carried("back", back),
        new Carried("by", by));
  }

  /// A field that is not shown.
  public record Carried(String name, String value) {}
}
