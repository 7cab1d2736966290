package dev.decorum.channels.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes mail by SMTP: STARTTLS, PIPELINING, SIZE, 8BITMIME, SMTPUTF8, enhanced status codes.
///
/// Each connection has a virtual thread of its own. No relaying and no signing in: every recipient
/// is asked of the [Reception].
public final class SmtpServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SmtpServer.class);

  private final Settings settings;
  private final Reception reception;
  private final Peers peers;
  private final Set<SmtpSession> sessions = ConcurrentHashMap.newKeySet();
  private final ServerSocket socket;
  private final Thread acceptor;
  private volatile boolean stopping;

  /// @param address where to listen, port 0 for a free one
  /// @param name by which the server presents itself, a host name
  /// @param tls for STARTTLS
  /// @param folder for mails that are too large for memory while they arrive
  public record Settings(
      InetSocketAddress address,
      String name,
      Supplier<SSLContext> tls,
      Path folder,
      SmtpLimits limits) {}

  private SmtpServer(Settings settings, Reception reception, ServerSocket socket) {
    this.settings = settings;
    this.reception = reception;
    this.peers = new Peers(settings.limits());
    this.socket = socket;
    this.acceptor = Thread.ofPlatform().name("smtp-accept").daemon().unstarted(this::accept);
  }

  /// Listens from now on.
  ///
  /// @throws IOException when it cannot, mostly since the port is taken
  public static SmtpServer start(Settings settings, Reception reception) throws IOException {
    var socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(settings.address(), 256);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    var server = new SmtpServer(settings, reception, socket);
    server.acceptor.start();
    return server;
  }

  public int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    while (!stopping) {
      try {
        welcome(socket.accept());
      } catch (IOException e) {
        if (!stopping) {
          log.warn("A connection could not be accepted: {}", e.getMessage());
          pause();
        }
      }
    }
  }

  /// Mostly there are no file handles left; without a pause this would be a busy loop.
  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(100));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void welcome(Socket connection) {
    Thread.ofVirtual()
        .name("smtp")
        .start(
            () -> {
              InetAddress peer = connection.getInetAddress();
              boolean counted = false;
              var session = new SmtpSession(settings, reception, peers, connection);
              try (connection) {
                sessions.add(session);
                counted = peers.connected(peer);
                if (stopping) {
                  session.refuse("421 4.3.2 Shutting down");
                } else if (!counted || sessions.size() > settings.limits().connections()) {
                  session.refuse("421 4.7.0 Too many connections, try again later");
                } else {
                  session.run();
                }
              } catch (IOException e) {
                log.debug("An SMTP connection broke: {}", e.getMessage());
              } finally {
                sessions.remove(session);
                if (counted) {
                  peers.gone(peer);
                }
              }
            });
  }

  /// Takes no more connections, tells waiting peers that it closes, and gives mails under way ten
  /// seconds to be finished. A mail that is being committed gets its answer.
  @Override
  public void close() {
    stopping = true;
    try {
      socket.close();
    } catch (IOException e) {
      log.debug("The SMTP port did not close well: {}", e.getMessage());
    }
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    sessions.forEach(SmtpSession::leaveWhenIdle);
    while (!sessions.isEmpty() && System.nanoTime() - deadline < 0) {
      pause();
    }
    sessions.forEach(SmtpSession::cut);
  }
}
