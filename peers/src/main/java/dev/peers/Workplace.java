package dev.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.locks.LockSupport;

/// A folder of its own, ports and programs: what the server of another house needs to run here.
final class Workplace {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Workplace() {}

  static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /// A temporary one, since somebody else than root must be able to get there.
  static Path newFolder(String name) throws IOException {
    var folder = Files.createTempDirectory(name);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    return folder;
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// Makes `key.pem` and `cert.pem`, a certificate that nobody trusts.
  static void makeCertificate(Path folder, String host) throws IOException {
    run(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=" + host,
        "-keyout",
        folder.resolve("key.pem").toString(),
        "-out",
        folder.resolve("cert.pem").toString());
  }

  static void run(String... command) throws IOException {
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (process.waitFor() != 0) throw new IOException(command[0] + " failed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /// Waits until the server says something there.
  static void awaitGreeting(Process server, int port, Path folder) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(1000);
        if (socket.getInputStream().read() > 0) return;
      } catch (IOException notYet) {
        // It is on its way.
      }
      if (!server.isAlive() || System.nanoTime() > end) {
        server.destroy();
        throw new IllegalStateException("The server does not start; see " + folder);
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
    } catch (IOException | UncheckedIOException e) {
      // A process of the server that ends later still wrote something; it is a temporary folder.
    }
  }
}
