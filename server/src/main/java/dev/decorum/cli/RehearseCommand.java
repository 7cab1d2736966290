package dev.decorum.cli;

import dev.decorum.channels.Mailboxes;
import dev.decorum.channels.SmtpPort;
import dev.decorum.coach.ReviewJson;
import dev.decorum.conduct.Conduct;
import dev.decorum.database.DecorumProperties;
import dev.decorum.demo.DemoOrganisation;
import dev.decorum.staff.AccessTokens;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Does what a program does, so that the virtual machine learns which classes and methods that
/// needs: starts the sample organisation on an empty folder, turns over its pages, writes answers,
/// takes mails and ends; or reads texts. The launcher runs it to make its caches.
@Command(
    name = "rehearse",
    hidden = true,
    header = "Starts and ends a node, or reads texts, for the launcher's caches.")
final class RehearseCommand implements Callable<Integer> {

  private static final List<String> PAGES =
      List.of("/readyz", "/inbox/all", "/c/1", "/clients", "/clients/1", "/inbox/all?q=kitchen");
  private static final List<String> CALLS =
      List.of(
          "/conversations",
          "/conversations/1",
          "/conversations/1/interactions",
          "/conversations?q=kitchen");
  private static final int ROUNDS = 20;
  private static final int ANSWERS = 300;
  private static final int MAILS = 300;

  /// What is rehearsed.
  enum Part {
    SERVING,
    READING
  }

  @Parameters(paramLabel = "PART", description = "serving or reading.")
  private Part part = Part.SERVING;

  @Mixin private ServerOptions options = new ServerOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    return part == Part.SERVING ? serve() : read();
  }

  /// Checks the examples of all guidelines, as lines and as texts.
  private static int read() throws IOException {
    var folder = Files.createTempDirectory("rehearsal");
    var lines = folder.resolve("examples.jsonl");
    var text = folder.resolve("example.txt");
    var examples =
        Conduct.english().rules().stream()
            .flatMap(rule -> Stream.concat(rule.matching().stream(), rule.missing().stream()))
            .toList();
    try {
      Files.write(
          lines,
          examples.stream()
              .map(ReviewJson::quoted)
              .map("{\"reply\":%1$s,\"client_message\":%1$s}"::formatted)
              .toList());
      Files.writeString(text, examples.getFirst());
      for (var arguments :
          List.of(
              List.of("check", text.toString()),
              List.of("check", "--format", "jsonl", lines.toString()),
              List.of("check", "--format", "sarif", text.toString()),
              List.of("rules", "list"))) {
        Main.commandLine(Map.of(), arguments.toArray(String[]::new))
            .setOut(new PrintWriter(Writer.nullWriter()))
            .execute(arguments.toArray(String[]::new));
      }
    } finally {
      Files.deleteIfExists(lines);
      Files.deleteIfExists(text);
      Files.delete(folder);
    }
    return 0;
  }

  private int serve() throws IOException, InterruptedException {
    var server = new Server(options, options.database().data("data-demo"), true);
    try (var context = server.start();
        var browser =
            HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
      var base = context.getBean(DecorumProperties.class).baseUrl();
      get(browser, context.getBean(DemoOrganisation.class).load().signIn());
      for (var round = 0; round < ROUNDS; round++) {
        for (var page : PAGES) {
          get(browser, URI.create(base + page));
        }
      }
      var agent =
          context.getBean(Staff.class).members().stream()
              .filter(member -> member.role() == Role.AGENT)
              .findFirst()
              .orElseThrow();
      var api = base + "/api/v1";
      var token = context.getBean(AccessTokens.class).create(agent.id(), List.of());
      for (var round = 0; round < ROUNDS; round++) {
        for (var call : CALLS) {
          browser.send(call(api + call, token).build(), BodyHandlers.discarding());
        }
      }
      for (var answer = 0; answer < ANSWERS; answer++) {
        browser.send(answer(api, token, answer), BodyHandlers.discarding());
      }
      MailRehearsal.send(
          context.getBean(SmtpPort.class).port(),
          context.getBean(Mailboxes.class).all().getFirst().address(),
          MAILS);
    }
    return 0;
  }

  private static void get(HttpClient browser, URI page) throws IOException, InterruptedException {
    browser.send(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding());
  }

  private static HttpRequest answer(String api, String token, int no) {
    var text = "{\"text\":\"Thank you. We will call you on the %d. at ten.\"}".formatted(no);
    return call(api + "/conversations/1/replies", token)
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", "answer-" + no)
        .POST(BodyPublishers.ofString(text))
        .build();
  }

  private static HttpRequest.Builder call(String address, String token) {
    return HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Bearer " + token);
  }
}
