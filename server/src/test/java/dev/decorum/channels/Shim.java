package dev.decorum.channels;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Stands between a program and its server, and can take the server away.
final class Shim implements AutoCloseable {

  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile int target;
  private volatile boolean cut;

  Shim(int target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /// All connections break, and no new one comes about.
  void takeAway() throws IOException {
    cut = true;
    for (var socket : open) socket.close();
  }

  void giveBack(int port) {
    target = port;
    cut = false;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var near = listener.accept();
        if (cut) {
          near.close();
          continue;
        }
        var far = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(near);
        open.add(far);
        pump(near, far);
        pump(far, near);
      } catch (IOException e) {
        // The listener was closed, or the server behind is not there: the program sees the same.
      }
    }
  }

  private void pump(Socket from, Socket to) {
    Thread.ofVirtual()
        .start(
            () -> {
              try (from;
                  to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                in.transferTo(out);
              } catch (IOException e) {
                // Broken off, as it is meant to be.
              } finally {
                open.remove(from);
                open.remove(to);
              }
            });
  }

  @Override
  public void close() throws IOException {
    listener.close();
    takeAway();
  }
}
