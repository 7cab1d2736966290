package dev.decorum.channels;

import dev.decorum.channels.smtp.SmtpLimits;
import dev.decorum.channels.smtp.SmtpServer;
import dev.decorum.database.DecorumProperties;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// Opens the port for mail when everything behind it is there, and closes it first.
@Component
@Profile("!command")
public class SmtpPort implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(SmtpPort.class);

  private final MailReception reception;
  private final TlsIdentity identity;
  private final DecorumProperties properties;
  private volatile @Nullable SmtpServer server;

  SmtpPort(MailReception reception, TlsIdentity identity, DecorumProperties properties) {
    this.reception = reception;
    this.identity = identity;
    this.properties = properties;
  }

  /// The port that mail comes in by; -1 when none is open.
  public int port() {
    var running = server;
    return running == null ? -1 : running.port();
  }

  @Override
  public boolean isAutoStartup() {
    return properties.smtpPort() >= 0;
  }

  @Override
  public void start() {
    try {
      server =
          SmtpServer.start(
              new SmtpServer.Settings(
                  new InetSocketAddress(properties.bind(), properties.smtpPort()),
                  Optional.ofNullable(properties.baseUrl().getHost()).orElse("localhost"),
                  identity::context,
                  properties.data().resolve("spool"),
                  SmtpLimits.DEFAULT),
              reception);
      log.info("Mail is taken on port {}", port());
    } catch (IOException e) {
      throw new PortInUseException(properties.smtpPort(), e);
    }
  }

  @Override
  public void stop() {
    var running = server;
    server = null;
    if (running != null) {
      running.close();
    }
  }

  @Override
  public boolean isRunning() {
    return server != null;
  }
}
