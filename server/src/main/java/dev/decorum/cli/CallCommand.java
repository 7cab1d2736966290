package dev.decorum.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.decorum.conduct.Calls;
import dev.decorum.conduct.Transcript;
import dev.decorum.conduct.TranscriptUnreadable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Measures calls from their transcripts; no server needed.
@Command(
    name = "call",
    header = {
      "Measures calls from their transcripts; no server needed.",
      "",
      "  decorum call call.vtt",
      "  decorum call --agent \"Anna Berg\" --format jsonl *.srt",
      "  decorum call --format jsonl - < calls.jsonl",
      ""
    })
final class CallCommand implements Callable<Integer> {

  private enum Format {
    JSON,
    JSONL
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "json",
      description = "json (indented) or jsonl (one line a call, also read so).")
  private Format format = Format.JSON;

  @Option(
      names = "--agent",
      paramLabel = "NAME",
      description =
          "A speaker who is an agent; everybody else is then the client. Without it speakers have to be called agent, client, customer and the like.")
  private Set<String> agents = Set.of();

  @Parameters(
      paramLabel = "FILE",
      description =
          "WebVTT, SRT, JSON turns, or lines of {\"id\",\"turns\":[{\"speaker\":\"agent|client\",\"start\",\"end\",\"text\"}]}; - is standard input.")
  private List<String> files = new ArrayList<>();

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    var json =
        JsonMapper.builder()
            .configure(SerializationFeature.INDENT_OUTPUT, format == Format.JSON)
            .build();
    var answers = new Answers(agents, json, command.commandLine().getOut());
    for (var file : files.isEmpty() ? List.of("-") : files) {
      try {
        if (file.equals("-")) {
          answers.about(file, new InputStreamReader(System.in, UTF_8), format);
        } else {
          try (var in = new InputStreamReader(Files.newInputStream(Path.of(file)), UTF_8)) {
            answers.about(file, in, format);
          }
        }
      } catch (IOException | InvalidPathException _) {
        answers.failed(
            StringNode.valueOf(file), "The file cannot be read: check its name and rights.");
      }
    }
    return answers.code;
  }

  /// Writes one object a call.
  private static final class Answers {

    private final Calls calls;
    private final JsonMapper json;
    private final PrintWriter out;
    private int code;

    Answers(Set<String> agents, JsonMapper json, PrintWriter out) {
      calls = agents.isEmpty() ? Calls.english() : Calls.english().withAgents(agents);
      this.json = json;
      this.out = out;
    }

    void about(String file, Reader in, Format format) throws IOException {
      var lines = new BufferedReader(in);
      var number = 1;
      var first = lines.readLine();
      while (first != null && first.isBlank()) {
        number++;
        first = lines.readLine();
      }
      if (first != null && inLines(file, first, format)) {
        for (var line = first; line != null; line = lines.readLine(), number++) {
          if (!line.isBlank()) {
            line(number, line);
          }
        }
        return;
      }
      var text = new StringBuilder("\n".repeat(number - 1)).append(first == null ? "" : first);
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        text.append('\n').append(line);
      }
      whole(file, text.toString());
    }

    /// Whether every line is a call of its own: asked for, or plain from the first.
    private boolean inLines(String file, String first, Format format) {
      var cues = first.startsWith("WEBVTT") || first.startsWith("\uFEFFWEBVTT");
      var named = file.endsWith(".vtt") || file.endsWith(".srt") || file.endsWith(".json");
      return format == Format.JSONL && !cues && !named || object(first) != null;
    }

    private void line(int number, String line) {
      var object = object(line);
      var id = object == null ? NullNode.getInstance() : object.path("id");
      try {
        measured(id, calls.readJson(line));
      } catch (TranscriptUnreadable unreadable) {
        failed(id, "Line %d: %s".formatted(number, unreadable.what()));
      }
    }

    private void whole(String file, String text) {
      var object = text.stripLeading().startsWith("{") ? object(text) : null;
      var id = object != null && object.has("id") ? object.path("id") : StringNode.valueOf(file);
      try {
        measured(id, calls.read(text));
      } catch (TranscriptUnreadable unreadable) {
        failed(id, unreadable.getMessage());
      }
    }

    private @Nullable JsonNode object(String text) {
      try {
        var node = json.readTree(text);
        return node.isObject() ? node : null;
      } catch (JacksonException _) {
        return null;
      }
    }

    private void measured(JsonNode id, Transcript transcript) {
      var measures = calls.measure(transcript);
      write(
          identified(id)
              .put("agent_talk_ratio", rounded(measures.agentTalkRatio()))
              .put("agent_speech_s", measures.agentSpeech())
              .put("client_speech_s", measures.clientSpeech())
              .put("interruptions_by_agent", measures.interruptionsByAgent())
              .put("interruptions_by_client", measures.interruptionsByClient())
              .put("overlap_s", measures.overlap())
              .put("longest_monologue_agent_s", measures.longestMonologueAgent())
              .put("longest_monologue_client_s", measures.longestMonologueClient())
              .put("mean_agent_response_latency_s", rounded(measures.meanAgentResponseLatency()))
              .put("questions_by_agent", measures.questionsByAgent())
              .put("questions_by_client", measures.questionsByClient())
              .put("agent_patience", rounded(measures.agentPatience())));
    }

    private static @Nullable Double rounded(@Nullable Double value) {
      return value == null ? null : Double.valueOf(Math.round(value * 1e6) / 1e6);
    }

    void failed(JsonNode id, @Nullable String why) {
      write(identified(id).put("error", why));
      code = 2;
    }

    private ObjectNode identified(JsonNode id) {
      var answer = json.createObjectNode();
      answer.set("id", id.isMissingNode() ? NullNode.getInstance() : id);
      return answer;
    }

    private void write(ObjectNode answer) {
      out.println(json.writeValueAsString(answer));
      out.flush();
    }
  }
}
