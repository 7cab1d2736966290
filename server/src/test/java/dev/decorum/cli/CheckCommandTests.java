package dev.decorum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CheckCommandTests {

  /// Forty-one words.
  private static final String LONG =
      "The engineer who came to your house on Tuesday in order to look at the boiler that you had"
          + " told us about in your mail of last week found that the pump, which is nine years old,"
          + " no longer works at all.";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private record Ended(int code, String out, String err) {

    List<JsonNode> lines() {
      return out.lines().map(JSON::readTree).toList();
    }
  }

  @TempDir Path folder;
  private String pack = "";

  @BeforeEach
  void writeAPack() throws IOException {
    pack =
        file(
            "own.yaml",
            """
            guideline: own
            requirement: K10
            category: own_word
            level: warning
            why: Name the day.
            rules:
              - id: own.sometime
                phrases: [zzometime]
                examples:
                  match: [We call zzometime.]
                  miss: [We call on Monday.]
            """);
  }

  @Test
  void linesOfJsonAreAnsweredInOrderWithErrorsInTheirPlace() throws IOException {
    var lines =
        file(
            "in.jsonl",
            """
            {"id":"a","reply":"We call zzometime.","client_message":null,"zone":"Europe/Berlin","sent_at":"2026-11-20T10:15:00+01:00","more":[1,{"x":2}]}
            not json
            {"id":7,"reply":5}

            {"id":"b","reply":"","channel":"pigeon"}
            {"id":"c","reply":"x","sent_at":"yesterday"}
            {"id":"d","reply":"x","zone":"Nowhere"}
            {"id":"e"}
            {"id":"f","reply":"\\ud83d lone"}
            """);

    var ended = run("--pack", pack, "--format", "jsonl", lines);

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.lines()).hasSize(8);
    assertThat(ended.lines().getFirst().at("/id").asString()).isEqualTo("a");
    var finding = finding(ended.lines().getFirst(), "own_word");
    assertThat(finding.at("/level").asString()).isEqualTo("warning");
    assertThat(finding.at("/where").asString()).isEqualTo("reply");
    assertThat(finding.at("/start").asInt()).isEqualTo(8);
    assertThat(finding.at("/end").asInt()).isEqualTo(17);
    assertThat(finding.at("/text").asString()).isEqualTo("zzometime");
    assertThat(finding.at("/rule").asString()).isEqualTo("own.sometime");
    assertThat(finding.at("/message").asString()).isEqualTo("Name the day.");
    assertThat(finding.at("/suggestion").isNull()).isTrue();
    assertThat(ended.lines().get(1).at("/id").isNull()).isTrue();
    assertThat(ended.lines().get(2).at("/id").asInt()).isEqualTo(7);
    assertThat(ended.lines().subList(1, 7))
        .extracting(line -> line.at("/error").asString())
        .satisfiesExactly(
            error -> assertThat(error).startsWith("This is not JSON"),
            error -> assertThat(error).isEqualTo("The value of reply is words."),
            error -> assertThat(error).contains("email, chat, phone or social"),
            error -> assertThat(error).contains("yesterday is no time"),
            error -> assertThat(error).contains("There is no time zone Nowhere"),
            error -> assertThat(error).isEqualTo("The reply is missing."));
    assertThat(ended.lines().get(7).has("findings")).isTrue();
  }

  @Test
  void textsAreShownWithCaretsUnderTheWords() throws IOException {
    var ended = run("--pack", pack, file("reply.txt", "Hello,\nwe call\tzzometime."));

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out())
        .contains("reply.txt:2:9: warning: Name the day. [own.sometime]")
        .contains("    we call zzometime.\n            ^^^^^^^^^\n");
  }

  @Test
  void theLevelThatFailsCanBeChosen() throws IOException {
    var wordy = file("long.txt", LONG);
    var chat = List.of("--channel", "chat", wordy);

    assertThat(run(with(chat, "--fail-on", "stop")).code()).isZero();
    assertThat(run(with(chat, "--fail-on", "advice")).code()).isEqualTo(1);
  }

  @Test
  void jsonIsOneListAndSarifOneLog() throws IOException {
    var reply = file("reply.txt", "We call zzometime.");

    var json = JSON.readTree(run("--pack", pack, "--format", "json", reply, reply).out());
    assertThat(json.isArray()).isTrue();
    assertThat(json.size()).isEqualTo(2);

    var sarif = JSON.readTree(run("--pack", pack, "--format", "sarif", reply).out());
    assertThat(sarif.at("/version").asString()).isEqualTo("2.1.0");
    var results = new ArrayList<JsonNode>();
    sarif.at("/runs/0/results").forEach(results::add);
    assertThat(results)
        .anySatisfy(
            result -> {
              assertThat(result.at("/ruleId").asString()).isEqualTo("own.sometime");
              var region = result.at("/locations/0/physicalLocation/region");
              assertThat(region.at("/startColumn").asInt()).isEqualTo(9);
              assertThat(region.at("/charLength").asInt()).isEqualTo(9);
            });
  }

  @Test
  void aPackThatIsWrongIsRefusedWithItsPlace() throws IOException {
    var wrong = file("wrong.yaml", "guideline: own\nrules:\n  - id: a\n    frases: [x]\n");

    var ended = run("--pack", wrong, file("reply.txt", "x"));

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("wrong.yaml, line 4, key rules[0].frases");
  }

  @Test
  void aFileThatIsNotThereIsToldAndTheOthersAreChecked() throws IOException {
    var ended = run("--pack", pack, "nowhere.txt", file("reply.txt", "We call zzometime."));

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("The file nowhere.txt cannot be read");
    assertThat(ended.out()).contains("own.sometime");
  }

  private static JsonNode finding(JsonNode line, String category) {
    for (var finding : line.at("/findings")) {
      if (finding.at("/category").asString().equals(category)) {
        return finding;
      }
    }
    throw new AssertionError("no " + category + " in " + line);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static String[] with(List<String> arguments, String... more) {
    var all = new ArrayList<>(List.of(more));
    all.addAll(arguments);
    return all.toArray(String[]::new);
  }

  private static Ended run(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.addFirst("check");
    var out = new StringWriter();
    var err = new StringWriter();
    var code =
        Main.commandLine(Map.of())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    return new Ended(code, out.toString(), err.toString());
  }
}
