package dev.decorum.push;

import dev.decorum.network.HttpCall;
import dev.decorum.network.Reach;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;

/// Posts to an address that a browser has named. Anybody can claim to be a browser, so the
/// connection goes by TLS to the public network only, and of the answer no more is read than its
/// status.
final class PushService implements Post {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final HttpCall http;

  PushService(Reach reach, SSLSocketFactory tls) {
    this.http = new HttpCall(reach, tls, CONNECT, ANSWER);
  }

  @Override
  public int post(URI endpoint, Map<String, String> headers, byte[] body) throws IOException {
    if (!"https".equalsIgnoreCase(endpoint.getScheme())) {
      throw new IOException("A push service is reached by TLS only");
    }
    return http.status(endpoint, headers, body);
  }
}
