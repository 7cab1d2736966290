package dev.decorum.cli;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.catalina.util.NetMask;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How one node is reached, and what it works on.
final class ServerOptions {

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Port of the web pages and the API (default: ${DEFAULT-VALUE}; 0: a free one).")
  private int port;

  @Option(
      names = "--smtp-port",
      paramLabel = "PORT",
      defaultValue = "2525",
      description =
          "Port on which mail comes in (default: ${DEFAULT-VALUE}; 0: a free one, -1: none).")
  private int smtpPort;

  @Option(
      names = "--bind",
      paramLabel = "ADDR",
      defaultValue = "127.0.0.1",
      description =
          "Address to listen on (default: ${DEFAULT-VALUE}, this machine only; 0.0.0.0: all).")
  private String bind = "127.0.0.1";

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description = "Where browsers reach this installation, such as https://desk.example.com.")
  private @Nullable URI baseUrl;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description =
          "Time zone of the organisation, such as Europe/Berlin (default: the machine's).")
  private @Nullable String zone;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "Certificate chain in PEM, for https and STARTTLS.")
  private @Nullable Path tlsCert;

  @Option(names = "--tls-key", paramLabel = "FILE", description = "Its private key in PEM.")
  private @Nullable Path tlsKey;

  @Option(
      names = "--trusted-proxy",
      paramLabel = "CIDR",
      split = ",",
      description = "Networks of the proxies whose X-Forwarded headers count; repeatable.")
  private List<String> trustedProxy = new ArrayList<>();

  DatabaseOptions database() {
    return database;
  }

  /// These options as the settings of Spring and of our modules, after a look whether they can
  /// work.
  ///
  /// @param loopbackOnly true when nothing may be reachable from outside this machine
  Map<String, Object> asProperties(Path folder, boolean loopbackOnly) {
    var address = bindAddress();
    if (loopbackOnly && !address.isLoopbackAddress()) {
      throw new Problem(
          "The demo stays on this machine: leave out --bind, or use serve for real work.");
    }
    var http = available("--port", port, address);
    var smtp = smtpPort < 0 ? -1 : available("--smtp-port", smtpPort, address);
    var properties = new HashMap<>(database.asProperties(folder));
    properties.put("decorum.bind", bind);
    properties.put("decorum.port", http);
    properties.put("decorum.smtp-port", smtp);
    properties.put("decorum.base-url", baseUrl(address, http));
    properties.put("decorum.zone", zone().getId());
    properties.put("server.address", bind);
    properties.put("server.port", http);
    properties.putAll(tls());
    properties.putAll(proxies());
    return properties;
  }

  private InetAddress bindAddress() {
    try {
      return InetAddress.getByName(bind);
    } catch (UnknownHostException _) {
      throw new Problem(
          "The address %s of --bind is not known: give an IP address.".formatted(bind));
    }
  }

  private static int available(String option, int port, InetAddress address) {
    if (port < 0 || port > 65535) {
      throw new Problem("%s is a number from 0 to 65535, not %d.".formatted(option, port));
    }
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
      return socket.getLocalPort();
    } catch (BindException taken) {
      var reason = String.valueOf(taken.getMessage());
      throw new Problem(
          reason.contains("Cannot assign")
              ? "This machine has no address %s: choose another with --bind."
                  .formatted(address.getHostAddress())
              : reason.contains("Permission denied")
                  ? "Port %d needs rights that this user lacks: choose one above 1023 with %s."
                      .formatted(port, option)
                  : "Port %d is in use: stop the program that has it, or choose another with %s."
                      .formatted(port, option));
    } catch (IOException failed) {
      throw new Problem(
          "Port %d cannot be opened (%s): choose another with %s."
              .formatted(port, failed.getMessage(), option));
    }
  }

  private String baseUrl(InetAddress address, int http) {
    if (baseUrl == null) {
      var local = address.isLoopbackAddress() || address.isAnyLocalAddress();
      return "%s://%s:%d"
          .formatted(tlsCert == null ? "http" : "https", local ? "localhost" : bind, http);
    }
    var scheme = String.valueOf(baseUrl.getScheme());
    if (!scheme.matches("(?i)https?") || baseUrl.getHost() == null) {
      throw new Problem(
          "--base-url is a full address such as https://desk.example.com, not %s."
              .formatted(baseUrl));
    }
    return baseUrl.toString().replaceFirst("/+$", "");
  }

  private ZoneId zone() {
    try {
      return zone == null ? ZoneId.systemDefault() : ZoneId.of(zone);
    } catch (DateTimeException _) {
      throw new Problem("There is no time zone %s: write it like Europe/Berlin.".formatted(zone));
    }
  }

  private Map<String, Object> tls() {
    if (tlsCert == null && tlsKey == null) {
      return Map.of();
    }
    if (tlsCert == null || tlsKey == null) {
      throw new Problem("--tls-cert and --tls-key belong together: give both.");
    }
    TlsFiles.check(tlsCert, tlsKey);
    var certificate = tlsCert.toAbsolutePath().toString();
    var key = tlsKey.toAbsolutePath().toString();
    return Map.of(
        "decorum.tls-cert",
        certificate,
        "decorum.tls-key",
        key,
        "spring.ssl.bundle.pem.decorum.keystore.certificate",
        "file:" + certificate,
        "spring.ssl.bundle.pem.decorum.keystore.private-key",
        "file:" + key,
        "spring.ssl.bundle.pem.decorum.reload-on-update",
        true,
        "server.ssl.bundle",
        "decorum");
  }

  private Map<String, Object> proxies() {
    for (var network : trustedProxy) {
      try {
        new NetMask(network);
      } catch (IllegalArgumentException _) {
        throw new Problem(
            "%s of --trusted-proxy is not a network: write it like 10.0.0.0/8 or 192.168.1.7/32."
                .formatted(network));
      }
    }
    return Map.of("decorum.trusted-proxy", String.join(",", trustedProxy));
  }
}
