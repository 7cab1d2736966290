package dev.decorum.channels;

import dev.decorum.channels.imap.ImapFailed;
import dev.decorum.database.DecorumProperties;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/// Makes clients of outgoing servers, with what they sign in with.
@Component
class SmtpLines {

  private final Hosts hosts;
  private final MailTokens tokens;
  private final String ownName;

  SmtpLines(Hosts hosts, MailTokens tokens, DecorumProperties properties) {
    this.hosts = hosts;
    this.tokens = tokens;
    this.ownName = properties.baseUrl().getHost();
  }

  /// @param patience how long the server may take for an answer
  /// @param renewed gets the server's settings when the provider gave a new refresh token
  SmtpClient to(OutgoingServer server, Duration patience, Consumer<OutgoingServer> renewed) {
    return new SmtpClient(
        server, hosts.reach(server.trusted()), ownName, patience, () -> word(server, renewed));
  }

  private String word(OutgoingServer server, Consumer<OutgoingServer> renewed) throws NoToken {
    var grant = server.grant();
    if (grant == null) return server.password() == null ? "" : server.password();
    try {
      var given = tokens.get(grant);
      if (given.refresh() != null && !given.refresh().equals(grant.refreshToken())) {
        renewed.accept(
            server.signingInWith(null, grant.with(grant.clientSecret(), given.refresh())));
      }
      return given.access();
    } catch (ImapFailed e) {
      throw new NoToken(e);
    }
  }
}
