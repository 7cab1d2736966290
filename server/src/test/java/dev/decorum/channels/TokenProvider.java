package dev.decorum.channels;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Somebody who gives tokens for refresh tokens, on this machine.
final class TokenProvider implements AutoCloseable {

  private final HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile String answer;

  TokenProvider(String answer) throws IOException {
    this.answer = answer;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/token",
        exchange -> {
          asked.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
          var bytes = this.answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  void answer(int status, String answer) {
    this.status = status;
    this.answer = answer;
  }

  URI address() {
    return URI.create("http://localhost:%d/token".formatted(server.getAddress().getPort()));
  }

  /// What was sent to it, form after form.
  List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
