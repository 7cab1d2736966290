package dev.decorum.channels.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// A mail program in its bare form: sends what it is told, byte by byte, and hears the answers.
public final class RawPeer implements AutoCloseable {

  private Socket socket;
  private InputStream in;

  /// Connects and hears the greeting.
  public static RawPeer at(int port) throws IOException {
    var peer = new RawPeer(port);
    peer.hear();
    return peer;
  }

  /// Connects only.
  public RawPeer(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) Duration.ofSeconds(15).toMillis());
    in = socket.getInputStream();
  }

  public void send(String bytes) throws IOException {
    send(bytes.getBytes(StandardCharsets.UTF_8));
  }

  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /// Sends a line and hears the answer.
  public String say(String line) throws IOException {
    send(line + "\r\n");
    return hear();
  }

  /// The next answer, all of its lines; empty when the server has gone.
  public String hear() throws IOException {
    List<String> lines = new ArrayList<>();
    while (true) {
      var line = new StringBuilder();
      int b;
      while ((b = in.read()) != '\n') {
        if (b < 0) return String.join("\n", lines);
        if (b != '\r') line.append((char) b);
      }
      lines.add(line.toString());
      if (line.length() < 4 || line.charAt(3) != '-') return String.join("\n", lines);
    }
  }

  /// Says hello and begins a mail, up to and with DATA.
  public void begin(String sender, String... recipients) throws IOException {
    say("EHLO peer.example");
    say("MAIL FROM:<" + sender + ">");
    for (String recipient : recipients) {
      say("RCPT TO:<" + recipient + ">");
    }
    say("DATA");
  }

  /// Turns the connection into TLS without asking who is there.
  public String startTls() throws IOException {
    say("STARTTLS");
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustAll()}, null);
      var tls =
          (javax.net.ssl.SSLSocket)
              context.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
      tls.startHandshake();
      socket = tls;
      in = tls.getInputStream();
      return tls.getSession().getProtocol();
    } catch (java.security.GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static final class TrustAll implements X509TrustManager {
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
