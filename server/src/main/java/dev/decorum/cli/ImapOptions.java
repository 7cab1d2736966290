package dev.decorum.cli;

import dev.decorum.channels.Afterwards;
import dev.decorum.channels.IncomingServer;
import dev.decorum.channels.NewMailbox.Sent;
import dev.decorum.channels.TlsMode;
import dev.decorum.channels.TokenGrant;
import dev.decorum.channels.TokenGrant.Provider;
import java.net.URI;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// From where a mailbox's mail is fetched.
final class ImapOptions {

  @Option(
      names = "--imap-host",
      paramLabel = "HOST",
      description = "The server from which mail is fetched.")
  private @Nullable String host;

  @Option(
      names = "--imap-port",
      paramLabel = "PORT",
      description = "Its port (default: 143 with --imap-tls starttls or none, else 993).")
  private @Nullable Integer port;

  @Option(
      names = "--imap-tls",
      paramLabel = "MODE",
      description =
          "auto (TLS on port 993, else STARTTLS, which is required but on this machine), starttls, tls or none.")
  private TlsMode tls = TlsMode.AUTO;

  @Option(
      names = "--imap-user",
      paramLabel = "USER",
      description = "Who signs in there (default: the address).")
  private @Nullable String user;

  @Option(
      names = "--imap-password-stdin",
      description = "Read the password from a line of standard input.")
  private boolean passwordStdin;

  @Option(
      names = "--imap-oauth",
      paramLabel = "PROVIDER",
      description =
          "Sign in with a token of google, microsoft, or a provider given by the https address of its token endpoint.")
  private @Nullable String oauth;

  @Option(
      names = "--imap-oauth-client",
      paramLabel = "ID",
      description = "The id of your application there.")
  private @Nullable String oauthClient;

  @Option(
      names = "--imap-oauth-tenant",
      paramLabel = "TENANT",
      description = "Of Microsoft: your tenant.")
  private @Nullable String oauthTenant;

  @Option(
      names = "--imap-oauth-stdin",
      description =
          "Read the application's secret (may be empty) and the refresh token from two lines of standard input.")
  private boolean oauthStdin;

  @Option(
      names = "--imap-folder",
      paramLabel = "NAME",
      description = "Where new mail comes to (default: INBOX).")
  private String folder = IncomingServer.INBOX;

  @Option(
      names = "--imap-since",
      paramLabel = "DATE",
      description = "Bring in what came on this day or later (default: everything).")
  private @Nullable LocalDate since;

  @Option(
      names = "--imap-archive-before",
      paramLabel = "DATE",
      description =
          "Bring in what came before this day as an archive: it keeps its date, is resolved, and nobody is answered.")
  private @Nullable LocalDate archive;

  @Option(
      names = "--imap-afterwards",
      paramLabel = "WHAT",
      description =
          "What becomes of a fetched mail there: leave (default), seen, or move (see --imap-move-to).")
  private @Nullable Afterwards afterwards;

  @Option(
      names = "--imap-move-to",
      paramLabel = "FOLDER",
      description = "The folder that fetched mail is moved into.")
  private @Nullable String target;

  @Option(
      names = "--imap-sent-copies",
      description =
          "Copy each answer that was sent into the server's folder for sent mail. Not for Google and Microsoft, which do so by themselves.")
  private boolean sentCopies;

  @Option(
      names = "--imap-sent-folder",
      paramLabel = "FOLDER",
      description = "The same, into this folder.")
  private @Nullable String sentFolder;

  /// @return null when answers are copied nowhere
  @Nullable Sent sent() {
    return sentCopies || sentFolder != null ? new Sent(sentFolder) : null;
  }

  /// @param address of the mailbox
  /// @return null when mail is fetched from nowhere
  @Nullable IncomingServer server(String address) {
    if (host == null) {
      if (port != null
          || user != null
          || passwordStdin
          || oauth != null
          || since != null
          || sent() != null) {
        throw new Problem("The server to fetch from is missing: name it with --imap-host.");
      }
      return null;
    }
    if (passwordStdin == (oauth != null)) {
      throw new Problem(
          "Say how to sign in on %s: either --imap-password-stdin or --imap-oauth."
              .formatted(host));
    }
    var password = passwordStdin ? StandardInput.secret("IMAP password") : null;
    boolean plain = tls == TlsMode.STARTTLS || tls == TlsMode.NONE;
    var then =
        afterwards != null ? afterwards : target != null ? Afterwards.MOVE : Afterwards.LEAVE;
    return new IncomingServer(
        host,
        port != null ? port : plain ? 143 : 993,
        user != null ? user : address,
        password,
        oauth == null ? null : grant(oauth),
        tls,
        folder,
        since,
        archive,
        then,
        then == Afterwards.MOVE ? target : null,
        true);
  }

  private TokenGrant grant(String provider) {
    if (oauthClient == null || !oauthStdin) {
      throw new Problem(
          "Signing in with a token needs --imap-oauth-client, and --imap-oauth-stdin for the secrets.");
    }
    var secret = StandardInput.optionalSecret();
    var token = StandardInput.secret("refresh token");
    return switch (provider) {
      case "google" -> TokenGrant.google(oauthClient, secret, token);
      case "microsoft" -> TokenGrant.microsoft(oauthTenant, oauthClient, secret, token);
      default -> new TokenGrant(Provider.OTHER, null, uri(provider), oauthClient, secret, token);
    };
  }

  private static URI uri(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException _) {
      throw new Problem("%s is neither google, nor microsoft, nor an address.".formatted(text));
    }
  }
}
