package dev.decorum.channels;

import dev.decorum.channels.imap.Encryption;
import dev.decorum.channels.imap.ImapAddress;
import dev.decorum.channels.imap.ImapConnection;
import dev.decorum.channels.imap.ImapFailed;
import dev.decorum.channels.imap.ImapTrouble;
import dev.decorum.network.OutOfReach;
import dev.decorum.network.WithinReach;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.springframework.stereotype.Component;

/// Opens connections to incoming servers and signs in.
@Component
class ImapLines {

  private static final int TLS_PORT = 993;

  private final Hosts hosts;
  private final MailTokens tokens;

  ImapLines(Hosts hosts, MailTokens tokens) {
    this.hosts = hosts;
    this.tokens = tokens;
  }

  /// @param patience how long the server may take for an answer
  /// @param renewed gets the server's settings when the provider gave a new refresh token
  ImapConnection open(IncomingServer server, Duration patience, Consumer<IncomingServer> renewed)
      throws ImapFailed {
    var connection = connect(server, patience);
    try {
      signIn(connection, server, renewed);
      return connection;
    } catch (ImapFailed | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private ImapConnection connect(IncomingServer server, Duration patience) throws ImapFailed {
    try {
      return ImapConnection.open(address(server), patience);
    } catch (ImapFailed e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof OutOfReach) throw new ImapFailed(ImapTrouble.FORBIDDEN_HOST, e);
      }
      throw e;
    }
  }

  private void signIn(
      ImapConnection connection, IncomingServer server, Consumer<IncomingServer> renewed)
      throws ImapFailed {
    var grant = server.grant();
    if (grant == null) {
      connection.signIn(server.user(), Optional.ofNullable(server.password()).orElse(""));
      return;
    }
    var given = tokens.get(grant);
    if (given.refresh() != null && !given.refresh().equals(grant.refreshToken())) {
      renewed.accept(server.signingInWith(null, grant.with(grant.clientSecret(), given.refresh())));
    }
    connection.signInWithToken(server.user(), given.access());
  }

  private ImapAddress address(IncomingServer server) {
    boolean local = loopback(server.host());
    // What never leaves this machine cannot be overheard, and nobody gives certificates to
    // "localhost".
    boolean anyCertificate = server.tls() == TlsMode.AUTO && local;
    return new ImapAddress(
        server.host(),
        server.port(),
        encryption(server, local),
        new WithinReach(hosts.reach(server.trusted())),
        anyCertificate ? trustingAll() : (SSLSocketFactory) SSLSocketFactory.getDefault(),
        !anyCertificate);
  }

  /// A password or a token is only told to whom it is meant for: over a network there is no sign-in
  /// without encryption unless somebody asked for that.
  private static Encryption encryption(IncomingServer server, boolean local) {
    return switch (server.tls()) {
      case AUTO ->
          server.port() == TLS_PORT
              ? Encryption.TLS
              : local ? Encryption.IF_OFFERED : Encryption.STARTTLS;
      case STARTTLS -> Encryption.STARTTLS;
      case TLS -> Encryption.TLS;
      case NONE -> Encryption.NONE;
    };
  }

  private static boolean loopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static SSLSocketFactory trustingAll() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustsAll()}, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class TrustsAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
