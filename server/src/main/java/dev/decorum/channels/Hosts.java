package dev.decorum.channels;

import dev.decorum.channels.MailboxRefused.Reason;
import dev.decorum.database.DecorumProperties;
import dev.decorum.network.Reach;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Which servers may be named, and how far connections to them may go.
@Component
class Hosts {

  private static final Pattern HOST =
      Pattern.compile(
          "(?=.{1,253}$)[\\p{Alnum}]([\\p{Alnum}.-]*[\\p{Alnum}])?|\\[?[0-9A-Fa-f:.]+]?");
  private static final Pattern TENANT = Pattern.compile("[\\p{Alnum}][\\p{Alnum}.-]{0,252}");
  private static final int LARGEST_PORT = 65_535;

  private final DecorumProperties properties;
  private final ChannelsProperties settings;

  Hosts(DecorumProperties properties, ChannelsProperties settings) {
    this.properties = properties;
    this.settings = settings;
  }

  /// @param trusted whether the server was named on the command line
  Reach reach(boolean trusted) {
    if (properties.demo()) return Reach.LOOPBACK;
    return trusted || settings.privateHosts() ? Reach.ANYWHERE : Reach.PUBLIC;
  }

  /// @throws MailboxRefused when there cannot be such a server, or it must not be reached
  void check(String host, int port, boolean trusted) {
    if (!HOST.matcher(host).matches()) {
      throw new MailboxRefused(Reason.BAD_HOST);
    }
    if (port < 1 || port > LARGEST_PORT) {
      throw new MailboxRefused(Reason.BAD_PORT);
    }
    var reach = reach(trusted);
    if (reach == Reach.ANYWHERE) return;
    try {
      for (var address : InetAddress.getAllByName(host)) {
        if (!reach.covers(address)) {
          throw new MailboxRefused(properties.demo() ? Reason.DEMO : Reason.PRIVATE_HOST);
        }
      }
    } catch (UnknownHostException e) {
      throw new MailboxRefused(Reason.BAD_HOST);
    }
  }

  /// @throws MailboxRefused when it holds no right, or names a place where none are given out
  void check(TokenGrant grant, boolean trusted) {
    if (grant.refreshToken() == null || grant.client().isBlank()) {
      throw new MailboxRefused(Reason.NO_TOKEN);
    }
    if (grant.tenant() != null && !TENANT.matcher(grant.tenant()).matches()) {
      throw new MailboxRefused(Reason.BAD_TOKEN_URL);
    }
    if (grant.provider() != TokenGrant.Provider.OTHER) return;
    var address = grant.address();
    // Whoever types an address in a page could make us call any.
    if (!trusted || address == null || address.getHost() == null) {
      throw new MailboxRefused(Reason.BAD_TOKEN_URL);
    }
    boolean local = address.getHost().equals("localhost") || address.getHost().startsWith("127.");
    if (!"https".equals(address.getScheme()) && !(local && "http".equals(address.getScheme()))) {
      throw new MailboxRefused(Reason.BAD_TOKEN_URL);
    }
  }
}
