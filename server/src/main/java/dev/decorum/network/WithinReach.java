package dev.decorum.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import javax.net.SocketFactory;

/// Judges the address that is connected to. A name that was looked up before may have another
/// address by now.
public final class WithinReach extends SocketFactory {
  private static final Duration CONNECT = Duration.ofSeconds(20);

  private final Reach reach;

  public WithinReach(Reach reach) {
    this.reach = reach;
  }

  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public void connect(SocketAddress to, int timeout) throws IOException {
        if (to instanceof InetSocketAddress socket
            && socket.getAddress() != null
            && !reach.covers(socket.getAddress())) {
          throw new OutOfReach();
        }
        super.connect(to, timeout);
        setTcpNoDelay(true);
      }
    };
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  private Socket connected(InetSocketAddress to) throws IOException {
    var socket = createSocket();
    socket.connect(to, Math.toIntExact(CONNECT.toMillis()));
    return socket;
  }
}
