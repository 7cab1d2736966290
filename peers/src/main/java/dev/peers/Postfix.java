package dev.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Debian's Postfix, on loopback ports and in a folder of its own, started and ended with this
/// object. It takes mail from this machine for everybody, knows nobody at [#DOMAIN], and hands the
/// mail of other domains to ports of this machine.
///
/// It runs as root only: its parts change to users of their own.
public final class Postfix implements AutoCloseable {

  /// Its own domain, where nobody has a mailbox.
  public static final String DOMAIN = "postfix.example";

  private static final Path PROGRAM = Path.of("/usr/sbin/postfix");

  private final Path folder;
  private final Process process;
  private final int port;
  private final int submissionPort;

  private Postfix(Path folder, Process process, int port, int submissionPort) {
    this.folder = folder;
    this.process = process;
    this.port = port;
    this.submissionPort = submissionPort;
  }

  /// Whether it can run here.
  public static boolean possible() {
    return Workplace.isRoot();
  }

  /// @param routes the ports to which the mail of domains is handed
  /// @param accounts says who may sign in
  public static Postfix start(Map<String, Integer> routes, Dovecot accounts) {
    if (!Files.isExecutable(PROGRAM)) {
      throw new IllegalStateException("Postfix is missing: apt-get install postfix");
    }
    try {
      var folder = Workplace.newFolder("postfix");
      var etc = Files.createDirectory(folder.resolve("etc"));
      Files.createDirectory(folder.resolve("queue"));
      Workplace.run("chown", "postfix", Files.createDirectory(folder.resolve("data")).toString());
      Workplace.makeCertificate(folder, "relay.postfix.example");
      int port = Workplace.freePort();
      int submissionPort = Workplace.freePort();
      Files.writeString(etc.resolve("main.cf"), settings(folder, routes, accounts));
      Files.writeString(etc.resolve("master.cf"), services(port, submissionPort));
      var process =
          new ProcessBuilder(PROGRAM.toString(), "-c", etc.toString(), "start-fg")
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("output").toFile())
              .start();
      Workplace.awaitGreeting(process, port, folder);
      return new Postfix(folder, process, port, submissionPort);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String settings(Path folder, Map<String, Integer> routes, Dovecot accounts) {
    var transports =
        routes.entrySet().stream()
            .map(
                route -> "{ %s = smtp:[127.0.0.1]:%d }".formatted(route.getKey(), route.getValue()))
            .collect(Collectors.joining(", "));
    return """
        compatibility_level = 3.6
        queue_directory = %1$s/queue
        data_directory = %1$s/data
        maillog_file = %1$s/log
        maillog_file_prefixes = %1$s
        myhostname = relay.%2$s
        myorigin = %2$s
        mydestination = %2$s
        local_recipient_maps =
        alias_maps =
        alias_database =
        biff = no
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        smtp_dns_support_level = disabled
        smtpd_peername_lookup = no
        transport_maps = inline:{ %3$s }
        mynetworks = 127.0.0.0/8
        smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject
        smtpd_tls_cert_file = %1$s/cert.pem
        smtpd_tls_key_file = %1$s/key.pem
        smtpd_tls_security_level = may
        smtpd_tls_received_header = yes
        smtp_tls_security_level = may
        smtpd_sasl_type = dovecot
        smtpd_sasl_path = %4$s
        smtpd_sasl_authenticated_header = yes
        minimal_backoff_time = 1s
        maximal_backoff_time = 2s
        queue_run_delay = 1s
        """
        .formatted(folder, DOMAIN, transports, accounts.signIns());
  }

  /// As Debian's, without changing the root folder, and with ports of our own.
  private static String services(int port, int submissionPort) {
    return """
        127.0.0.1:%d inet n - n - - smtpd
        127.0.0.1:%d inet n - n - - smtpd
          -o mynetworks=192.0.2.1
          -o smtpd_tls_security_level=encrypt
          -o smtpd_sasl_auth_enable=yes
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        tlsmgr unix - - n 1000? 1 tlsmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        verify unix - - n - 1 verify
        flush unix n - n 1000? 0 flush
        proxymap unix - - n - - proxymap
        smtp unix - - n - - smtp
        error unix - - n - - error
        retry unix - - n - - error
        discard unix - - n - - discard
        local unix - n n - - local
        anvil unix - - n - 1 anvil
        scache unix - - n - 1 scache
        postlog unix-dgram n - n - 1 postlogd
        """
        .formatted(port, submissionPort);
  }

  /// Where it takes mail from anybody on this machine, encrypted or not.
  public int port() {
    return port;
  }

  /// Where it takes mail from those who sign in, encrypted by STARTTLS.
  public int submissionPort() {
    return submissionPort;
  }

  @Override
  public void close() {
    try {
      Workplace.run(PROGRAM.toString(), "-c", folder.resolve("etc").toString(), "stop");
      if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Workplace.delete(folder);
  }
}
