package dev.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A line to a server on this machine that breaks again and again: after a random number of bytes
/// in one of the directions, or while nothing is said. What was sent up to there arrives.
public final class FaultyLine implements AutoCloseable {

  private static final int SILENCE = 250;

  private final ServerSocket listener;
  private final Random random;
  private final int mostBytes;
  private final AtomicInteger left;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final int target;

  /// @param target port of the server
  /// @param breaks how often it breaks; afterwards it holds
  /// @param mostBytes after how many bytes it breaks at the latest
  public FaultyLine(int target, long seed, int breaks, int mostBytes) throws IOException {
    this.target = target;
    this.random = new Random(seed);
    this.left = new AtomicInteger(breaks);
    this.mostBytes = mostBytes;
    this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("faulty-line").start(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /// How often it will still break.
  public int breaksLeft() {
    return Math.max(0, left.get());
  }

  /// All connections break now, which counts for nothing.
  public void breakAll() {
    for (var socket : open) close(socket);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var near = listener.accept();
        var far = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(near);
        open.add(far);
        boolean breaks = left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
        boolean answers = random.nextInt(4) > 0;
        boolean hard = random.nextBoolean();
        // Few bytes as often as many: half of what can break does so before a mail is on its way.
        long most = 1L + random.nextInt(random.nextBoolean() ? mostBytes : 2_000);
        long answered = breaks && answers ? most : Long.MAX_VALUE;
        long asked = breaks && !answers ? Math.min(most, 600) : Long.MAX_VALUE;
        if (breaks) {
          near.setSoLinger(hard, 0);
          far.setSoTimeout(SILENCE);
        }
        Thread.ofVirtual().start(() -> pump(near, far, asked, false));
        Thread.ofVirtual().start(() -> pump(far, near, answered, breaks));
      } catch (IOException e) {
        // The listener was closed, or the server is not there: the other side sees the same.
      }
    }
  }

  /// @param most after so many bytes both ends are closed
  /// @param silence whether the line breaks when nothing is said for a while
  private void pump(Socket from, Socket to, long most, boolean silence) {
    var bytes = new byte[8 * 1024];
    long left = most;
    try (from;
        to) {
      while (left > 0) {
        int count;
        try {
          count = from.getInputStream().read(bytes, 0, (int) Math.min(bytes.length, left));
        } catch (SocketTimeoutException e) {
          if (silence) return;
          continue;
        }
        if (count < 0) return;
        to.getOutputStream().write(bytes, 0, count);
        left -= count;
      }
    } catch (IOException e) {
      // Broken by the other direction.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is as good as closed.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    breakAll();
  }
}
