package dev.decorum.assistant;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A language model that does what a test tells it to, and speaks the protocol of others.
final class ModelServer implements AutoCloseable {

  /// One question as it came.
  record Asked(String path, Map<String, List<String>> headers, JsonNode question) {

    /// What the model was given to work on.
    String text() {
      return question.path("messages").path(1).path("content").asString();
    }
  }

  /// Answers an exchange in its own way.
  interface Behaviour {
    void answer(HttpExchange exchange) throws IOException;
  }

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Behaviour behaviour = says(text -> text);

  final List<Asked> asked = new CopyOnWriteArrayList<>();

  ModelServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            asked.add(
                new Asked(
                    exchange.getRequestURI().getPath(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    JSON.readTree(exchange.getRequestBody().readAllBytes())));
            behaviour.answer(exchange);
          } catch (IOException _) {
            // Who asked has gone.
          }
        });
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  ModelServer behave(Behaviour other) {
    behaviour = other;
    return this;
  }

  /// Answers what it makes of the text it was given.
  ModelServer say(UnaryOperator<String> words) {
    return behave(says(words));
  }

  private Behaviour says(UnaryOperator<String> words) {
    return exchange ->
        send(exchange, 200, "application/json", reply(words.apply(asked.getLast().text()), "stop"));
  }

  static String reply(String words, String finish) {
    return JSON.writeValueAsString(
        Map.of(
            "id",
            "1",
            "object",
            "chat.completion",
            "choices",
            List.of(
                Map.of(
                    "index",
                    0,
                    "message",
                    Map.of("role", "assistant", "content", words),
                    "finish_reason",
                    finish))));
  }

  static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    var bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /// Says nothing until the test is over.
  void fallSilent() {
    try {
      closing.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }
}
