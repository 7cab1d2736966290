package dev.decorum.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.decorum.coach.ReviewJson;
import dev.decorum.coach.ReviewRequest;
import dev.decorum.conduct.Channel;
import dev.decorum.conduct.Context;
import dev.decorum.conduct.Level;
import dev.decorum.conduct.Review;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Says what could be better in replies to clients; no server needed.
@Command(
    name = "check",
    header = {
      "Says what could be better in replies to clients; no server needed.",
      "",
      "  decorum check reply.txt",
      "  decorum check --client-message mail.txt --client \"Helen Brandt\" reply.txt",
      "  decorum check --format jsonl < replies.jsonl",
      ""
    },
    footer = {
      "",
      "Ends with 0 when all is well, 1 when something is found, 2 when a text or line cannot be used."
    })
final class CheckCommand implements Callable<Integer> {

  enum Format {
    TEXT,
    JSON,
    JSONL,
    SARIF
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json, sarif, or jsonl (lines of JSON in and out).")
  private Format format = Format.TEXT;

  @Option(
      names = "--fail-on",
      paramLabel = "LEVEL",
      defaultValue = "warning",
      description = "The least level that ends with 1: stop, warning or advice.")
  private Level failOn = Level.WARNING;

  @Option(
      names = "--client-message",
      paramLabel = "FILE",
      description = "What the client wrote, a text that the replies answer.")
  private @Nullable String clientMessage;

  @Option(names = "--client", paramLabel = "NAME", description = "The client's name.")
  private @Nullable String clientName;

  @Option(names = "--agent", paramLabel = "NAME", description = "The writer's name.")
  private @Nullable String agentName;

  @Option(
      names = "--channel",
      paramLabel = "CHANNEL",
      defaultValue = "email",
      description = "email, chat, phone or social.")
  private Channel channel = Channel.EMAIL;

  @Option(names = "--first-contact", description = "The client hears from us for the first time.")
  private boolean firstContact;

  @Option(
      names = "--sent-at",
      paramLabel = "TIME",
      description = "When the reply leaves, such as 2026-11-20T10:15:00+01:00; now without it.")
  private @Nullable String sentAt;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "The writer's time zone, such as Europe/Berlin; UTC without it.")
  private @Nullable String zone;

  @Option(
      names = "--locale",
      paramLabel = "LOCALE",
      description = "Language and country, such as en-GB or de.")
  private @Nullable String locale;

  @Mixin private Guidelines guidelines = new Guidelines();

  @Parameters(
      paramLabel = "FILE",
      description = "Replies as text, or .jsonl files of lines; - is standard input.")
  private List<String> files = new ArrayList<>();

  @Spec private CommandSpec command = CommandSpec.create();

  private final Clock clock = Clock.systemUTC();

  @Override
  public Integer call() {
    var screen = command.commandLine();
    var results = new Results(format, failOn, screen.getOut(), screen.getErr());
    var context = format == Format.JSONL ? null : context();
    for (var file : files.isEmpty() ? List.of("-") : files) {
      try (var in = open(file)) {
        if (context == null || file.endsWith(".jsonl")) {
          checkLines(in, file, results);
        } else {
          var reply = new String(in.readAllBytes(), UTF_8);
          check(file, new ReviewRequest(ReviewJson.quoted(file), reply, context), results);
        }
      } catch (IOException | InvalidPathException _) {
        results.failed(
            file,
            ReviewJson.quoted(file),
            "The file %s cannot be read: check its name and rights.".formatted(file));
      }
    }
    return results.end();
  }

  private static InputStream open(String file) throws IOException {
    return file.equals("-") ? System.in : Files.newInputStream(Path.of(file));
  }

  private void checkLines(InputStream in, String file, Results results) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(in, UTF_8));
    var number = 0;
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank()) {
        try {
          check(file + ":" + number, ReviewRequest.of(line, clock), results);
        } catch (ReviewRequest.Unusable unusable) {
          results.failed(file + ":" + number, unusable.id(), String.valueOf(unusable.getMessage()));
        }
      }
      if (!lines.ready()) {
        results.flush();
      }
    }
  }

  private void check(String place, ReviewRequest request, Results results) {
    Review review =
        guidelines.in(request.context().locale()).review(request.reply(), request.context());
    results.add(place, request, review);
  }

  /// What is known around all texts that are not lines of JSON.
  private Context context() {
    try {
      return Context.sentAt(ReviewRequest.time(sentAt, ReviewRequest.zone(zone), clock))
          .answering(clientMessage == null ? null : Files.readString(Path.of(clientMessage)))
          .between(agentName, clientName)
          .by(channel)
          .onFirstContact(firstContact)
          .in(ReviewRequest.locale(locale));
    } catch (IOException | InvalidPathException _) {
      throw new Problem(
          "The file %s cannot be read: check its name, rights and that it is UTF-8."
              .formatted(clientMessage));
    } catch (IllegalArgumentException wrong) {
      throw new Problem(String.valueOf(wrong.getMessage()));
    }
  }
}
