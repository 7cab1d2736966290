package dev.decorum.cli;

import dev.decorum.database.DecorumProperties;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Starts a node on an empty folder, asks it for pages and ends, so that the virtual machine learns
/// which classes and methods a start needs. The launcher runs it to make its cache.
@Command(name = "rehearse", hidden = true, header = "Starts and ends a node, for the launcher.")
final class RehearseCommand implements Callable<Integer> {

  private static final List<String> PAGES = List.of("/livez", "/readyz", "/", "/api/v1/clients");
  private static final int ROUNDS = 20;

  @Mixin private ServerOptions options = new ServerOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (var context = new Server(options, options.database().data("data"), false).start();
        var browser = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
      var base = context.getBean(DecorumProperties.class).baseUrl();
      for (var round = 0; round < ROUNDS; round++) {
        for (var page : PAGES) {
          browser.send(
              HttpRequest.newBuilder(URI.create(base + page)).build(), BodyHandlers.discarding());
        }
      }
    }
    return 0;
  }
}
