package dev.decorum.push;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.decorum.network.Reach;
import dev.decorum.network.WithinReach;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// Posts to an address that a browser has named. Anybody can claim to be a browser, so the
/// connection goes by TLS to the public network only, judged by the address that is really
/// connected to; redirects are not followed, and of the answer no more is read than its status.
final class PushService implements Post {

  private static final int HTTPS = 443;
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final int LONGEST_LINE = 200;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");

  private final Reach reach;
  private final SSLSocketFactory tls;

  PushService(Reach reach, SSLSocketFactory tls) {
    this.reach = reach;
    this.tls = tls;
  }

  @Override
  public int post(URI endpoint, Map<String, String> headers, byte[] body) throws IOException {
    int port = endpoint.getPort() < 0 ? HTTPS : endpoint.getPort();
    try (var plain = new WithinReach(reach).createSocket()) {
      plain.setSoTimeout(Math.toIntExact(ANSWER.toMillis()));
      plain.connect(
          new InetSocketAddress(endpoint.getHost(), port), Math.toIntExact(CONNECT.toMillis()));
      try (var socket = (SSLSocket) tls.createSocket(plain, endpoint.getHost(), port, true)) {
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        var out = socket.getOutputStream();
        out.write(head(endpoint, headers, body.length).getBytes(US_ASCII));
        out.write(body);
        out.flush();
        return status(socket);
      }
    }
  }

  private static String head(URI endpoint, Map<String, String> headers, int length) {
    var head = new StringBuilder("POST ").append(endpoint.getRawPath());
    if (endpoint.getRawQuery() != null) head.append('?').append(endpoint.getRawQuery());
    head.append(" HTTP/1.1\r\nHost: ").append(endpoint.getRawAuthority());
    head.append("\r\nConnection: close\r\nContent-Length: ").append(length).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head.append("\r\n").toString();
  }

  private static int status(SSLSocket socket) throws IOException {
    var line = new StringBuilder();
    var in = socket.getInputStream();
    for (int next; (next = in.read()) >= 0 && next != '\n' && line.length() < LONGEST_LINE; ) {
      if (next != '\r') line.append((char) next);
    }
    var status = STATUS.matcher(line);
    if (!status.matches()) throw new IOException("not HTTP");
    return Integer.parseInt(status.group(1));
  }
}
