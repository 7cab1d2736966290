package dev.decorum.channels.web;

import dev.decorum.channels.Afterwards;
import dev.decorum.channels.IncomingServer;
import dev.decorum.channels.OutgoingServer;
import dev.decorum.channels.TlsMode;
import dev.decorum.channels.autoconfig.MailServer;
import dev.decorum.channels.autoconfig.Suggestion;
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
public record ConnectForm(
    String inHost, String inPort, String outHost, String outPort, String back) {

  private static final int LIVELY_DAYS = 14;

  /// Ports where encryption begins with the first byte.
  private static final Set<Integer> IMPLICIT_TLS = Set.of(993, 465);

  public ConnectForm {
    inHost = strip(inHost);
    inPort = strip(inPort);
    outHost = strip(outHost);
    outPort = strip(outPort);
    back = strip(back);
  }

  static ConnectForm of(@Nullable Suggestion found) {
    var in = found == null ? null : found.incoming();
    var out = found == null ? null : found.outgoing();
    return new ConnectForm(host(in), port(in, "993"), host(out), port(out, "587"), "");
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
    return new ConnectForm("", "", outHost, outPort, "");
  }

  public boolean fetches() {
    return !inHost.isEmpty();
  }

  /// A page with these answers in its address.
  public String at(String page) {
    return UriComponentsBuilder.fromPath(page)
        .queryParam("inHost", "{a}")
        .queryParam("inPort", "{b}")
        .queryParam("outHost", "{c}")
        .queryParam("outPort", "{d}")
        .queryParam("back", "{e}")
        .encode()
        .build(inHost, inPort, outHost, outPort, back)
        .toString();
  }

  IncomingServer incoming(String user, @Nullable String password, LocalDate today) {
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
        user,
        password,
        null,
        tls(port),
        IncomingServer.INBOX,
        since,
        today.equals(since) ? null : today.minusDays(LIVELY_DAYS),
        Afterwards.LEAVE,
        null,
        false);
  }

  OutgoingServer outgoing(@Nullable String user, @Nullable String password) {
    int port = ChannelsController.number(outPort);
    // A relay in the house that asks for no password may have no encryption either.
    var tls = user == null && tls(port) == TlsMode.STARTTLS ? TlsMode.AUTO : tls(port);
    return new OutgoingServer(outHost, port, user, password, tls, false);
  }

  private static TlsMode tls(int port) {
    return IMPLICIT_TLS.contains(port) ? TlsMode.TLS : TlsMode.STARTTLS;
  }

  /// Who wants more than the usual password; null: nobody known.
  public @Nullable String peculiar() {
    return switch (inHost.isEmpty() ? outHost : inHost) {
      case "imap.gmail.com", "smtp.gmail.com" -> "google";
      case "outlook.office365.com", "smtp.office365.com", "smtp-mail.outlook.com" -> "microsoft";
      default -> null;
    };
  }

  /// Names of the fields and what they hold, for those that a form carries along.
  public List<Carried> carried() {
    return List.of(
        new Carried("inHost", inHost),
        new Carried("inPort", inPort),
        new Carried("outHost", outHost),
        new Carried("outPort", outPort),
        new Carried("back", back));
  }

  /// A field that is not shown.
  public record Carried(String name, String value) {}
}
