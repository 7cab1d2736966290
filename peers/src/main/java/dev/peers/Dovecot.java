package dev.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Debian's Dovecot, on loopback ports and in a folder of its own, started and ended with this
/// object. The folder is a temporary one, since somebody else than root must be able to get there.
/// Everybody may sign in with [#PASSWORD].
public final class Dovecot implements AutoCloseable {

  public static final String PASSWORD = "open \"sesame\" \\ größer";

  private static final Path PROGRAM = Path.of("/usr/sbin/dovecot");

  private final Path folder;
  private final Process process;
  private final int port;
  private final int tlsPort;
  private final AtomicLong delivered = new AtomicLong();

  private Dovecot(Path folder, Process process, int port, int tlsPort) {
    this.folder = folder;
    this.process = process;
    this.port = port;
    this.tlsPort = tlsPort;
  }

  public static Dovecot start() {
    return startWithout("");
  }

  /// @param capability one that it is not to offer: `IDLE` or `MOVE`; empty: it offers all
  public static Dovecot startWithout(String capability) {
    if (!Files.isExecutable(PROGRAM)) {
      throw new IllegalStateException("Dovecot is missing: apt-get install dovecot-imapd");
    }
    try {
      var folder = Workplace.newFolder("dovecot");
      int port = Workplace.freePort();
      int tlsPort = Workplace.freePort();
      Files.createDirectories(folder.resolve("mail"));
      boolean root = Workplace.isRoot();
      if (root) Workplace.run("chown", "nobody:nogroup", folder.resolve("mail").toString());
      Workplace.makeCertificate(folder, "mail.peer.example");
      var users = folder.resolve("users");
      Files.writeString(users, "everybody:{PLAIN}" + PASSWORD + '\n');
      if (root) Workplace.run("chgrp", "dovecot", users.toString());
      var configuration = folder.resolve("dovecot.conf");
      Files.writeString(configuration, configuration(folder, port, tlsPort, root, capability));
      var process =
          new ProcessBuilder(PROGRAM.toString(), "-F", "-c", configuration.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("output").toFile())
              .start();
      Workplace.awaitGreeting(process, port, folder);
      return new Dovecot(folder, process, port, tlsPort);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String configuration(
      Path folder, int port, int tlsPort, boolean root, String withoutCapability) {
    var user = System.getProperty("user.name");
    return """
        protocols = imap
        listen = 127.0.0.1
        base_dir = %1$s/run
        state_dir = %1$s/run
        log_path = %1$s/dovecot.log
        %5$s
        ssl = yes
        ssl_cert = <%1$s/cert.pem
        ssl_key = <%1$s/key.pem
        disable_plaintext_auth = no
        auth_mechanisms = plain login
        auth_failure_delay = 0
        auth_username_chars =
        mail_location = maildir:%1$s/mail/%%u
        mail_uid = %6$s
        mail_gid = %7$s
        mail_max_userip_connections = 100
        first_valid_uid = 1
        first_valid_gid = 1
        namespace inbox {
          inbox = yes
          mailbox "Sent Mail" {
            auto = create
            special_use = \\Sent
          }
        }
        %4$s
        service imap-login {
          process_min_avail = 1
          service_count = 0
          inet_listener imap {
            address = 127.0.0.1
            port = %2$d
          }
          inet_listener imaps {
            address = 127.0.0.1
            port = %3$d
            ssl = yes
          }
          %8$s
        }
        service anvil {
          %8$s
        }
        service auth {
          unix_listener %1$s/sign-ins {
            mode = 0666
          }
        }
        passdb {
          driver = passwd-file
          args = scheme=PLAIN username_format=everybody %1$s/users
        }
        userdb {
          driver = static
          args = uid=%6$s gid=%7$s home=%1$s/mail/%%u
        }
        """
        .formatted(
            folder,
            port,
            tlsPort,
            withoutCapability.isEmpty()
                ? ""
                : "imap_capability = IMAP4rev1 SASL-IR LITERAL+ ID ENABLE NAMESPACE UIDPLUS "
                    + (withoutCapability.equals("IDLE") ? "MOVE" : "IDLE"),
            root ? "" : "default_internal_user = %1$s\ndefault_login_user = %1$s".formatted(user),
            root ? "nobody" : user,
            root ? "nogroup" : user,
            root ? "" : "chroot =");
  }

  public int port() {
    return port;
  }

  /// Where TLS is spoken from the first byte, with a certificate that nobody trusts.
  public int tlsPort() {
    return tlsPort;
  }

  /// The socket by which other servers ask it who may sign in.
  Path signIns() {
    return folder.resolve("sign-ins");
  }

  /// Puts a mail into a folder as delivery does: written elsewhere, then moved there whole.
  ///
  /// @param box `INBOX` or the name of another folder
  /// @param arrived when the server got it
  public void deliver(String user, String box, byte[] mail, Instant arrived) {
    try {
      var maildir = maildir(user, box);
      for (var part : List.of("tmp", "new", "cur")) open(maildir.resolve(part));
      var name = "%d.%d.peer".formatted(arrived.getEpochSecond(), delivered.incrementAndGet());
      var written = maildir.resolve("tmp").resolve(name);
      Files.write(written, mail);
      Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-rw-rw-"));
      Files.setLastModifiedTime(written, FileTime.from(arrived));
      Files.move(written, maildir.resolve("new").resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Forgets the numbers of all mails of a folder; what opens it next gets others.
  public void renumber(String user, String box) {
    try (var files = Files.list(maildir(user, box))) {
      for (var file : files.toList()) {
        var name = file.getFileName().toString();
        if (name.startsWith("dovecot-uidlist")
            || name.startsWith("dovecot.index")
            || name.startsWith("dovecot-uidvalidity")) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// How many mails there are in a folder, and how many of them are marked as seen.
  public record Count(int mails, int seen) {}

  public Count count(String user, String box) {
    int mails = 0;
    int seen = 0;
    for (var part : List.of("new", "cur")) {
      var files = maildir(user, box).resolve(part);
      if (!Files.isDirectory(files)) continue;
      try (var each = Files.list(files)) {
        for (var file : each.toList()) {
          mails++;
          var name = file.getFileName().toString();
          int flags = name.indexOf(":2,");
          if (flags >= 0 && name.indexOf('S', flags) >= 0) seen++;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Count(mails, seen);
  }

  /// The mails of a folder.
  public List<byte[]> mails(String user, String box) {
    var mails = new ArrayList<byte[]>();
    for (var part : List.of("new", "cur")) {
      var files = maildir(user, box).resolve(part);
      if (!Files.isDirectory(files)) continue;
      try (var each = Files.list(files)) {
        for (var file : each.sorted().toList()) mails.add(Files.readAllBytes(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return mails;
  }

  private Path maildir(String user, String box) {
    var home = folder.resolve("mail").resolve(user);
    return box.equals("INBOX") ? home : home.resolve('.' + box);
  }

  /// Makes a folder that this program and the server may both write to.
  private void open(Path made) throws IOException {
    var missing =
        Stream.iterate(made, path -> path != null && !Files.exists(path), Path::getParent)
            .sorted(Comparator.comparing(Path::getNameCount))
            .toList();
    for (var one : missing) {
      Files.createDirectory(one);
      Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
      Workplace.delete(folder);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
